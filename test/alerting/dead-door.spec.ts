import { DoorStore } from '#libs/database';
import type { DeviceNo, DoorId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
let dead: DoorId;
let silent: DeviceNo;
let alive: DeviceNo;

/** Two lights were heard by a broker that dies; one moves to the other broker, one is never heard again. */
beforeEach(async () => {
  village = await WatchedVillage.start();
  const doors = village.app.get(DoorStore);
  dead = await doors.open('broker', 'dead', village.clock.now());
  await doors.renew(dead, village.clock.now());
  [silent, alive] = [await village.device('Đèn 1'), await village.device('Đèn 2')];
  await village.rows('UPDATE device_latest SET door_id = $1', dead);
  await village.target('/group');
});
afterEach(() => village.stop());

const connectivity = () => village.rows('SELECT device_no, connectivity FROM device_health ORDER BY device_no');

describe('a broker that dies', () => {
  it('takes no outage with it: its devices are judged by the deadline that starts when its lease ended', async () => {
    // The lease ends at 10 s; from then on the other broker counts as their ear: offline at 25 s.
    await village.pass(18 * SECOND);
    await village.hear(alive);
    await village.pass(6 * SECOND);
    expect(await connectivity()).toMatchObject([{ connectivity: 'suspect' }, { connectivity: 'online' }]);
    await village.pass(10 * SECOND);
    expect(await connectivity()).toEqual([
      { device_no: silent, connectivity: 'offline' },
      { device_no: alive, connectivity: 'online' },
    ]);
    await village.pass(70 * SECOND);
    expect(village.said('/group')).toEqual([expect.stringContaining('Đèn 1')]);
    expect(await village.rows('SELECT swept_at IS NOT NULL AS swept FROM door WHERE id = $1', dead)).toEqual([
      { swept: true },
    ]);
  });

  it('alone proves nothing while no other broker listens', async () => {
    await village.rows(`UPDATE door SET accepting_since = NULL WHERE id <> $1`, dead);
    await village.pass(120 * SECOND);
    expect(await connectivity()).toMatchObject([{ connectivity: 'online' }, { connectivity: 'online' }]);
    expect(village.receiver.received).toEqual([]);
  });
});
