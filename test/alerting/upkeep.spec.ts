import { prepareTelemetryPartitions } from '#libs/database';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MINUTE, T0, WatchedVillage } from './watched-village.ts';

jest.setTimeout(60_000);
const DAY = 24 * 60 * MINUTE;

let village: WatchedVillage;
beforeEach(async () => {
  village = await WatchedVillage.start({ engines: 0 });
});
afterEach(() => village.stop());

const placeOf = () =>
  village.rows(`SELECT device_no, tableoid::regclass::text AS place FROM telemetry ORDER BY received_at`);
const store = (deviceNo: number, at: number) =>
  village.rows('INSERT INTO telemetry (device_no, received_at) VALUES ($1, $2)', deviceNo, new Date(at));

describe('telemetry partitions', () => {
  it('are ready before their day, take in what came before them, and are made once by many', async () => {
    await store(1, T0);
    await store(2, T0 - DAY);
    const made = await Promise.all([1, 2, 3].map(() => prepareTelemetryPartitions(village.database, T0)));
    expect(made.flat().sort()).toEqual(['2026-11', '2026-11-21', '2026-11-22', '2026-11-23']);
    await store(3, T0 + DAY);
    expect(await placeOf()).toEqual([
      { device_no: 2, place: 'telemetry_default' },
      { device_no: 1, place: 'telemetry_20261121' },
      { device_no: 3, place: 'telemetry_20261122' },
    ]);
    expect(await prepareTelemetryPartitions(village.database, T0 + DAY)).toEqual(['2026-11-24']);
  });
});

describe('a running engine', () => {
  it('makes partitions, rolls finished hours up, and drops old days, all by itself', async () => {
    await store(1, T0);
    await prepareTelemetryPartitions(village.database, T0 - 40 * DAY);
    const hour = new Date(Math.floor(T0 / (60 * MINUTE)) * 60 * MINUTE);
    await village.rows('INSERT INTO telemetry_rollup (next_hour) VALUES ($1)', hour);
    await village.addEngine();
    await village.pass(61 * MINUTE);
    expect(await village.rows('SELECT device_no, hour, samples FROM telemetry_hour')).toEqual([
      { device_no: 1, hour, samples: 1 },
    ]);
    const old = await village.rows(`SELECT relname FROM pg_class WHERE relname LIKE 'telemetry_202610%'`);
    expect(old).toEqual([]);
  });
});
