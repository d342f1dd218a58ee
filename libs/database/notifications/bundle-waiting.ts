import {
  BUDGET_RULE,
  bundle,
  type Channel,
  type EpochMs,
  healedBeforeSent,
  type IncidentId,
  type Language,
  narrowedTo,
  type NewsMessage,
  type NotificationId,
  type Severity,
  type TargetId,
  type UnitId,
  type Waiting,
} from '#libs/domain';
import { addToTimeline, ENGINE } from '../incidents/timeline.ts';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';
import { type Candidate, FREE_TO_GO, FRESH } from './budget.ts';
import { insertNotifications } from './enqueue.ts';

/** More leave with the next message. */
const MOST_TOGETHER = 200;

interface WaitingRow extends Waiting {
  readonly id: NotificationId;
  readonly targetId: TargetId;
  readonly unitId: UnitId;
  readonly channel: Channel;
  readonly language: Language;
  readonly severity: Severity;
  readonly reach: string | null;
  readonly message: NewsMessage;
  readonly incidentIds: readonly IncidentId[];
}

/**
 * What waits for one target becomes one message; beginnings and ends of the same incident cancel each other first. The
 * caller holds the lock of claims, and the targets are not being sent anything.
 */
export async function bundleWaiting(sql: Sql, candidates: readonly Candidate[], now: EpochMs): Promise<void> {
  const several = candidates.filter(({ messages }) => messages > 1).map(({ targetId }) => targetId);
  if (several.length === 0) return;
  const rows = await waitingRows(sql, several, now);
  for (const targetId of several) {
    const own = rows.filter((row) => row.targetId === targetId);
    const left = await cancelHealed(sql, own, now);
    if (left.length > 1) await sendTogether(sql, left, now);
  }
}

/** The worst first, then the oldest. */
const waitingRows = (sql: Sql, targetIds: readonly TargetId[], now: EpochMs): Promise<WaitingRow[]> =>
  sql.query<WaitingRow>(
    `SELECT * FROM (
       SELECT n.id, n.target_id AS "targetId", n.unit_id AS "unitId", n.channel, n.language, n.severity, n.reach,
         n.created_at, json_build_object('event', n.event, 'variables', n.variables) AS message,
         ARRAY(SELECT m.incident_id FROM notification_incident m WHERE m.notification_id = n.id) AS "incidentIds",
         row_number() OVER (PARTITION BY n.target_id ORDER BY n.created_at, n.id) AS place
       FROM notification n
       WHERE n.target_id = ANY($1) AND ${FRESH} AND n.event LIKE 'incident.%' AND n.next_attempt_at <= $2
         AND ${FREE_TO_GO}) w
     WHERE w.place <= ${MOST_TOGETHER}
     ORDER BY array_position(ARRAY['critical','major','minor','info'], w.severity), w.created_at, w.id`,
    [targetIds, new Date(now)],
  );

/** Returns what is still to be said. */
async function cancelHealed(sql: Sql, rows: readonly WaitingRow[], now: EpochMs): Promise<WaitingRow[]> {
  const healed = healedBeforeSent(rows);
  if (healed.size === 0) return [...rows];
  const left: WaitingRow[] = [];
  for (const row of rows) {
    const rest = row.incidentIds.filter((id) => !healed.has(id));
    if (rest.length === row.incidentIds.length) {
      left.push(row);
      continue;
    }
    if (rest.length === 0) await suppress(sql, [row.id], 'healed_before_sent', null);
    else left.push(await split(sql, row, rest, now));
  }
  const [first] = rows;
  if (first) await forgetTold(sql, first.targetId, [...healed], now);
  return left;
}

/** The healed part becomes the record of a message that was not sent; the rest stays in its place. */
async function split(sql: Sql, row: WaitingRow, rest: readonly IncidentId[], now: EpochMs): Promise<WaitingRow> {
  const gone = row.incidentIds.filter((id) => !rest.includes(id));
  const id = newId<NotificationId>(now);
  const healed = narrowedTo(row.message, (incidentId) => gone.includes(incidentId)) ?? row.message;
  const message = narrowedTo(row.message, (incidentId) => rest.includes(incidentId)) ?? row.message;
  const record = { suppressed: true, reason: 'healed_before_sent', rule: BUDGET_RULE, incidentIds: gone };
  await insertNotifications(sql, [{ ...recordOf(row), ...record, id, message: healed }], now);
  await sql.query('UPDATE notification SET event = $2, variables = $3 WHERE id = $1', [
    row.id,
    message.event,
    JSON.stringify(message.variables),
  ]);
  await sql.query(
    `UPDATE notification_incident SET notification_id = $2 WHERE notification_id = $1 AND incident_id = ANY($3)`,
    [row.id, id, gone],
  );
  return { ...row, message, incidentIds: rest };
}

/** They were never told after all. */
async function forgetTold(
  sql: Sql,
  targetId: TargetId,
  incidentIds: readonly IncidentId[],
  now: EpochMs,
): Promise<void> {
  await sql.query('DELETE FROM told WHERE target_id = $1 AND incident_id = ANY($2)', [targetId, incidentIds]);
  const line = { kind: 'not_told', reason: 'healed_before_sent', rule: BUDGET_RULE, actor: ENGINE, at: now } as const;
  await addToTimeline(
    sql,
    incidentIds.map((incidentId) => ({ ...line, incidentId, detail: { targets: [{ id: targetId }] } })),
  );
}

/** One new message; those it is made of point to it, and what was told was told by it. */
async function sendTogether(sql: Sql, rows: readonly WaitingRow[], now: EpochMs): Promise<void> {
  const [worst] = rows;
  if (!worst) return;
  const id = newId<NotificationId>(now);
  const incidentIds = [...new Set(rows.flatMap((row) => row.incidentIds))];
  const record = { suppressed: false, reason: 'told_together', rule: BUDGET_RULE, incidentIds };
  const message = bundle(rows.map((row) => row.message));
  await insertNotifications(sql, [{ ...recordOf(worst), ...record, id, message }], now);
  await sql.query('INSERT INTO notification_incident (notification_id, incident_id) SELECT $1, unnest($2::uuid[])', [
    id,
    incidentIds,
  ]);
  const ids = rows.map((row) => row.id);
  await sql.query('UPDATE told SET notification_id = $1 WHERE notification_id = ANY($2)', [id, ids]);
  await suppress(sql, ids, 'bundled', id);
}

const recordOf = ({ targetId, channel, language, unitId, severity, reach }: WaitingRow) => ({
  target: { id: targetId, channel, language },
  unitId,
  severity,
  reach,
});

async function suppress(
  sql: Sql,
  ids: readonly NotificationId[],
  reason: 'bundled' | 'healed_before_sent',
  into: NotificationId | null,
): Promise<void> {
  await sql.query(
    `UPDATE notification SET state = 'suppressed', reason = $2, rule = '${BUDGET_RULE}', bundled_into = $3,
       next_attempt_at = NULL WHERE id = ANY($1)`,
    [ids, reason, into],
  );
}
