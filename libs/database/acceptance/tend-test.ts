import {
  type AcceptanceJudgement,
  asksAgain,
  CAMERA_ACCEPTANCE_KIND,
  type CameraCheckResult,
  type DeviceId,
  type DeviceNo,
  type EpochMs,
  evaluateAcceptance,
  type UnitId,
} from '#libs/domain';
import { lockCommands, recordStep } from '../commands/step.ts';
import { AGENT_OF } from '../doors/agent-of.ts';
import { newId } from '../new-id.ts';
import { insertOperation } from '../operations/operation-request.store.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { readFacts, type RunningTest } from './read-facts.ts';
import { takeSnapshot } from './snapshot.ts';

export interface LockedTest extends RunningTest {
  readonly deviceId: DeviceId;
  readonly unitId: UnitId;
  readonly startedBy: string | null;
  readonly startedName: string | null;
}

/** Running tests under their row locks; those that somebody else looks at are left to him. */
export const lockRunning = (sql: Sql, condition: string, values: readonly unknown[]): Promise<LockedTest[]> =>
  sql.query<LockedTest>(
    `SELECT a.id, a.device_no AS "deviceNo", d.id AS "deviceId", d.kind, d.unit_id AS "unitId",
       ${epoch('a.started_at')} AS "startedAt", ${epoch('a.deadline_at')} AS "deadlineAt", a.command_id AS "commandId",
       a.operation_ids AS "operationIds", a.notification_ids AS "notificationIds", a.started_by AS "startedBy",
       a.started_name AS "startedName"
     FROM acceptance_test a JOIN device d USING (device_no)
     WHERE a.state = 'running' AND ${condition} ORDER BY a.id FOR UPDATE OF a SKIP LOCKED`,
    values,
  );

/** Looks at a test once: ends it when it is over, asks its camera again when that may help. */
export async function tendTest(tx: Sql, test: LockedTest, now: EpochMs): Promise<AcceptanceJudgement> {
  const { facts, asking } = await readFacts(tx, test);
  const judgement = evaluateAcceptance(facts, now);
  if (judgement.state !== 'running') await finish(tx, test, judgement, facts.check?.says ?? {}, now);
  else if (test.kind === 'camera' && !asking && (facts.check === null || asksAgain(facts.check, now)))
    await askCamera(tx, test, now);
  return judgement;
}

async function finish(
  tx: Sql,
  test: LockedTest,
  { state, steps }: AcceptanceJudgement,
  says: CameraCheckResult['says'],
  now: EpochMs,
): Promise<void> {
  const snapshot = await takeSnapshot(tx, test, steps, says, now);
  await tx.query(
    `UPDATE acceptance_test SET state = $2, finished_at = $3, snapshot = $4, ordinal = CASE WHEN $2 = 'passed' THEN
       (SELECT coalesce(max(b.ordinal), 0) + 1 FROM acceptance_test b WHERE b.device_no = $5) END
     WHERE id = $1`,
    [test.id, state, new Date(now), JSON.stringify(snapshot), test.deviceNo],
  );
  // Nobody waits for the lamp any more.
  if (test.commandId === null) return;
  for (const command of await lockCommands(tx, `c.id = $1 AND c.state IN ('queued','sent')`, [test.commandId]))
    await recordStep(tx, command, { kind: 'cancel' }, now);
}

/** One more visit, with one login at most, by whoever watches the camera: a poller of ours or its agent. */
export async function askCamera(
  tx: Sql,
  test: Pick<LockedTest, 'id' | 'deviceId' | 'unitId' | 'startedBy'>,
  now: EpochMs,
): Promise<void> {
  const id = newId(now);
  const request = { deviceId: test.deviceId };
  const work = { id, kind: CAMERA_ACCEPTANCE_KIND, unitId: test.unitId, requestedBy: test.startedBy, request };
  const [watched] = await tx.query<{ agentNo: DeviceNo | null }>(
    `SELECT ${AGENT_OF} AS "agentNo" FROM device d WHERE d.id = $1`,
    [test.deviceId],
  );
  await insertOperation(tx, { ...work, agentNo: watched?.agentNo ?? null }, now);
  await tx.query('UPDATE acceptance_test SET operation_ids = operation_ids || $2::uuid WHERE id = $1', [test.id, id]);
}
