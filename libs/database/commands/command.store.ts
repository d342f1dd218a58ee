import { Injectable } from '@nestjs/common';
import {
  type CommandArguments,
  type CommandName,
  type CommandState,
  type Desired,
  desiredBy,
  type DeviceId,
  type DeviceKind,
  type DeviceNo,
  type EpochMs,
  type Lifecycle,
  MOST_OPEN_COMMANDS,
  refuseCommand,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { tellDoors } from '../registry/tell-doors.ts';
import { Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { COMMAND_COLUMNS, type CommandRow, OPEN } from './command-columns.ts';
import { lockCommands, recordStep } from './step.ts';

export interface NewCommand {
  readonly name: CommandName;
  readonly arguments: CommandArguments;
  readonly expiresAt: EpochMs;
}

interface Commanded {
  readonly id: DeviceId;
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly lifecycle: Lifecycle;
  readonly unitId: UnitId;
  readonly offlineAfterSeconds: number;
  readonly openCommands: number;
}

/** Commands as people see them: asked for, looked at, withdrawn. */
@Injectable()
export class CommandStore {
  constructor(private readonly database: Database) {}

  /** Stored and told to the doors; whichever has the device's connection delivers it. */
  async send({ actor, scope }: Access, deviceId: string, command: NewCommand, now: EpochMs): Promise<CommandRow> {
    const id = await this.database.transaction((tx) => sendCommand(tx, { actor, scope }, deviceId, command, now));
    return this.get(scope, deviceId, id, now);
  }

  /** Newest first. */
  async list(
    scope: Scope,
    deviceId: string,
    { state, ...page }: PageRequest & { readonly state?: CommandState | undefined },
    now: EpochMs,
  ): Promise<PageOf<CommandRow>> {
    await requireVisible(this.database, scope, deviceId);
    const { bind, values } = new Parameters();
    const conditions = [`d.id = ${bind(deviceId)}`];
    if (state !== undefined) conditions.push(inState(state, () => bind(new Date(now))));
    const after = readCursor(page.cursor, ['uuid']);
    if (after) conditions.push(`c.id < ${bind(after[0])}::uuid`);
    const rows = await this.database.query<CommandRow>(
      `SELECT ${COMMAND_COLUMNS} FROM device_command c JOIN device d USING (device_no)
       WHERE ${conditions.join(' AND ')} ORDER BY c.id DESC LIMIT ${bind(page.limit + 1)}`,
      values,
    );
    const shown = rows.map((row) => asOf(row, now));
    return toPage(shown, page.limit, (row) => [row.id]);
  }

  async get(scope: Scope, deviceId: string, id: string, now: EpochMs): Promise<CommandRow> {
    await requireVisible(this.database, scope, deviceId);
    const [row] = await this.database.query<CommandRow>(
      `SELECT ${COMMAND_COLUMNS} FROM device_command c JOIN device d USING (device_no) WHERE c.id = $1 AND d.id = $2`,
      [id, deviceId],
    );
    return asOf(orRefuse(row, 'command_not_found'), now);
  }

  /** What was sent already may have been done: withdrawing only stops it from being sent again. */
  async cancel({ actor, scope }: Access, deviceId: string, id: string, now: EpochMs): Promise<CommandRow> {
    await this.database.transaction(async (tx) => {
      const device = await lockCommanded(tx, scope, deviceId);
      const [command] = await lockCommands(tx, 'c.id = $1 AND c.device_no = $2', [id, device.deviceNo]);
      const step = await recordStep(tx, orRefuse(command, 'command_not_found'), { kind: 'cancel' }, now);
      if (step.reason === 'already_cancelled') return;
      if (step.next === null) throw new Refusal('command_is_over');
      await audit(tx, actor, 'device.command_cancel', device, { commandId: id }, now);
    });
    return this.get(scope, deviceId, id, now);
  }
}

/** Gives the command's id. */
export async function sendCommand(
  tx: Sql,
  { actor, scope }: Access,
  deviceId: string,
  command: NewCommand,
  now: EpochMs,
): Promise<string> {
  const id = newId(now);
  const device = await lockCommanded(tx, scope, deviceId);
  const facts = { ...device, decommissioned: device.lifecycle === 'decommissioned' };
  const refusal = refuseCommand(facts, command.name, command.arguments);
  if (refusal !== null) throw new Refusal(refusal, detailsOf(device));
  await tx.query(
    `INSERT INTO device_command (id, device_no, name, arguments, reason, requested_kind, requested_by, created_at,
       expires_at)
     VALUES ($1, $2, $3, $4, 'asked_for', $5, $6, $7, $8)`,
    [
      ...[id, device.deviceNo, command.name, JSON.stringify(command.arguments), actor.kind, actor.id],
      ...[new Date(now), new Date(command.expiresAt)],
    ],
  );
  await wish(tx, device.id, desiredBy(command.name, command.arguments));
  await tellDoors(tx, device.deviceNo);
  await audit(tx, actor, 'device.command', device, { commandId: id, name: command.name }, now);
  return id;
}

/** Time ends a command at its moment, also before anybody has recorded it. */
function asOf(row: CommandRow, now: EpochMs): CommandRow {
  if (row.closedAt !== null || now < row.expiresAt) return row;
  const reason = row.state === 'sent' ? 'never_answered' : 'never_delivered';
  return { ...row, state: 'expired', reason, closedAt: row.expiresAt };
}

/** `now` gives the placeholder of the moment, where one is needed. */
function inState(state: CommandState, now: () => string): string {
  if (state === 'queued' || state === 'sent') return `c.state = '${state}' AND c.expires_at > ${now()}`;
  if (state === 'expired') return `(c.state = 'expired' OR (${OPEN} AND c.expires_at <= ${now()}))`;
  return `c.state = '${state}'`;
}

/** The device's row lock makes counting its open commands exact. */
async function lockCommanded(sql: Sql, scope: Scope, id: string): Promise<Commanded> {
  const [device] = await sql.query<Omit<Commanded, 'openCommands'>>(
    `SELECT d.id, d.device_no AS "deviceNo", d.kind, d.lifecycle, d.unit_id AS "unitId",
       d.offline_after_seconds AS "offlineAfterSeconds"
     FROM device d WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')} FOR NO KEY UPDATE`,
    [scope, id],
  );
  const found = orRefuse(device, 'device_not_found');
  const [open] = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM device_command c WHERE c.device_no = $1 AND ${OPEN}`,
    [found.deviceNo],
  );
  return { ...found, openCommands: open?.count ?? 0 };
}

async function requireVisible(sql: Sql, scope: Scope, id: string): Promise<void> {
  const [row] = await sql.query(`SELECT 1 FROM device d WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`, [
    scope,
    id,
  ]);
  orRefuse(row, 'device_not_found');
}

const detailsOf = ({ kind, offlineAfterSeconds }: Commanded) => ({
  kind,
  offlineAfterSeconds,
  most: MOST_OPEN_COMMANDS,
});

const audit = (
  sql: Sql,
  actor: Access['actor'],
  action: string,
  device: Commanded,
  detail: Record<string, unknown>,
  now: EpochMs,
): Promise<void> =>
  recordAudit(sql, actor, { action, objectKind: 'device', objectId: device.id, unitId: device.unitId, detail }, now);

/** A device that goes out of service is told nothing more; a new thing in its place is not told what the old one was. */
export async function withdrawCommands(
  sql: Sql,
  deviceNos: readonly DeviceNo[],
  now: EpochMs,
  because: 'decommission' | 'cancel' = 'decommission',
): Promise<void> {
  for (const command of await lockCommands(sql, `c.device_no = ANY($1) AND ${OPEN}`, [deviceNos])) {
    await recordStep(sql, command, { kind: because }, now);
  }
}

/** A command says what is wanted from then on, also when it never arrives: that is what the difference shows. */
async function wish(sql: Sql, id: DeviceId, { firmware, config }: Desired): Promise<void> {
  if (firmware === undefined && config === undefined) return;
  await sql.query(
    `UPDATE device SET desired_firmware = coalesce($2, desired_firmware), desired_config = coalesce($3, desired_config),
       version = version + 1 WHERE id = $1`,
    [id, firmware ?? null, config ?? null],
  );
}
