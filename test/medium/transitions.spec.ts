import {
  CameraStore,
  DOOR_LEASE,
  DoorStore,
  PollBlockStore,
  POLL_BLOCKS,
  recordContacts,
  recordFaults,
  recordSilences,
} from '#libs/database';
import type { DeviceNo, DoorId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CONTACT, ObservedFleet } from './observed-fleet.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let fleet: ObservedFleet;
let doors: DoorStore;
let broker: DoorId;
let light: DeviceNo;

beforeEach(async () => {
  fleet = await ObservedFleet.start(T0);
  doors = fleet.store(DoorStore);
  broker = await doors.open('broker', 'one', T0);
  await doors.renew(broker, T0);
  light = await fleet.device('solar_light', T0);
});
afterEach(() => fleet.stop());

const hear = (at: number, door = broker, no = light) =>
  fleet.database.transaction(async (tx) => {
    await tx.query(CONTACT, [no, door, new Date(at)]);
    return recordContacts(tx, [{ deviceNo: no, heardAt: at }], door, at);
  });
const judge = (now: number, ...nos: DeviceNo[]) =>
  fleet.database.transaction((tx) => recordSilences(tx, nos.length > 0 ? nos : [light], broker, now));
/** Keeps the door listening without a gap. */
async function listen(from: number, until: number, door = broker): Promise<void> {
  for (let now = from; now <= until; now += DOOR_LEASE) await doors.renew(door, now);
}

describe('transitions', () => {
  it('are recorded once each, with state, history, work for the engine and a live event', async () => {
    expect(await hear(T0)).toMatchObject([{ to: 'online', reason: 'first_contact' }]);
    expect(await hear(T0 + MINUTE)).toEqual([]);
    await listen(T0, T0 + 5 * MINUTE);
    expect(await judge(T0 + 4 * MINUTE)).toMatchObject([{ to: 'offline', occurredAt: T0 + MINUTE }]);
    expect(await judge(T0 + 4 * MINUTE)).toEqual([]);
    expect(await hear(T0 + 5 * MINUTE)).toMatchObject([{ to: 'online', reason: 'came_back' }]);

    const history = await fleet.database.query(
      'SELECT from_value, to_value, unit_id FROM transition ORDER BY known_at',
    );
    const unit_id = fleet.unitId;
    expect(history).toEqual([
      { from_value: 'never_seen', to_value: 'online', unit_id },
      { from_value: 'online', to_value: 'offline', unit_id },
      { from_value: 'offline', to_value: 'online', unit_id },
    ]);
    expect(await fleet.database.query('SELECT 1 FROM transition_work')).toHaveLength(3);
    const events = await fleet.database.query<{ health: string }>(
      `SELECT payload ->> 'health' AS health FROM live_event WHERE kind = 'health' ORDER BY seq`,
    );
    expect(events.map((event) => event.health)).toEqual(['never_seen', 'online', 'offline', 'online']);
  });

  it('wait for a heartbeat whose transaction is still open before they judge silence', async () => {
    await hear(T0);
    const late = T0 + 3 * MINUTE;
    await listen(T0, late);
    let commit: () => void = () => undefined;
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let written: () => void = () => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const heartbeat = fleet.database.transaction(async (tx) => {
      await tx.query(CONTACT, [light, broker, new Date(late)]);
      written();
      await mayCommit;
    });
    await isWritten;
    const judged = judge(late);
    commit();
    await heartbeat;
    expect(await judged).toEqual([]);
  });

  it('open and close a fault once, whatever a rule repeats', async () => {
    const finding = {
      deviceNo: light,
      code: 'bad_payload',
      reason: 'not_json',
      rule: 'payload/1',
      occurredAt: T0,
    } as const;
    const say = (present: boolean) =>
      fleet.database.transaction((tx) => recordFaults(tx, [{ ...finding, present }], broker, T0));
    expect(await say(true)).toMatchObject([{ kind: 'fault_on' }]);
    expect(await say(true)).toEqual([]);
    expect(await say(false)).toMatchObject([{ kind: 'fault_off' }]);
    expect(await say(false)).toEqual([]);
  });
});

describe('a camera', () => {
  it('that was visited twice before anything could be written is stored all the same', async () => {
    const camera = await fleet.device('camera', T0);
    const probe = (at: number) =>
      ({ deviceNo: camera, at, reached: true, facts: { firmware: `${at - T0}` }, findings: [] }) as const;
    await fleet.store(CameraStore).observe([probe(T0), probe(T0 + MINUTE)], broker, T0 + MINUTE);
    expect(
      await fleet.database.query('SELECT last_contact_at, facts FROM device_latest WHERE device_no = $1', [camera]),
    ).toEqual([{ last_contact_at: new Date(T0 + MINUTE), facts: { firmware: `${MINUTE}` } }]);
  });
});

describe('a gap of ours', () => {
  it('is no outage: a door that missed its renewal listens anew', async () => {
    await hear(T0);
    const back = T0 + 10 * MINUTE;
    expect(await judge(back)).toEqual([]);
    expect(await doors.renew(broker, back)).toMatchObject({ listeningSince: back });
    expect(await judge(back + 9 * SECOND)).toEqual([]);
    await listen(back, back + 3 * MINUTE);
    expect(await judge(back + 3 * MINUTE)).toMatchObject([{ to: 'offline', occurredAt: T0 }]);
  });

  it('that the door noticed itself counts too', async () => {
    await hear(T0);
    await listen(T0, T0 + MINUTE);
    const lease = await doors.renew(broker, T0 + 65 * SECOND, T0 + 64 * SECOND);
    expect(lease.listeningSince).toBe(T0 + 64 * SECOND);
  });

  it('ends when time is set back: who renews then listens from then on', async () => {
    const poller = await doors.open('poller', 'p', T0);
    const blocks = fleet.store(PollBlockStore);
    await doors.renew(broker, T0 + 3 * HOUR);
    await blocks.acquire(poller, POLL_BLOCKS, T0 + 3 * HOUR);
    const back = T0 + MINUTE;
    expect(await doors.renew(broker, back)).toMatchObject({ listeningSince: back });
    expect((await blocks.renew(poller, back)).every(({ pollingSince }) => pollingSince === back)).toBe(true);
  });

  it('of one door passes its devices to a door that listens, from the moment both are true', async () => {
    await hear(T0);
    const other = await doors.open('broker', 'two', T0);
    await listen(T0, T0 + 30 * MINUTE, other);
    const lapsed = T0 + DOOR_LEASE;
    expect(await judge(lapsed + 179 * SECOND)).toMatchObject([{ to: 'suspect' }]);
    expect(await judge(lapsed + 180 * SECOND)).toMatchObject([{ to: 'offline', occurredAt: T0 }]);
  });

  it('of the poller is not masked by a healthy broker', async () => {
    const camera = await fleet.device('camera', T0);
    const poller = await doors.open('poller', 'p', T0);
    const blocks = fleet.store(PollBlockStore);
    expect(await blocks.acquire(poller, POLL_BLOCKS, T0)).toHaveLength(POLL_BLOCKS);
    await hear(T0, poller, camera);
    await listen(T0, T0 + 20 * MINUTE);
    expect(await judge(T0 + 20 * MINUTE, camera)).toEqual([]);
    await blocks.renew(poller, T0 + 20 * MINUTE);
    expect(await judge(T0 + 20 * MINUTE + 9 * SECOND, camera)).toEqual([]);
  });
});

describe('poll blocks', () => {
  it('are never held by two pollers, and a dead poller loses them', async () => {
    const blocks = fleet.store(PollBlockStore);
    const [one, two] = [await doors.open('poller', 'p1', T0), await doors.open('poller', 'p2', T0)];
    const [first, second] = await Promise.all([blocks.acquire(one, 40, T0), blocks.acquire(two, 40, T0)]);
    const taken = [...first, ...second].map((block) => block.blockNo);
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken).toHaveLength(POLL_BLOCKS);

    const later = T0 + DOOR_LEASE + 1;
    expect(await blocks.acquire(two, POLL_BLOCKS, T0)).toEqual([]);
    const inherited = await blocks.acquire(two, POLL_BLOCKS, later);
    expect(inherited.every((block) => block.pollingSince === later)).toBe(true);
    expect(await blocks.renew(one, later)).toEqual([]);
  });
});
