import { DeviceIntake, SilenceTable } from '#apps/broker';
import { readHeartbeat, readHeartbeatProtobuf, writeHeartbeatProtobuf } from '#libs/contracts';
import type { DeviceNo } from '#libs/domain';
import { type Figure, figure, paired } from '../figures.ts';

/** Lights that report in turn, as a district's do. */
const LIGHTS = 1_800;
const HEARTBEATS = 200_000;
const ROUNDS = 7;

/** A lamp that says all there is to say. */
const payloadOf = (seq: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      ...{
        bootId: 'a1b2c3',
        seq,
        uptimeSeconds: 60 * seq,
        batteryVoltage: 12.61,
        batteryCurrent: -0.8,
        pvVoltage: 0.3,
      },
      ...{ pvCurrent: 0, pvPower: 0, lampOn: true, lampCurrent: 0.9, lampPower: 10.8, dimLevel: 60, isNight: true },
      ...{ errorCode: 0, batteryTemperature: 28.5, rssi: -84, networkType: 'nb-iot' },
    }),
  );

function asProtobuf(json: Buffer): Uint8Array {
  const read = readHeartbeat(json);
  if (!read.ok) throw new Error(`the bench's own heartbeat is refused: ${read.reason}`);
  return writeHeartbeatProtobuf(read.value);
}

/** CPU µs of this process for one call. */
function cost(work: (index: number) => void): number {
  const before = process.cpuUsage();
  for (let index = 0; index < HEARTBEATS; index += 1) work(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / HEARTBEATS;
}

/**
 * What the door does with a light's heartbeat beyond reading it: counts it, compares its boot, touches the silence table,
 * hands it on. No rule of lights is among it: those run in the engine. Payloads are made beforehand, the writer takes all.
 */
export function benchDoor(progress: (line: string) => void): readonly Figure[] {
  const payloads = Array.from({ length: 64 }, (_, seq) => payloadOf(seq));
  const silence = new SilenceTable();
  let taken = 0;
  const intake = new DeviceIntake({
    writer: { take: () => (taken += 1), whenCommitted: () => undefined, accepting: true },
    reports: { take: () => undefined, accepting: true },
    answers: { take: () => undefined, accepting: true },
    ...{ silence, now: () => 1_795_262_400_000, refused: () => undefined },
    ...{ openedFor: () => undefined, listensFor: () => undefined },
  });
  const sessions = Array.from({ length: LIGHTS }, (_, index) => ({
    device: { deviceNo: (index + 1) as DeviceNo, kind: 'solar_light' },
    startedAt: 1_795_262_000_000,
  })) as unknown as Parameters<DeviceIntake['message']>[0][];
  for (const { device } of sessions)
    silence.track(device.deviceNo, {
      ...{ connectivity: 'online', lastContactAt: 1, intervalSeconds: 60, offlineAfterSeconds: 180 },
    });
  const payload = (index: number): Buffer => payloads[Math.floor(index / LIGHTS) % payloads.length]!;
  const decode = (index: number) => void readHeartbeat(payload(index));
  const packed = payloads.map(asProtobuf);
  const decodePacked = (index: number) => void readHeartbeatProtobuf(packed[index % packed.length]!);
  const whole = (index: number) => intake.message(sessions[index % LIGHTS]!, 'heartbeat', payload(index), null);
  const [decoding, unpacking, atTheDoor]: [number[], number[], number[]] = [[], [], []];
  cost(decode);
  cost(decodePacked);
  cost(whole);
  for (let round = 0; round < ROUNDS; round += 1) {
    decoding.push(cost(decode));
    unpacking.push(cost(decodePacked));
    atTheDoor.push(cost(whole));
    progress(
      `door: reading ${decoding.at(-1)!.toFixed(2)} µs (protobuf ${unpacking.at(-1)!.toFixed(2)} µs), all of the door ${atTheDoor.at(-1)!.toFixed(2)} µs a heartbeat`,
    );
  }
  if (taken < HEARTBEATS) throw new Error('the door took fewer heartbeats than it was given');
  return [
    figure('lights', 'door_decode_cpu', 'µs', decoding),
    paired('lights', 'door_decode_protobuf_cpu', 'µs', unpacking, { name: 'decode', rounds: decoding }),
    paired('lights', 'door_cpu', 'µs', atTheDoor, { name: 'decode', rounds: decoding }),
    figure(
      'lights',
      'door_rules_cpu',
      'µs',
      atTheDoor.map((each, round) => each - decoding[round]!),
    ),
  ].flat();
}
