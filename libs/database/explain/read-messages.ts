import { groupedBy, type IncidentId, type MessageFacts, type TargetId, type WaitingFacts } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** Messages shown for one incident or target. */
const MOST_MESSAGES = 40;

/** The last attempt of `n` that ended left us, and nobody confirmed it. */
export const UNCERTAIN = `coalesce((SELECT a.outcome = 'uncertain' FROM notification_attempt a
  WHERE a.notification_id = n.id AND a.finished_at IS NOT NULL ORDER BY a.attempt DESC LIMIT 1), false)`;

const MESSAGE = `
  json_build_object('id', t.id, 'name', t.name) AS target, n.event, n.state, n.reason, n.rule, n.attempts,
  ${UNCERTAIN} AS uncertain, n.last_error AS "lastError", n.waits_for AS "waitsFor", ${epoch('n.created_at')} AS "createdAt",
  ${epoch('n.accepted_at')} AS "acceptedAt",
  (SELECT ${epoch('w.accepted_at')} FROM notification w WHERE w.id = n.bundled_into AND n.reason = 'bundled') AS "togetherAt", ${epoch('n.next_attempt_at')} AS "nextAttemptAt"`;

/** Sent and suppressed ones, newest first. */
export async function messagesOfIncidents(
  sql: Sql,
  ids: readonly IncidentId[],
): Promise<Map<IncidentId, MessageFacts[]>> {
  const rows = await sql.query<MessageFacts & { readonly incidentId: IncidentId }>(
    `SELECT i.id AS "incidentId", m.* FROM unnest($1::uuid[]) AS i (id) CROSS JOIN LATERAL (
       SELECT ${MESSAGE} FROM notification_incident ni JOIN notification n ON n.id = ni.notification_id
         JOIN target t ON t.id = n.target_id
       WHERE ni.incident_id = i.id ORDER BY n.created_at DESC, n.id DESC LIMIT ${MOST_MESSAGES}) m`,
    [ids],
  );
  return groupedBy(rows, (row) => row.incidentId);
}

export const messagesOfTarget = (sql: Sql, targetId: TargetId): Promise<MessageFacts[]> =>
  sql.query<MessageFacts>(
    `SELECT ${MESSAGE}, (SELECT ni.incident_id FROM notification_incident ni WHERE ni.notification_id = n.id
         ORDER BY ni.incident_id LIMIT 1) AS "incidentId"
     FROM notification n JOIN target t ON t.id = n.target_id
     WHERE n.target_id = $1 ORDER BY n.created_at DESC, n.id DESC LIMIT ${MOST_MESSAGES}`,
    [targetId],
  );

/** Who waits is in the incident's story: the last line that says so. */
const WAITING = `
  a.incident_id AS "incidentId", a.event, a.held_for AS "heldFor", ${epoch('a.due_at')} AS "dueAt",
  ${epoch('a.created_at')} AS "createdAt",
  coalesce((SELECT e.detail->'targets' FROM incident_event e
    WHERE e.incident_id = a.incident_id AND e.kind = 'held' AND e.reason = a.held_for AND e.detail->>'event' = a.event
    ORDER BY e.at DESC, e.id DESC LIMIT 1), '[]') AS targets`;

export async function waitingOfIncidents(
  sql: Sql,
  ids: readonly IncidentId[],
): Promise<Map<IncidentId, WaitingFacts[]>> {
  const rows = await sql.query<WaitingFacts>(
    `SELECT ${WAITING} FROM announcement a WHERE a.incident_id = ANY($1) ORDER BY a.due_at`,
    [ids],
  );
  return groupedBy(rows, (row) => row.incidentId);
}

/** What waits in the target's own unit, as long as it may be for this target. */
export async function waitingOfTarget(sql: Sql, targetId: TargetId): Promise<WaitingFacts[]> {
  const rows = await sql.query<WaitingFacts>(
    `SELECT ${WAITING} FROM announcement a JOIN target t ON t.unit_id = a.unit_id
     WHERE t.id = $1 ORDER BY a.due_at LIMIT ${MOST_MESSAGES}`,
    [targetId],
  );
  return rows
    .filter(({ targets }) => targets.length === 0 || targets.some(({ id }) => id === targetId))
    .map((row) => ({ ...row, targets: row.targets.filter(({ id }) => id === targetId) }));
}
