import { Injectable } from '@nestjs/common';
import type { CommandArguments, CommandName, CommandResult, CommandStep, DeviceNo, EpochMs } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { lockCommands, recordStep } from './step.ts';

/** What a door hands to a device. */
export interface DeliverableCommand {
  readonly id: string;
  readonly deviceNo: DeviceNo;
  readonly name: CommandName;
  readonly arguments: CommandArguments;
  readonly expiresAt: EpochMs;
}

/** A connected device that listens for commands. */
export interface Listener {
  readonly deviceNo: DeviceNo;
  /** When its connection began; a newer connection anywhere outranks it. */
  readonly sessionEpoch: number;
}

/** One acknowledgement of a command, as the device said it. */
export interface CommandAckNote {
  readonly deviceNo: DeviceNo;
  readonly commandId: string;
  readonly result: CommandResult;
  readonly detail: string | null;
}

/** Clocks of two doors may differ by this much (ms): connections that close in time both count as the newest. */
const SKEW = 2_000;

/** Open commands of devices that have no newer connection than the asking door's. */
const DUE = `
  c.state IN ('queued','sent') AND c.expires_at > $3 AND NOT (c.id = ANY($4::uuid[])) AND EXISTS (
    SELECT 1 FROM unnest($1::int[], $2::bigint[]) AS t (device_no, session_epoch)
    LEFT JOIN device_latest l ON l.device_no = t.device_no
    WHERE t.device_no = c.device_no AND coalesce(l.session_epoch, 0) <= t.session_epoch + ${SKEW})`;

/** Commands on their way to devices, for doors. */
@Injectable()
export class CommandDelivery {
  constructor(private readonly database: Database) {}

  /**
   * Marks the open commands of these devices as sent and gives them, oldest first: recorded before they leave, so that
   * no answer comes to a command that was never sent. `except`: what these very connections were given already.
   */
  async claim(listeners: readonly Listener[], except: readonly string[], now: EpochMs): Promise<DeliverableCommand[]> {
    if (listeners.length === 0) return [];
    const devices = listeners.map(({ deviceNo }) => deviceNo);
    const epochs = listeners.map(({ sessionEpoch }) => sessionEpoch);
    return this.database.transaction(async (tx) => {
      const locked = await lockCommands(tx, DUE, [devices, epochs, new Date(now), except]);
      const taken: string[] = [];
      for (const command of locked) {
        const step = await recordStep(tx, command, { kind: 'reachable' }, now);
        if (step.next === 'sent') taken.push(command.id);
      }
      return taken.length === 0 ? [] : deliverable(tx, taken);
    });
  }

  /** Ends what nobody answered in time; gives how many. Any number of processes may do it at once. */
  async expire(now: EpochMs): Promise<number> {
    const late = `SELECT id FROM device_command WHERE state IN ('queued','sent') AND expires_at <= $1
      ORDER BY expires_at LIMIT 1000`;
    if ((await this.database.prepared(late, [new Date(now)])).length === 0) return 0;
    return this.database.transaction(async (tx) => {
      const condition = `c.id IN (${late})`;
      const locked = await lockCommands(tx, condition, [new Date(now)]);
      let ended = 0;
      for (const command of locked) {
        if ((await recordStep(tx, command, { kind: 'time' }, now)).next === 'expired') ended += 1;
      }
      return ended;
    });
  }

  /** Forgets commands that were over before `before`. */
  async forget(before: EpochMs): Promise<void> {
    await this.database.query('DELETE FROM device_command WHERE closed_at < $1', [new Date(before)]);
  }
}

const deliverable = (sql: Sql, ids: readonly string[]): Promise<DeliverableCommand[]> =>
  sql.query<DeliverableCommand>(
    `SELECT c.id, c.device_no AS "deviceNo", c.name, c.arguments, ${epoch('c.expires_at')} AS "expiresAt"
     FROM device_command c WHERE c.id = ANY($1) ORDER BY c.id`,
    [ids],
  );

/** Records what devices answered; what an answer did not change has its reason. In the caller's transaction. */
export async function recordCommandAcks(
  sql: Sql,
  acks: readonly CommandAckNote[],
  now: EpochMs,
): Promise<CommandStep['reason'][]> {
  if (acks.length === 0) return [];
  const ids = [...new Set(acks.map(({ commandId }) => commandId))];
  const locked = new Map((await lockCommands(sql, 'c.id = ANY($1)', [ids])).map((command) => [command.id, command]));
  const reasons: CommandStep['reason'][] = [];
  for (const { deviceNo, commandId, result, detail } of acks) {
    const command = locked.get(commandId) ?? null;
    const step = await recordStep(sql, command, { kind: 'acknowledgement', from: deviceNo }, now, { result, detail });
    if (command !== null && step.next !== null) locked.set(commandId, { ...command, state: step.next });
    reasons.push(step.reason);
  }
  return reasons;
}
