import type { EpochMs, IncidentId, NotificationId, UnitId } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** It was decided to tell of these incidents: from now on somebody watches whether anybody takes them. */
export async function beginFollowUps(sql: Sql, incidentIds: readonly IncidentId[], now: EpochMs): Promise<void> {
  if (incidentIds.length === 0) return;
  await sql.query(
    `INSERT INTO incident_follow_up AS f (incident_id, unit_id, decided_at, due_at, reason, asked_at)
     SELECT id, unit_id, $2, $2, 'told', $2 FROM incident WHERE id = ANY($1) ORDER BY id
     ON CONFLICT (incident_id) DO UPDATE SET decided_at = coalesce(f.decided_at, $2), due_at = $2, asked_at = $2`,
    [incidentIds, new Date(now)],
  );
}

/** A person changed the incident, whose row the caller holds: it is looked at again at `at`. */
export async function followUpAt(
  sql: Sql,
  { id, unitId }: { readonly id: IncidentId; readonly unitId: UnitId },
  at: EpochMs,
  now: EpochMs,
): Promise<void> {
  await sql.query(
    `INSERT INTO incident_follow_up (incident_id, unit_id, due_at, reason, asked_at) VALUES ($1, $2, $3, 'acknowledged', $4)
     ON CONFLICT (incident_id) DO UPDATE SET due_at = excluded.due_at, reason = excluded.reason, asked_at = excluded.asked_at`,
    [id, unitId, new Date(at), new Date(now)],
  );
}

/** A message about them got through or could not be delivered: that decides when the next level is told. */
export async function followUpMessage(sql: Sql, id: NotificationId, now: EpochMs): Promise<void> {
  await dueNow(
    sql,
    `f.decided_at IS NOT NULL AND f.incident_id IN (
       SELECT m.incident_id FROM notification_incident m JOIN notification n ON n.id = m.notification_id
       WHERE n.id = $1 AND n.event IN ('incident.opened','incident.escalated','incident.bundle'))`,
    id,
    now,
  );
}

/** The policy of this unit changed: what is open in it and below is asked about again. */
export async function askAgainBelow(sql: Sql, unitId: UnitId, now: EpochMs): Promise<void> {
  await dueNow(
    sql,
    `EXISTS (SELECT 1 FROM unit_closure c WHERE c.ancestor_id = $1 AND c.descendant_id = f.unit_id)
     AND EXISTS (SELECT 1 FROM incident i WHERE i.id = f.incident_id AND i.state = 'open')`,
    unitId,
    now,
  );
}

/** Rows are locked in one order, so that nobody waits for each other. */
async function dueNow(sql: Sql, which: string, parameter: string, now: EpochMs): Promise<void> {
  await sql.query(
    `WITH found AS (
       SELECT f.incident_id FROM incident_follow_up f
       WHERE (f.due_at IS NULL OR f.due_at > $2) AND ${which} ORDER BY f.incident_id FOR UPDATE)
     UPDATE incident_follow_up f SET due_at = $2, asked_at = $2 FROM found WHERE f.incident_id = found.incident_id`,
    [parameter, new Date(now)],
  );
}
