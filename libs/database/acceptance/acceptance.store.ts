import { Injectable } from '@nestjs/common';
import {
  ACCEPTANCE_RULE,
  acceptanceDeadline,
  type AcceptanceState,
  type Certificate,
  certificateNumber,
  type DeviceId,
  type DeviceKind,
  type DeviceNo,
  type EpochMs,
  evaluateAcceptance,
  LAMP_TEST,
  type Lifecycle,
  type Photo,
  type PhotoType,
  type SigningNames,
  type StepResult,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { sendCommand } from '../commands/command.store.ts';
import { nameOf } from '../incidents/incident-act.ts';
import { isHidden } from '../maintenance/covers.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { readFacts, type RunningTest } from './read-facts.ts';
import { checkCodeOf, type Snapshot } from './snapshot.ts';
import { askCamera, lockRunning, tendTest } from './tend-test.ts';
import { sendTestMessages } from './test-messages.ts';

export interface AcceptanceSummaryRow {
  readonly id: string;
  readonly deviceId: DeviceId;
  readonly kind: DeviceKind;
  readonly state: AcceptanceState;
  readonly startedName: string | null;
  readonly startedAt: EpochMs;
  readonly deadlineAt: EpochMs;
  readonly finishedAt: EpochMs | null;
  /** Of the certificate; null: there is none. */
  readonly number: string | null;
  readonly checkCode: string | null;
}

export interface AcceptanceRow extends AcceptanceSummaryRow {
  readonly steps: readonly StepResult[];
  /** Null while it runs. */
  readonly certificate: Certificate | null;
  readonly signing: SigningNames | null;
  readonly signedAt: EpochMs | null;
}

interface Stored extends Omit<AcceptanceSummaryRow, 'number' | 'checkCode'>, RunningTest {
  readonly ordinal: number | null;
  readonly snapshot: Snapshot | null;
  readonly signing: SigningNames | null;
  readonly signedAt: EpochMs | null;
}

const STORED = `
  SELECT a.id, a.device_no AS "deviceNo", d.id AS "deviceId", d.kind, a.state, a.started_name AS "startedName",
    ${epoch('a.started_at')} AS "startedAt", ${epoch('a.deadline_at')} AS "deadlineAt",
    ${epoch('a.finished_at')} AS "finishedAt", a.command_id AS "commandId", a.operation_ids AS "operationIds",
    a.notification_ids AS "notificationIds", a.ordinal, a.snapshot, a.signing, ${epoch('a.signed_at')} AS "signedAt"
  FROM acceptance_test a JOIN device d USING (device_no)`;

/** Acceptance tests as people see them: begun, looked at, signed. */
@Injectable()
export class AcceptanceStore {
  constructor(private readonly database: Database) {}

  /** Sets everything going that has to be tried. One test of a device runs at a time. */
  async start(access: Access, deviceId: string, now: EpochMs): Promise<AcceptanceRow> {
    const id = newId(now);
    await this.database.transaction(async (tx) => {
      const device = await lockTested(tx, access.scope, deviceId, now);
      if (device.lifecycle === 'decommissioned') throw new Refusal('device_decommissioned');
      if (device.hidden) throw new Refusal('device_in_maintenance');
      await refuseSecond(tx, device.deviceNo, now);
      const deadlineAt = acceptanceDeadline(now, device.intervalSeconds);
      const { actor } = access;
      const commandId = device.kind === 'solar_light' ? await testLamp(tx, access, deviceId, deadlineAt, now) : null;
      const notificationIds = await sendTestMessages(tx, device.unitId, now);
      await tx.query(
        `INSERT INTO acceptance_test (id, device_no, rule, started_kind, started_by, started_name, started_at,
           deadline_at, command_id, notification_ids) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          ...[id, device.deviceNo, ACCEPTANCE_RULE, actor.kind, actor.id, await nameOf(tx, actor)],
          ...[new Date(now), new Date(deadlineAt), commandId, notificationIds],
        ],
      );
      if (device.kind === 'camera')
        await askCamera(tx, { id, deviceId: device.id, unitId: device.unitId, startedBy: actor.id }, now);
      const about = { objectKind: 'device', objectId: device.id, unitId: device.unitId, detail: { testId: id } };
      await recordAudit(tx, actor, { action: 'device.acceptance_test', ...about }, now);
    });
    return this.get(access.scope, id, now);
  }

  /** As it stands at `now`; one that is over by now is ended first. */
  async get(scope: Scope, id: string, now: EpochMs): Promise<AcceptanceRow> {
    const stored = await this.#find(scope, id);
    if (stored.state !== 'running') return toRow(stored, stored.snapshot?.steps ?? []);
    await this.#tend('a.id = $1', [id], now);
    const again = await this.#find(scope, id);
    if (again.state !== 'running') return toRow(again, again.snapshot?.steps ?? []);
    const { facts } = await readFacts(this.database, again);
    return toRow(again, evaluateAcceptance(facts, now).steps);
  }

  /** Newest first. */
  async list(scope: Scope, deviceId: string, page: PageRequest): Promise<PageOf<AcceptanceSummaryRow>> {
    const [device] = await this.database.query(
      `SELECT 1 FROM device d WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`,
      [scope, deviceId],
    );
    orRefuse(device, 'device_not_found');
    const { bind, values } = new Parameters();
    const conditions = [`d.id = ${bind(deviceId)}`];
    const after = readCursor(page.cursor, ['uuid']);
    if (after) conditions.push(`a.id < ${bind(after[0])}::uuid`);
    const rows = await this.database.query<Stored>(
      `${STORED} WHERE ${conditions.join(' AND ')} ORDER BY a.id DESC LIMIT ${bind(page.limit + 1)}`,
      values,
    );
    return toPage(rows.map(toSummary), page.limit, (row) => [row.id]);
  }

  /** Who was there. May be written again: the last word counts, and the audit log knows that it changed. */
  async sign({ actor, scope }: Access, id: string, signing: SigningNames, now: EpochMs): Promise<AcceptanceRow> {
    await this.database.transaction(async (tx) => {
      const [test] = await tx.query<{ state: AcceptanceState; deviceId: DeviceId; unitId: UnitId }>(
        `SELECT a.state, d.id AS "deviceId", d.unit_id AS "unitId" FROM acceptance_test a JOIN device d USING (device_no)
         WHERE a.id = $2 AND ${inScope('d.unit_id', '$1')} FOR UPDATE OF a`,
        [scope, id],
      );
      const { state, deviceId, unitId } = orRefuse(test, 'acceptance_test_not_found');
      if (state !== 'passed') throw new Refusal('acceptance_test_not_passed');
      await tx.query('UPDATE acceptance_test SET signing = $2, signed_at = $3 WHERE id = $1', [
        ...[id, JSON.stringify(signing), new Date(now)],
      ]);
      const about = { objectKind: 'device', objectId: deviceId, unitId, detail: { testId: id } };
      await recordAudit(tx, actor, { action: 'device.acceptance_signing', ...about }, now);
    });
    return this.get(scope, id, now);
  }

  /** The photo of the device's place as it is now, for the paper; null: there is none. */
  async photoOf(scope: Scope, id: string): Promise<Photo | null> {
    const [row] = await this.database.query<{ type: PhotoType; bytes: Buffer<ArrayBuffer> }>(
      `SELECT p.content_type AS type, p.content AS bytes
       FROM acceptance_test a JOIN device d USING (device_no) JOIN site_photo p ON p.site_id = d.site_id
       WHERE a.id = $2 AND ${inScope('d.unit_id', '$1')}`,
      [scope, id],
    );
    return row ?? null;
  }

  /** Looks at all that run, so that a test ends when nobody looks. Any number of processes may call it. */
  async tendAll(now: EpochMs): Promise<void> {
    const [any] = await this.database.prepared(`SELECT 1 FROM acceptance_test WHERE state = 'running' LIMIT 1`);
    if (any !== undefined) await this.#tend('true', [], now);
  }

  /** Each in a transaction of its own: what is wrong with one keeps no other from its end. */
  async #tend(condition: string, values: readonly unknown[], now: EpochMs): Promise<void> {
    const ids = await this.database.query<{ id: string }>(
      `SELECT a.id FROM acceptance_test a WHERE a.state = 'running' AND ${condition} ORDER BY a.id`,
      values,
    );
    for (const { id } of ids) {
      await this.database.transaction(async (tx) => {
        const [test] = await lockRunning(tx, 'a.id = $1', [id]);
        if (test !== undefined) await tendTest(tx, test, now);
      });
    }
  }

  async #find(scope: Scope, id: string): Promise<Stored> {
    const [row] = await this.database.query<Stored>(`${STORED} WHERE a.id = $2 AND ${inScope('d.unit_id', '$1')}`, [
      scope,
      id,
    ]);
    return orRefuse(row, 'acceptance_test_not_found');
  }
}

interface Tested {
  readonly id: DeviceId;
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly lifecycle: Lifecycle;
  readonly unitId: UnitId;
  readonly intervalSeconds: number;
  readonly hidden: boolean | null;
}

async function lockTested(tx: Sql, scope: Scope, id: string, now: EpochMs): Promise<Tested> {
  const [device] = await tx.query<Tested>(
    `SELECT d.id, d.device_no AS "deviceNo", d.kind, d.lifecycle, d.unit_id AS "unitId",
       d.interval_seconds AS "intervalSeconds", ${isHidden('$3')} AS hidden
     FROM device d JOIN device_health h USING (device_no)
     WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')} FOR NO KEY UPDATE OF d`,
    [scope, id, new Date(now)],
  );
  return orRefuse(device, 'device_not_found');
}

async function refuseSecond(tx: Sql, deviceNo: DeviceNo, now: EpochMs): Promise<void> {
  // One that should have ended long ago keeps nobody waiting.
  for (const test of await lockRunning(tx, 'a.device_no = $1', [deviceNo])) await tendTest(tx, test, now);
  const [running] = await tx.query<{ id: string }>(
    `SELECT id FROM acceptance_test WHERE device_no = $1 AND state = 'running'`,
    [deviceNo],
  );
  if (running) throw new Refusal('acceptance_test_running', { testId: running.id });
}

/** Null: too many commands wait for it already. */
async function testLamp(
  tx: Sql,
  access: Access,
  deviceId: string,
  expiresAt: EpochMs,
  now: EpochMs,
): Promise<string | null> {
  const command = { name: 'lamp_test' as const, arguments: LAMP_TEST, expiresAt };
  try {
    return await sendCommand(tx, access, deviceId, command, now);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too_many_commands') return null;
    throw error;
  }
}

function toSummary(row: Stored): AcceptanceSummaryRow {
  const { id, deviceId, kind, state, startedName, startedAt, deadlineAt, finishedAt, ordinal, snapshot } = row;
  const passed = ordinal !== null && snapshot !== null;
  return {
    ...{ id, deviceId, kind, state, startedName, startedAt, deadlineAt, finishedAt },
    number: passed ? certificateNumber(snapshot.device.code, ordinal) : null,
    checkCode: passed ? checkCodeOf(snapshot) : null,
  };
}

function toRow(row: Stored, steps: readonly StepResult[]): AcceptanceRow {
  const summary = toSummary(row);
  const { number, checkCode } = summary;
  const certificate = row.snapshot && { ...row.snapshot, number, checkCode: checkCode ?? '' };
  return { ...summary, steps, certificate, signing: row.signing, signedAt: row.signedAt };
}
