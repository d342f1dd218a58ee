import type { Sql } from '../sql.ts';

/**
 * May blurred thumbnails be kept in this unit? As SQL; `unitId` is a column or a placeholder. The nearest unit that says
 * something decides: a village may refuse what its commune allowed. Nobody said anything: no.
 */
export const thumbnailsAllowedIn = (unitId: string): string =>
  `coalesce((SELECT l.allowed FROM unit_closure c JOIN unit_thumbnail_leave l ON l.unit_id = c.ancestor_id
     WHERE c.descendant_id = ${unitId} ORDER BY c.depth LIMIT 1), false)`;

/** Whoever stores a thumbnail and whoever withdraws the leave wait for each other: none is stored after it. */
export const lockLeave = (sql: Sql, who: 'storing' | 'deciding'): Promise<unknown> =>
  sql.query(
    `SELECT pg_advisory_xact_lock${who === 'storing' ? '_shared' : ''}(hashtextextended('thumbnail leave', 0))`,
  );
