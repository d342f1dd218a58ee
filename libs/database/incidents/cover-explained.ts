import type { EpochMs, IncidentId } from '#libs/domain';
import type { Actor } from '../access.ts';
import type { Sql } from '../sql.ts';
import { publishIncidents } from './publish.ts';
import { addToTimeline } from './timeline.ts';

/** Who took the cause, and until when. */
interface Cover {
  readonly act: { readonly actor: Actor; readonly name: string | null };
  readonly taking: { readonly takerId: string | null };
  readonly until: EpochMs;
}

/**
 * Whoever goes for a cause goes for all that it explains now: none of it asks for somebody else while he is on it. Their
 * readers hear of the cause, so nothing is said of each. What the same person held already lasts as long.
 */
export async function coverExplained(
  sql: Sql,
  cause: { readonly id: IncidentId },
  { act: { actor, name }, taking, until }: Cover,
  now: EpochMs,
): Promise<void> {
  const rows = await sql.query<{ id: IncidentId }>(
    `WITH RECURSIVE explained AS (
       SELECT child_id AS id FROM incident_parent WHERE parent_id = $1 AND left_at IS NULL
       UNION
       SELECT p.child_id FROM incident_parent p JOIN explained ON explained.id = p.parent_id WHERE p.left_at IS NULL),
     free AS (
       SELECT i.id FROM incident i WHERE i.id IN (SELECT id FROM explained)
         AND (i.state = 'open' OR (i.state = 'acknowledged' AND i.acknowledged_by_actor = $4 AND i.acknowledged_until < $3))
       ORDER BY i.id FOR UPDATE)
     UPDATE incident i SET state = 'acknowledged', acknowledged_at = $2, acknowledged_until = $3,
       acknowledged_by_actor = $4, acknowledged_by_user = $5, acknowledged_by_name = $6, version = version + 1
     FROM free WHERE i.id = free.id RETURNING i.id`,
    [cause.id, new Date(now), new Date(until), taking.takerId, actor.kind === 'user' ? actor.id : null, name],
  );
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await sql.query(
    `INSERT INTO incident_follow_up (incident_id, unit_id, due_at, reason, asked_at)
     SELECT id, unit_id, $2, 'acknowledged', $3 FROM incident WHERE id = ANY($1) ORDER BY id
     ON CONFLICT (incident_id) DO UPDATE SET due_at = excluded.due_at, reason = excluded.reason, asked_at = excluded.asked_at`,
    [ids, new Date(until), new Date(now)],
  );
  const who = { kind: actor.kind === 'system' ? ('user' as const) : actor.kind, id: actor.id, name };
  const detail = { until: new Date(until).toISOString(), causeId: cause.id };
  await addToTimeline(
    sql,
    ids.map((incidentId) => ({
      ...{ incidentId, kind: 'acknowledged' as const, reason: 'cause_taken', rule: null, actor: who, at: now, detail },
    })),
  );
  await publishIncidents(sql, ids, now);
}
