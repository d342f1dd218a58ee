import { forgetFuture } from '#libs/database';
import type { UnitId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DarkPlaces } from '../stories/reasons/dark-places.ts';
import { MINUTE, SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
let places: DarkPlaces;
beforeEach(async () => {
  village = await WatchedVillage.start();
  places = new DarkPlaces(village);
  await village.target('/group');
  await village.target('/village', { unitId: village.village });
  await village.rows(
    'INSERT INTO unit_policy (unit_id, group_wait_seconds, updated_at) VALUES ($1, 0, now())',
    village.units[0],
  );
});
afterEach(() => village.stop());

/** Another engine looks at the commune, and does not end. */
async function whileAnotherLooks(work: () => Promise<void>): Promise<void> {
  await village.database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('causes ' || $1, 0))`, [village.units[0]]);
    await work();
  });
}

describe('while another engine looks for causes', () => {
  it('nothing of the place is told, though nobody there waits for neighbours', async () => {
    const mains = await places.cameras(4);
    await places.lights(1);
    await whileAnotherLooks(async () => {
      await places.silence(...mains);
      await village.pass(10 * SECOND);
      expect(places.sent()).toEqual([]);
    });
    await village.pass(2 * SECOND);
    expect(places.sent()).toEqual([
      expect.stringContaining('/group Mất điện cả thôn Tháp Thượng'),
      expect.stringContaining('/village Mất điện cả thôn Tháp Thượng'),
    ]);
  });

  it('and does not come back, what is due is told after half a minute all the same', async () => {
    const mains = await places.cameras(4);
    await places.lights(1);
    await whileAnotherLooks(async () => {
      await places.silence(...mains);
      await village.pass(40 * SECOND);
      expect(places.sent()).toEqual([expect.stringContaining('/group Tổ tự quản số 5: 4 camera mất tín hiệu')]);
    });
    await village.pass(2 * MINUTE);
    expect(places.sent()).toEqual([
      expect.stringContaining('/group Mất điện cả thôn Tháp Thượng'),
      expect.stringContaining('/village Mất điện cả thôn Tháp Thượng'),
    ]);
  });
});

describe('time set back while causes last', () => {
  it('keeps nobody from being told longer than an hour', async () => {
    const cameras = await places.cameras(8);
    for (const name of ['Thôn Thu Quế', 'Thôn Thống Nhất'])
      cameras.push(...(await places.cameras(4, (await places.newVillage(name, village.units[0] as UnitId)).group)));
    const lights = await places.lights(3);
    await places.silence(...cameras, ...lights);
    await village.pass(MINUTE);
    expect(await village.rows(`SELECT cause FROM incident WHERE cause = 'self'`)).toHaveLength(1);
    const back = 6 * 60 * MINUTE;
    await village.rows(
      `UPDATE incident SET opened_at = opened_at + $1 * interval '1 ms', started_at = started_at + $1 * interval '1 ms'
       WHERE cause = 'self'`,
      back,
    );
    await village.rows(`UPDATE cause_work SET due_at = due_at + $1 * interval '1 ms'`, back);
    await forgetFuture(village.database, village.clock.now());
    await village.pass(63 * MINUTE);
    expect(await village.rows(`SELECT resolved_reason FROM incident WHERE cause = 'self'`)).toEqual([
      { resolved_reason: 'held_too_long' },
    ]);
  });
});
