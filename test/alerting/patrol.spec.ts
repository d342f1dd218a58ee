import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, SECOND, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);

let village: WatchedVillage;
beforeEach(async () => {
  village = await WatchedVillage.start();
  await village.target('/group');
});
afterEach(() => village.stop());

const connectivity = () => village.rows('SELECT device_no, connectivity FROM device_health ORDER BY device_no');

describe('an outage that no door proposed', () => {
  it('is found in the rows within half a minute of its deadline, with its true beginning', async () => {
    const forgotten = await village.device('Đèn 1');
    const alive = await village.device('Đèn 2');
    await village.hear(alive);
    await village.pass(29 * SECOND);
    expect(await connectivity()).toMatchObject([{ connectivity: 'online' }, { connectivity: 'online' }]);
    await village.pass(10 * SECOND);
    expect(await connectivity()).toEqual([
      { device_no: forgotten, connectivity: 'offline' },
      { device_no: alive, connectivity: 'online' },
    ]);
    expect(await village.rows(`SELECT occurred_at, reason FROM transition WHERE to_value = 'offline'`)).toEqual([
      { occurred_at: new Date('2026-11-21T12:42:00Z'), reason: 'deadline_passed' },
    ]);
    await village.pass(2 * MINUTE);
    expect(village.said('/group')).toEqual([expect.stringContaining('Đèn 1')]);
  });

  it('is no outage while nobody listens', async () => {
    await village.device('Đèn 1');
    await village.rows('UPDATE door SET accepting_since = NULL');
    await village.pass(5 * MINUTE);
    expect(await connectivity()).toMatchObject([{ connectivity: 'online' }]);
  });
});
