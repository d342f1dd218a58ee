import type { EpochMs, IncidentId } from '#libs/domain';
import type { Sql } from '../sql.ts';

/**
 * Messages that still wait and would only say what is over: none of their incidents needs them any more. What was tried
 * once may have arrived and is left alone. An opening stays: its recovery follows it.
 */
export async function withdrawOvertaken(sql: Sql, ids: readonly IncidentId[], now: EpochMs): Promise<void> {
  if (ids.length === 0) return;
  await sql.query(
    `WITH overtaken AS (
       SELECT n.id FROM notification n
       WHERE n.state = 'queued' AND n.attempts = 0
         AND n.event IN ('incident.updated','incident.acknowledged','incident.escalated')
         AND n.created_at <= $2
         AND n.id IN (SELECT m.notification_id FROM notification_incident m WHERE m.incident_id = ANY($1))
         AND NOT EXISTS (SELECT 1 FROM notification_incident m JOIN incident i ON i.id = m.incident_id
           WHERE m.notification_id = n.id AND (i.state = 'open'
             OR (i.state = 'acknowledged' AND n.event = 'incident.acknowledged')))
       ORDER BY n.id FOR UPDATE OF n SKIP LOCKED)
     UPDATE notification n SET state = 'suppressed', reason = 'overtaken', next_attempt_at = NULL
     FROM overtaken WHERE n.id = overtaken.id`,
    [ids, new Date(now)],
  );
}
