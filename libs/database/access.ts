import type { Grant, UnitId } from '#libs/domain';
import { orRefuse, Refusal } from './refusal.ts';
import type { Sql } from './sql.ts';

/**
 * The units below which the caller has the right that this call needs. Every statement that a person causes carries
 * it; an empty scope sees nothing. See docs/adr/0005-scope-in-the-data-layer.md.
 */
export type Scope = readonly UnitId[];

/** Who did it, for the audit log. */
export interface Actor {
  readonly kind: 'user' | 'api_key' | 'link' | 'channel' | 'system';
  readonly id: string | null;
}

/** Who writes, and where he may. */
export interface Access {
  readonly actor: Actor;
  readonly scope: Scope;
}

/** Who manages people: what he may do where decides what he may give. */
export interface Manager extends Access {
  readonly grants: readonly Grant[];
}

/**
 * "`column` is a unit inside the scope", as an SQL condition; `scope` is the placeholder of the scope's array. The
 * tree is flattened in unit_closure, so any depth costs one index lookup.
 */
export const inScope = (column: string, scope: string): string =>
  `${column} IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = ANY(${scope}::uuid[]))`;

/** `id` is inside the scope, or the unit "does not exist". */
export async function requireUnit(sql: Sql, scope: Scope, id: string): Promise<UnitId> {
  const [row] = await sql.prepared<{ id: UnitId }>(
    `SELECT u.id FROM unit u WHERE u.id = $2 AND ${inScope('u.id', '$1')}`,
    [scope, id],
  );
  return orRefuse(row, 'unit_not_found').id;
}

/** The scope narrowed to one subtree, when the caller asks for one; refuses a unit outside. */
export async function narrowed(sql: Sql, scope: Scope, unitId: string | undefined): Promise<Scope> {
  return unitId === undefined ? scope : [await requireUnit(sql, scope, unitId)];
}

/** Refuses whoever has not the whole territory. */
export async function requireTop(sql: Sql, scope: Scope): Promise<UnitId> {
  const roots = await sql.query<{ id: UnitId; mine: boolean }>(
    `SELECT id, id = ANY($1::uuid[]) AS mine FROM unit WHERE parent_id IS NULL AND kind <> 'canary' ORDER BY id`,
    [scope],
  );
  if (roots.some(({ mine }) => !mine)) throw new Refusal('forbidden');
  return orRefuse(roots[0], 'unit_not_found').id;
}
