import { decideSilence, SILENCE_RULE, type DeviceNo, type DoorId, type EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';
import { recordFlapping } from './flapping.ts';
import { lockDevices } from './lock.ts';
import { type NewTransition, recordTransitions } from './record.ts';

/** Verifies proposed silences against the rows and records those that are true. */
export async function recordSilences(
  sql: Sql,
  deviceNos: readonly DeviceNo[],
  doorId: DoorId | null,
  now: EpochMs,
): Promise<NewTransition[]> {
  const devices = await lockDevices(sql, deviceNos, now);
  const transitions = devices.flatMap((device): NewTransition[] => {
    if (device.lifecycle === 'decommissioned') return [];
    const decision = decideSilence(device, now);
    if (decision.change === null) return [];
    const { change: to, reason, occurredAt } = decision;
    return [{ kind: 'connectivity', device, to, reason, rule: SILENCE_RULE, occurredAt, doorId }];
  });
  await recordTransitions(sql, transitions, now);
  const dead = transitions.filter((transition) => 'to' in transition && transition.to === 'offline');
  await recordFlapping(
    sql,
    dead.map(({ device }) => device.deviceNo),
    now,
  );
  return transitions;
}
