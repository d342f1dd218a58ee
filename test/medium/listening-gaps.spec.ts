import { DoorStore, PollBlockStore } from '#libs/database';
import type { DoorId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ObservedFleet } from './observed-fleet.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let fleet: ObservedFleet;
let doors: DoorStore;
let door: DoorId;

beforeEach(async () => {
  fleet = await ObservedFleet.start(T0);
  doors = fleet.store(DoorStore);
  door = await doors.open('broker', 'one', T0);
  await doors.renew(door, T0);
});
afterEach(() => fleet.stop());

describe('our own gaps', () => {
  const gaps = () =>
    fleet.database.query<Record<string, unknown>>(
      'SELECT door_kind, door_id, block_no, from_at, until_at FROM listening_gap ORDER BY from_at, block_no',
    );

  it('are noticed when a new door follows one that was killed, and not while another one listened', async () => {
    const second = await doors.open('broker', 'two', T0 + HOUR);
    await doors.renew(second, T0 + HOUR);
    expect(await gaps()).toEqual([
      { door_kind: 'broker', door_id: null, block_no: null, from_at: new Date(T0), until_at: new Date(T0 + HOUR) },
    ]);
    const third = await doors.open('broker', 'three', T0 + HOUR + SECOND);
    await doors.renew(third, T0 + HOUR + SECOND);
    expect(await gaps()).toHaveLength(1);
  });

  it('end in good order at a close, and cover a stall that the door itself noticed', async () => {
    await doors.renew(door, T0 + 5 * SECOND);
    await doors.renew(door, T0 + 9 * SECOND, T0 + 9 * SECOND);
    await doors.close(door, T0 + 12 * SECOND);
    const next = await doors.open('broker', 'two', T0 + MINUTE);
    await doors.renew(next, T0 + MINUTE);
    expect((await gaps()).map(({ from_at, until_at }) => [Number(from_at) - T0, Number(until_at) - T0])).toEqual([
      [5 * SECOND, 9 * SECOND],
      [12 * SECOND, MINUTE],
    ]);
  });

  it('of cameras are those of their poll block', async () => {
    const blocks = fleet.store(PollBlockStore);
    const poller = await doors.open('poller', 'p', T0);
    await blocks.acquire(poller, 64, T0);
    expect(await gaps()).toEqual([]);
    await blocks.release(poller, [3], T0 + 4 * SECOND);
    await blocks.renew(poller, T0 + MINUTE);
    await blocks.acquire(poller, 1, T0 + MINUTE);
    const noticed = await gaps();
    expect(noticed).toHaveLength(64);
    expect(noticed.at(-1)).toEqual({
      ...{ door_kind: 'poller', door_id: null, block_no: 3 },
      ...{ from_at: new Date(T0 + 4 * SECOND), until_at: new Date(T0 + MINUTE) },
    });
  });
});
