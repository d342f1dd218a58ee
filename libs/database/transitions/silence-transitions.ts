import { decideSilence, SILENCE_RULE, type DeviceNo, type DoorId, type EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';
import { recordFlapping } from './flapping.ts';
import { lockDevices } from './lock.ts';
import { type NewTransition, recordTransitions } from './record.ts';

/**
 * Verifies proposed silences against the rows and records those that are true. `asOf`: devices judged as of an earlier
 * moment than now, because what their agent found then has only just arrived.
 */
export async function recordSilences(
  sql: Sql,
  deviceNos: readonly DeviceNo[],
  doorId: DoorId | null,
  now: EpochMs,
  asOf: ReadonlyMap<DeviceNo, EpochMs> = NOW,
): Promise<NewTransition[]> {
  const devices = await lockDevices(sql, deviceNos, now);
  const transitions = devices.flatMap((device): NewTransition[] => {
    if (device.lifecycle === 'decommissioned') return [];
    const then = asOf.get(device.deviceNo);
    const decision = then === undefined ? decideSilence(device, now) : decideSilence({ ...device, agent: null }, then);
    if (decision.change === null) return [];
    const { change: to, reason, occurredAt } = decision;
    return [{ kind: 'connectivity', device, to, reason, rule: SILENCE_RULE, occurredAt, doorId }];
  });
  await recordTransitions(sql, transitions, now);
  await doubtBehind(sql, transitions, doorId, now);
  const dead = transitions.filter((transition) => 'to' in transition && transition.to === 'offline');
  await recordFlapping(
    sql,
    dead.map(({ device }) => device.deviceNo),
    now,
  );
  return transitions;
}

const NOW: ReadonlyMap<DeviceNo, EpochMs> = new Map();

/** With an agent all that only it hears becomes unknown: the engine looks at each. */
async function doubtBehind(
  sql: Sql,
  transitions: readonly NewTransition[],
  doorId: DoorId | null,
  now: EpochMs,
): Promise<void> {
  const silent = transitions.flatMap((one) =>
    one.kind === 'connectivity' && one.to === 'offline' ? [one.device.deviceNo] : [],
  );
  if (silent.length === 0) return;
  await sql.query(
    `INSERT INTO silence_candidate (device_no, door_id, proposed_at)
     SELECT d.device_no, $2, $3 FROM device a JOIN device d ON d.uplink_device_id = a.id
     WHERE a.device_no = ANY($1) AND a.kind = 'edge_agent' AND d.kind = 'camera' AND d.lifecycle = 'active'
     ORDER BY d.device_no
     ON CONFLICT (device_no) DO NOTHING`,
    [silent, doorId, new Date(now)],
  );
}
