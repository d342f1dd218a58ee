import {
  decideDrill,
  DRILL_RULE,
  type DrillFacts,
  type DrillReason,
  type EpochMs,
  quietStretch,
  type UnitId,
} from '#libs/domain';
import { enqueue } from '../notifications/enqueue.ts';
import { type Recipient, targetLevels } from '../notifications/targets.ts';
import { epoch } from '../sql-text.ts';
import type { Database, Sql } from '../sql.ts';

interface Waiting {
  readonly id: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly source: DrillFacts['source'];
  readonly createdAt: EpochMs;
  readonly incidentOpen: boolean;
}

export async function drillsDue(sql: Sql, limit: number, now: EpochMs): Promise<string[]> {
  const rows = await sql.prepared<{ id: string }>(
    `SELECT id FROM drill WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, id LIMIT $2`,
    [new Date(now), limit],
  );
  return rows.map((row) => row.id);
}

/**
 * One transaction: a drill that is due becomes messages in the outbox, waits on, or is given up. False when another
 * engine looks at it.
 */
export function holdDrill(database: Database, id: string, now: EpochMs): Promise<boolean> {
  return database.transaction(async (tx) => {
    const drill = await take(tx, id, now);
    if (!drill) return false;
    const targets = await ownTargets(tx, drill.unitId);
    const quiet = targets.flatMap((target) => quietStretch(target, now)?.until ?? []);
    const quietUntil = quiet.length === 0 ? null : Math.max(...quiet);
    const decision = decideDrill({ ...drill, targets: targets.length, quietUntil }, now);
    if (decision.kind === 'wait') await wait(tx, id, decision);
    else if (decision.kind === 'give_up') await end(tx, id, 'given_up', decision.reason, null);
    else {
      await tell(tx, drill, targets, now);
      await end(tx, id, 'told', decision.reason, now);
    }
    return true;
  });
}

async function take(sql: Sql, id: string, now: EpochMs): Promise<Waiting | undefined> {
  const [drill] = await sql.query<Waiting>(
    `SELECT d.id, d.unit_id AS "unitId", u.name AS "unitName", ${epoch('d.created_at')} AS "createdAt",
       CASE WHEN d.month IS NULL THEN 'drill_asked_for' ELSE 'monthly_drill' END AS source,
       EXISTS (SELECT 1 FROM incident i WHERE i.unit_id = d.unit_id AND i.state <> 'resolved') AS "incidentOpen"
     FROM drill d JOIN unit u ON u.id = d.unit_id
     WHERE d.id = $1 AND d.state = 'waiting' AND d.due_at <= $2 FOR UPDATE OF d SKIP LOCKED`,
    [id, new Date(now)],
  );
  return drill;
}

/** Those of the unit itself: a drill does not climb. */
export async function ownTargets(sql: Sql, unitId: UnitId): Promise<Recipient[]> {
  const levels = await targetLevels(sql, unitId);
  const own = levels.find((level) => level.unitId === unitId)?.targets ?? [];
  return own.filter(({ enabled, audience }) => enabled && audience === 'responsible');
}

async function tell(sql: Sql, drill: Waiting, targets: readonly Recipient[], now: EpochMs): Promise<void> {
  const { id, unitId, unitName, source } = drill;
  const variables = { drillId: id, unit: { id: unitId, name: unitName } };
  const why = { severity: 'info', suppressed: false, reason: source, rule: DRILL_RULE, incidentIds: [] } as const;
  const messages = targets.map((target) => ({
    ...{ target, unitId, message: { event: 'drill', variables } as const },
    ...why,
  }));
  const notificationIds = await enqueue(sql, messages, now);
  await sql.query(
    `INSERT INTO drill_target (drill_id, target_id, notification_id)
     SELECT $1, target_id, notification_id FROM unnest($2::uuid[], $3::uuid[]) AS t (target_id, notification_id)`,
    [id, targets.map((target) => target.id), notificationIds],
  );
}

const wait = (sql: Sql, id: string, { reason, at }: { readonly reason: DrillReason; readonly at: EpochMs }) =>
  sql.query('UPDATE drill SET reason = $2, due_at = $3 WHERE id = $1', [id, reason, new Date(at)]);

const end = (sql: Sql, id: string, state: 'told' | 'given_up', reason: DrillReason, toldAt: EpochMs | null) =>
  sql.query('UPDATE drill SET state = $2, reason = $3, told_at = $4, due_at = NULL WHERE id = $1', [
    id,
    state,
    reason,
    toldAt === null ? null : new Date(toldAt),
  ]);
