import {
  type CommandName,
  type CommandResult,
  type CommandStep,
  type DeviceNo,
  type EpochMs,
  FIRMWARE_WINDOW,
} from '#libs/domain';
import type { Actor } from '../access.ts';
import { nameOf } from '../incidents/incident-act.ts';
import { endWindows, insertWindow } from '../maintenance/maintenance.store.ts';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';

export interface ChangedCommand {
  readonly id: string;
  readonly name: CommandName;
  readonly deviceNo: DeviceNo;
  readonly requestedKind: Actor['kind'];
  readonly requestedBy: string | null;
}

const REASON = 'Nâng cấp phần mềm của thiết bị';
/** Its upgrade windows that nobody ended. */
const RUNNING = `w.device_no = $1 AND w.source = 'firmware' AND w.ended_at IS NULL`;

/** A device that upgrades itself may be silent for a while; one that refused to, or failed, may not. */
export async function excuseUpgrade(
  sql: Sql,
  command: ChangedCommand,
  reason: CommandStep['reason'],
  result: CommandResult | null,
  now: EpochMs,
): Promise<void> {
  if (reason === 'delivered') await excuse(sql, command, now);
  else if (result !== null && result !== 'done') await endWindows(sql, RUNNING, command.deviceNo, null, now);
}

async function excuse(sql: Sql, command: ChangedCommand, now: EpochMs): Promise<void> {
  const actor: Actor = { kind: command.requestedKind, id: command.requestedBy };
  await insertWindow(
    sql,
    {
      id: newId(now),
      kind: 'work',
      source: 'firmware',
      place: { unitId: null, siteId: null, deviceNo: command.deviceNo },
      schedule: { kind: 'once', from: now, until: now + FIRMWARE_WINDOW },
      reason: REASON,
      actor,
      name: await nameOf(sql, actor),
    },
    now,
  );
}
