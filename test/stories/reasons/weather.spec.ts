import { DAY, type DeviceNo, HOUR, type LightMemory, MINUTE, NEW_LIGHT } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { T0, WatchedVillage } from '../../alerting/watched-village.ts';
import { DarkPlaces } from './dark-places.ts';

jest.setTimeout(120_000);

let village: WatchedVillage;
let places: DarkPlaces;
let lights: DeviceNo[];
beforeEach(async () => {
  village = await WatchedVillage.start();
  places = new DarkPlaces(village);
  await village.target('/group');
  await village.target('/commune', { unitId: village.units[0]! });
  lights = await places.lights(6);
});
afterEach(() => village.stop());

/** Hours of sun of the last days, and little left now. */
function lived(suns: readonly number[], at: number): LightMemory {
  const days = suns.map((sunHours, index) => ({
    ...{ sunrise: T0 - (suns.length - index) * DAY, leftAtDawn: 40, leftAtDusk: 60, leftAtForecast: null, outAt: null },
    ...{ voltsMax: 13, voltsAtDawn: 12, ownYield: 0, nearYield: 0, yieldSamples: 0, sunHours, burned: false },
  }));
  return { ...NEW_LIGHT, at, left: 2, days };
}

/** All of them are remembered so, and have been empty for half an hour. */
async function remember(suns: readonly number[]): Promise<void> {
  const at = village.clock.now() - 10 * MINUTE;
  const faults = { battery_empty: { present: false, since: at - HOUR / 2, seenAt: at } };
  await village.rows(
    `INSERT INTO light_memory (device_no, at, memory) SELECT unnest($1::int[]), $2, $3
     ON CONFLICT (device_no) DO UPDATE SET at = excluded.at, memory = excluded.memory || jsonb_build_object('faults', light_memory.memory->'faults')`,
    ...[lights, new Date(at), JSON.stringify({ ...lived(suns, at), faults })],
  );
}

/** They say what their batteries have, and that is looked at. */
async function report(): Promise<void> {
  await village.rows(
    `UPDATE device_latest SET facts_at = $2, facts = '{"batteryVoltage":11.3,"lampCurrent":0}' WHERE device_no = ANY($1)`,
    ...[lights, new Date(village.clock.now())],
  );
  await village.pass(14 * MINUTE);
}

describe('batteries that are empty together', () => {
  it('little_sun_for_days, under_the_same_sky, explained_by_weather, sun_is_back: sent, then not sent: the commune once, the group only of what the sun leaves empty', async () => {
    await remember([4, 4, 4, 4, 1, 0.8, 0.9]);
    await report();
    expect(places.sent()).toEqual([
      expect.stringMatching(
        /^\/commune Trời ít nắng ở xã Ô Diên từ .*: 6 đèn còn ít pin, đêm có thể tắt sớm\. Đèn không hỏng/,
      ),
    ]);
    expect(await places.reasons('explained')).toEqual(['under_the_same_sky']);
    expect(await places.reasons('not_told')).toEqual(['explained_by_weather']);

    await remember([4, 4, 4, 1, 0.8, 0.9, 3.5]);
    await report();
    expect(await places.reasons('unexplained')).toEqual(['cause_over']);
    expect(places.sent()).toEqual([expect.stringMatching(/^\/group .*6 đèn.*hết pin/s)]);

    // Another spell within the week is explained, and not told of again.
    await remember([4, 4, 1, 0.8, 3.5, 0.5, 0.5]);
    await report();
    expect(places.sent()).toEqual([]);
  });

  it('little_sun_for_days: not sent, under a sky that has sun', async () => {
    await remember([4, 4, 4, 4, 3, 4, 4]);
    await report();
    expect(places.sent()).toEqual([expect.stringMatching(/^\/group .*6 đèn.*hết pin/s)]);
  });
});
