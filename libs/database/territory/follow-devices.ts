import type { DeviceNo, EpochMs, IncidentId, UnitId } from '#libs/domain';
import { type Actor as TimelineActor, addToTimeline } from '../incidents/timeline.ts';
import { publishIncidents } from '../incidents/publish.ts';
import type { Actor } from '../access.ts';
import type { Sql } from '../sql.ts';
import { publishHealth } from '../transitions/record.ts';

const actorOf = ({ kind, id }: Actor): TimelineActor =>
  kind === 'system' ? { kind: 'engine' } : { kind, id, name: null };

/** Another unit answers for these devices, which the caller has locked in device_no order. Open screens are told. */
export async function moveDevices(
  sql: Sql,
  deviceNos: readonly DeviceNo[],
  to: UnitId,
  reason: 'territory_changed' | 'device_moved',
  actor: Actor,
  now: EpochMs,
): Promise<void> {
  await sql.query('UPDATE device SET unit_id = $2, version = version + 1, updated_at = $3 WHERE device_no = ANY($1)', [
    deviceNos,
    to,
    new Date(now),
  ]);
  await followDevices(sql, deviceNos, reason, actor, now);
  await publishHealth(sql, deviceNos, now);
}

/**
 * What is open about these devices belongs to whoever answers for them now: the incident, what waits to be told and who
 * is asked next. Whoever was told before still hears of the end. Gives how many incidents moved.
 */
export async function followDevices(
  sql: Sql,
  deviceNos: readonly DeviceNo[],
  reason: 'territory_changed' | 'device_moved',
  actor: Actor,
  now: EpochMs,
): Promise<number> {
  const moved = await sql.query<{ id: IncidentId; from: string; to: string }>(
    `WITH moving AS (
       SELECT i.id, i.unit_id AS from_id, d.unit_id AS to_id FROM incident i JOIN device d ON d.device_no = i.device_no
       WHERE i.device_no = ANY($1) AND i.cause = 'device' AND i.ended_at IS NULL AND i.unit_id <> d.unit_id
       ORDER BY i.id FOR UPDATE OF i)
     UPDATE incident i SET unit_id = m.to_id, scope_unit_id = m.to_id, version = i.version + 1
     FROM moving m WHERE m.id = i.id RETURNING i.id, m.from_id AS "from", m.to_id AS "to"`,
    [deviceNos],
  );
  await followIncidents(sql, moved, reason, actor, now);
  return moved.length;
}

/** What hangs on incidents that have just got another unit. */
export async function followIncidents(
  sql: Sql,
  moved: readonly { readonly id: IncidentId; readonly from: string; readonly to: string }[],
  reason: string,
  actor: Actor,
  now: EpochMs,
): Promise<void> {
  if (moved.length === 0) return;
  const ids = moved.map(({ id }) => id);
  for (const table of ['announcement', 'incident_follow_up']) {
    await sql.query(
      `UPDATE ${table} t SET unit_id = i.unit_id FROM incident i WHERE i.id = t.incident_id AND i.id = ANY($1)`,
      [ids],
    );
  }
  await addToTimeline(
    sql,
    moved.map(({ id, from, to }) => ({
      ...{ incidentId: id, kind: 'moved', reason, rule: null, actor: actorOf(actor), at: now, detail: { from, to } },
    })),
  );
  await publishIncidents(sql, ids, now);
}
