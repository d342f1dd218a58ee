import {
  applyRetention,
  AvailabilityStore,
  DOOR_LEASE,
  DoorStore,
  dropPackedDays,
  indexFinishedDays,
  IngestStore,
  packDays,
  packHours,
  prepareTelemetryPartitions,
  recordSilences,
  repeatLateHours,
  rollUpHours,
  TelemetryHistory,
  type BatchWriter,
  type Observation,
} from '#libs/database';
import type { DeviceNo, DoorId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { ObservedFleet } from './observed-fleet.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const KEEP = { rawDays: 30, hourlyDays: 730, historyDays: 1827 };

let fleet: ObservedFleet;
let doors: DoorStore;
let door: DoorId;
let light: DeviceNo;
let lightId: string;
let writer: BatchWriter;
let close: () => Promise<void>;
let now: number;

beforeEach(async () => {
  now = T0;
  fleet = await ObservedFleet.start(T0);
  doors = fleet.store(DoorStore);
  door = await doors.open('broker', 'one', T0);
  await doors.renew(door, T0);
  light = await fleet.device('solar_light', T0);
  lightId = (await rows<{ id: string }>('SELECT id FROM device WHERE device_no = $1', light))[0]?.id as string;
  const options = { flushAfterMs: 5, onFailure: (cause: unknown) => expect(cause).toBeUndefined() };
  ({ writer, close } = fleet.store(IngestStore).openWriter({ now: () => now, ...options }));
  writer.openFor(door);
});
afterEach(async () => {
  await close();
  await fleet.stop();
});

const rows = <Row = Record<string, unknown>>(text: string, ...parameters: unknown[]): Promise<Row[]> =>
  fleet.database.query<Row>(text, parameters);
const count = async (table: string): Promise<number> =>
  (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n as number;
const scope = () => [fleet.unitId];

let seq = 0;
const heartbeat = (
  at: number,
  voltage: number,
  more: Partial<Observation & { kind: 'heartbeat' }> = {},
): Observation => ({
  ...{ kind: 'heartbeat', deviceNo: light, sessionEpoch: T0, at, bootId: 'boot-a', bootChanged: false, seq: ++seq },
  ...{ sentAt: at - 50, late: false, facts: { batteryVoltage: voltage, lampOn: voltage > 12 }, extra: null },
  ...{ duplicate: false, ...more },
});
/** A buffered one: measured at `sentAt`, received at `at`. */
const late = (at: number, sentAt: number, voltage = 12) => heartbeat(at, voltage, { sentAt, late: true });
const committed = (...observations: readonly Observation[]): Promise<void> =>
  new Promise((resolve) => {
    now = Math.max(now, ...observations.map(({ at }) => at));
    for (const observation of observations) writer.take(observation);
    writer.whenCommitted(resolve);
  });
async function listen(from: number, until: number, as = door): Promise<void> {
  for (let at = from; at <= until; at += DOOR_LEASE) await doors.renew(as, at);
}
const judge = (at: number) => fleet.database.transaction((tx) => recordSilences(tx, [light], door, at));
const asked = (from: number, until: number) => ({
  ...{ period: { from, until }, fields: ['batteryVoltage'], limit: 100, cursor: null },
});
const hours = async (from: number, until: number) =>
  (await fleet.store(TelemetryHistory).hours(scope(), lightId, asked(from, until))).items;
const fared = (from: number, until: number) =>
  fleet.store(AvailabilityStore).ofDevice(scope(), lightId, { from, until });

describe('finished hours', () => {
  it('are rolled up once by many, with least, average, greatest, last and count, and read the same before and after', async () => {
    await committed(heartbeat(T0, 12), heartbeat(T0 + MINUTE, 14), heartbeat(T0 + 2 * MINUTE, 11.5));
    await committed(heartbeat(T0 + HOUR, 13));
    const fresh = await hours(T0, T0 + 2 * HOUR);
    const value = { min: 11.5, avg: 12.5, max: 14, last: 11.5, count: 3 };
    expect(fresh).toEqual([
      { at: T0, samples: 3, values: { batteryVoltage: value } },
      { at: T0 + HOUR, samples: 1, values: { batteryVoltage: { min: 13, avg: 13, max: 13, last: 13, count: 1 } } },
    ]);
    const at = T0 + HOUR + 15 * MINUTE;
    const done = await Promise.all([1, 2, 3].map(() => rollUpHours(fleet.database, at)));
    expect(done.reduce((sum, each) => sum + each)).toBe(1);
    expect(await rows('SELECT device_no, hour, samples FROM telemetry_hour')).toEqual([
      { device_no: light, hour: new Date(T0), samples: 3 },
    ]);
    expect(await hours(T0, T0 + 2 * HOUR)).toEqual(fresh);
  });

  it('are rolled up again when buffered readings come to them, each of which counts once', async () => {
    await committed(heartbeat(T0, 12));
    await rollUpHours(fleet.database, T0 + 2 * HOUR);
    const buffered = late(T0 + 3 * HOUR, T0 + 30 * MINUTE, 10);
    await committed(buffered);
    await committed({ ...buffered, at: T0 + 3 * HOUR + MINUTE });
    expect(await repeatLateHours(fleet.database, now)).toEqual({ hours: 1, corrections: 0 });
    expect(await repeatLateHours(fleet.database, now)).toBeNull();
    const value = { min: 10, avg: 11, max: 12, last: 10, count: 2 };
    expect(await hours(T0, T0 + HOUR)).toEqual([{ at: T0, samples: 2, values: { batteryVoltage: value } }]);
    expect(await count('late_hour')).toBe(0);
  });

  it('are rolled up again when their readings waited for the database', async () => {
    await committed(heartbeat(T0, 12));
    await rollUpHours(fleet.database, T0 + 2 * HOUR);
    now = T0 + 2 * HOUR;
    await committed(heartbeat(T0 + MINUTE, 14));
    expect(await repeatLateHours(fleet.database, now)).toMatchObject({ hours: 1 });
    expect((await hours(T0, T0 + HOUR))[0]).toMatchObject({ samples: 2 });
  });
});

describe('readings', () => {
  it('stand at the moment they were measured, and page without a gap', async () => {
    const sent = [0, 1, 2, 3, 4].map((minute) => heartbeat(T0 + minute * MINUTE, 12));
    await committed(...sent, late(T0 + 5 * MINUTE, T0 + 90 * SECOND, 11), late(T0 + 6 * MINUTE, 0, 9));
    const moments: number[] = [];
    let cursor: string | null = null;
    do {
      const ask = { ...asked(T0, T0 + HOUR), limit: 2, cursor };
      const page = await fleet.store(TelemetryHistory).readings(scope(), lightId, ask);
      moments.push(...page.items.map(({ at }) => at));
      cursor = page.nextCursor;
    } while (cursor !== null);
    // The last one's clock cannot be right: it stands where it was received.
    expect(moments.map((at) => (at - T0) / MINUTE)).toEqual([0, 1, 1.5, 2, 3, 4, 6]);
  });
});

describe('retention', () => {
  it('drops days of readings when their hours are written, and months of hours', async () => {
    const old = T0 - 31 * DAY;
    for (const at of [old, old + DAY, T0]) await prepareTelemetryPartitions(fleet.database, at);
    await committed(heartbeat(old, 12));
    const before = await applyRetention(fleet.database, KEEP, T0);
    expect(before).toMatchObject({ dropped: [], kept: ['telemetry_20261021'] });
    await rollUpHours(fleet.database, old + DAY);
    await rows('UPDATE telemetry_rollup SET next_hour = $1', new Date(T0));
    expect(await applyRetention(fleet.database, KEEP, T0)).toMatchObject({ dropped: ['telemetry_20261021'], kept: [] });
    expect(await count('telemetry')).toBe(0);
    expect(await hours(old, old + HOUR)).toMatchObject([{ at: old, samples: 1 }]);
    const later = await applyRetention(fleet.database, KEEP, T0 + 740 * DAY);
    expect(later.dropped).toContain('telemetry_hour_202610');
  });

  it('never makes a writer wait for long: a table in use keeps its old day until the next round', async () => {
    await prepareTelemetryPartitions(fleet.database, T0 - 40 * DAY);
    await rows('INSERT INTO telemetry_rollup (next_hour) VALUES ($1)', new Date(T0));
    const reader = new Client(fleet.url);
    await reader.connect();
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM telemetry');
    const dropping = applyRetention(fleet.database, KEEP, T0);
    await committed(heartbeat(T0, 12));
    expect((await dropping).kept).toContain('telemetry_20261012');
    await reader.query('COMMIT');
    await reader.end();
    expect((await applyRetention(fleet.database, KEEP, T0)).dropped).toContain('telemetry_20261012');
    expect(await count('telemetry')).toBe(1);
  });

  it('gives finished days an index by device, and today only while the fleet is small', async () => {
    await prepareTelemetryPartitions(fleet.database, T0, 0);
    expect(await indexFinishedDays(fleet.database, T0)).toEqual([]);
    expect(await indexFinishedDays(fleet.database, T0 + DAY)).toEqual(['2026-11-21']);
    expect(await indexFinishedDays(fleet.database, T0 + DAY)).toEqual([]);
    await prepareTelemetryPartitions(fleet.database, T0 + DAY, 1);
    expect(await rows(`SELECT 1 FROM pg_class WHERE relname = 'telemetry_20261124_device'`)).toHaveLength(1);
  });
});

describe('availability', () => {
  it('is made of what was recorded, to the millisecond, and a gap of ours is ours', async () => {
    await committed(heartbeat(T0, 12));
    await listen(T0, T0 + 10 * MINUTE);
    await judge(T0 + 10 * MINUTE);
    // We are away for half an hour; the light comes back an hour after it was heard last.
    const back = T0 + 40 * MINUTE;
    await listen(back, T0 + 59 * MINUTE);
    await committed(heartbeat(T0 + HOUR + 7, 12));
    const sums = await fared(T0 - HOUR, T0 + 2 * HOUR);
    expect(await rows('SELECT door_id, from_at, until_at FROM listening_gap')).toEqual([
      { door_id: door, from_at: new Date(T0 + 10 * MINUTE), until_at: new Date(back) },
    ]);
    expect(sums).toMatchObject({
      unknownMs: HOUR,
      upMs: HOUR - 7,
      downMs: { device: 30 * MINUTE + 7, ours: 30 * MINUTE, grid: 0, uplink: 0, planned: 0 },
    });
  });

  it('takes the blame from the cause that explains the outage, for exactly as long, and planned work from what people set', async () => {
    await committed(heartbeat(T0, 12));
    await listen(T0, T0 + 10 * MINUTE);
    await judge(T0 + 10 * MINUTE);
    const incident = async (cause: string, endedAt: Date | null) => {
      const [row] = await rows<{ id: string }>(
        `INSERT INTO incident (id, identity, cause, device_no, scope_unit_id, unit_id, severity, state, reason, rule,
           started_at, opened_at, ended_at)
         SELECT gen_random_uuid(), $2, $2, device_no, $1, $1, 'major', 'resolved', 't', 't/1', $3, $3, $4 FROM device
         RETURNING id`,
        ...[fleet.unitId, cause, new Date(T0), endedAt],
      );
      return row?.id;
    };
    // The power is back after 50 minutes; the device is not.
    await rows(
      `INSERT INTO incident_parent VALUES (gen_random_uuid(), $1, $2, 't', 't/1', $3, $4, 'cause_over')`,
      ...[await incident('device', null), await incident('power_cut', new Date(T0 + 50 * MINUTE))],
      ...[new Date(T0 + 10 * MINUTE), new Date(T0 + 51 * MINUTE)],
    );
    await rows(
      `INSERT INTO transition (id, device_no, unit_id, site_id, kind, to_value, reason, rule, occurred_at, known_at)
       SELECT gen_random_uuid(), device_no, unit_id, site_id, 'maintenance', $1, 'test', 'test/1', $2, $2 FROM device`,
      new Date(T0 + 40 * MINUTE).toISOString(),
      new Date(T0 + 20 * MINUTE),
    );
    expect(await fared(T0, T0 + HOUR)).toMatchObject({
      downMs: { grid: 30 * MINUTE, planned: 20 * MINUTE, device: 10 * MINUTE, uplink: 0, ours: 0 },
    });
  });

  it('of a unit is the sum of its devices', async () => {
    await committed(heartbeat(T0, 12));
    await fleet.device('wifi_hotspot', T0);
    const sums = await fleet.store(AvailabilityStore).ofUnit(scope(), fleet.unitId, { from: T0, until: T0 + HOUR });
    expect(sums).toMatchObject({ devices: 2, upMs: HOUR, unknownMs: HOUR });
  });

  it('keeps the last change before its limit, so that old outages end where they ended', async () => {
    await committed(heartbeat(T0, 12));
    await listen(T0, T0 + 10 * MINUTE);
    await judge(T0 + 10 * MINUTE);
    await committed(heartbeat(T0 + HOUR, 12));
    const before = await fared(T0 + HOUR, T0 + 3 * HOUR);
    await rows('DELETE FROM transition_work');
    const { rows: removed } = await applyRetention(fleet.database, KEEP, T0 + 1900 * DAY);
    expect(removed).toBeGreaterThan(0);
    expect(await rows('SELECT to_value FROM transition')).toEqual([{ to_value: 'online' }]);
    expect(await fared(T0 + HOUR, T0 + 3 * HOUR)).toEqual(before);
  });
});

describe('buffered reports', () => {
  async function silentHour(): Promise<void> {
    await committed(heartbeat(T0, 12));
    await listen(T0, T0 + HOUR);
    await judge(T0 + 10 * MINUTE);
    await committed(heartbeat(T0 + HOUR, 12));
  }
  const state = () =>
    rows(`SELECT (SELECT count(*) FROM transition) AS transitions, (SELECT count(*) FROM live_event) AS live,
      (SELECT count(*) FROM notification) AS messages, h.connectivity, h.version FROM device_health h
      WHERE device_no = ${light}`);

  it('from within an outage move its time to the uplink, once, as a correction that shows what it corrects', async () => {
    await silentHour();
    const present = await state();
    const buffered = [...Array(20).keys()].map((minute) => late(T0 + HOUR + SECOND, T0 + (21 + minute) * MINUTE));
    await committed(...buffered.slice(0, 10));
    expect(await repeatLateHours(fleet.database, now + MINUTE)).toMatchObject({ corrections: 1 });
    await committed(...buffered);
    await repeatLateHours(fleet.database, now + MINUTE);
    await committed(...buffered);
    expect(await repeatLateHours(fleet.database, now + MINUTE)).toMatchObject({ corrections: 0 });
    expect(await state()).toEqual(present);

    const sums = await fared(T0, T0 + 2 * HOUR);
    const proven = 20.5 * MINUTE;
    expect(sums).toMatchObject({
      upMs: HOUR,
      downMs: { device: HOUR - proven, uplink: proven },
      recordedDownMs: { device: HOUR, uplink: 0 },
    });
    expect(sums.corrections.reduce((sum, { from, until }) => sum + until - from, 0)).toBe(proven);
    expect(sums.corrections[0]).toMatchObject({
      ...{ oldBlame: 'device', blame: 'uplink', reason: 'lived_behind_dead_uplink', from: T0 + 19.5 * MINUTE },
      evidence: { reports: 10 },
    });
  });

  it('prove nothing when the clock of the device is wrong', async () => {
    await silentHour();
    await committed(heartbeat(T0 + HOUR + SECOND, 12, { sentAt: T0 + 50 * MINUTE }));
    await committed(late(T0 + HOUR + SECOND, T0 + 30 * MINUTE));
    expect(await repeatLateHours(fleet.database, now)).toMatchObject({ corrections: 0 });
    expect((await fared(T0, T0 + 2 * HOUR)).downMs).toMatchObject({ device: HOUR, uplink: 0 });
  });
});

describe('packed days of hours', () => {
  const keepDay = async (at: number) => {
    await rollUpHours(fleet.database, at);
    return packDays(fleet.database, at);
  };

  it('are read as their hours were, page by page, when a day has passed; not before', async () => {
    await prepareTelemetryPartitions(fleet.database, T0);
    const voltage = (hour: number) => 12 + hour / 7;
    for (const hour of [...Array(40).keys()].filter((hour) => hour !== 5)) {
      await committed(heartbeat(T0 + hour * HOUR, voltage(hour)), heartbeat(T0 + hour * HOUR + MINUTE, 11.37));
    }
    expect(await keepDay(T0 + 2 * DAY - 12 * HOUR - 1)).toBe(0);
    const before = await hours(T0, T0 + 3 * DAY);
    expect(before).toHaveLength(39);
    expect(await keepDay(T0 + 2 * DAY - 12 * HOUR)).toBe(1);
    // Twelve hours of the first day went; the last five are not rolled up yet.
    expect(await count('telemetry_hour')).toBe(39 - 11 - 5);
    expect(await hours(T0, T0 + 3 * DAY)).toEqual(before);
    await keepDay(T0 + 9 * DAY);
    expect(await keepDay(T0 + 9 * DAY)).toBe(0);
    expect(await count('telemetry_hour')).toBe(0);
    expect(await hours(T0, T0 + 3 * DAY)).toEqual(before);
    expect(await hours(T0 + 3 * HOUR, T0 + 30 * HOUR)).toEqual(before.slice(3, 29));
    const paged: unknown[] = [];
    let cursor: string | null = null;
    do {
      const ask = { ...asked(T0, T0 + 3 * DAY), limit: 7, cursor };
      const page = await fleet.store(TelemetryHistory).hours(scope(), lightId, ask);
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(before);
    expect(await rows('SELECT day FROM telemetry_hour_packed_202611 ORDER BY 1')).toHaveLength(3);
    const later = await applyRetention(fleet.database, KEEP, T0 + 740 * DAY);
    expect(later.dropped).toContain('telemetry_hour_packed_202611');
    expect(await hours(T0, T0 + 3 * DAY)).toEqual([]);
  });

  it('take in an hour that a late report changed afterwards', async () => {
    await committed(heartbeat(T0, 12), heartbeat(T0 + HOUR, 13));
    await keepDay(T0 + 3 * DAY);
    await committed(late(T0 + 3 * DAY, T0 + 30 * MINUTE, 10));
    await repeatLateHours(fleet.database, now);
    const changed = await hours(T0, T0 + 2 * HOUR);
    expect(changed).toMatchObject([
      { at: T0, samples: 2, values: { batteryVoltage: { min: 10, avg: 11, max: 12, last: 10, count: 2 } } },
      { at: T0 + HOUR, samples: 1 },
    ]);
    expect(await keepDay(now)).toBe(1);
    expect(await count('telemetry_hour')).toBe(0);
    expect(await hours(T0, T0 + 2 * HOUR)).toEqual(changed);
  });
});

describe('packed hours', () => {
  const readings = async (from: number, until: number, limit = 3) => {
    const all: { at: number; receivedAt: number; late: boolean; values: unknown }[] = [];
    for (let cursor: string | null = null; ;) {
      const ask = { ...asked(from, until), fields: null, limit, cursor };
      const page = await fleet.store(TelemetryHistory).readings(scope(), lightId, ask);
      all.push(...page.items);
      if ((cursor = page.nextCursor) === null) return all;
    }
  };
  const keep = async (at: number) => {
    await rollUpHours(fleet.database, at);
    return packHours(fleet.database, at);
  };

  it('are read as the raw rows were, page by page, before and after those went, buffered ones among them', async () => {
    await prepareTelemetryPartitions(fleet.database, T0);
    const said = [...Array(150).keys()].map((minute) =>
      heartbeat(T0 + minute * MINUTE, 12 + minute / 1_000, {
        facts: { batteryVoltage: 12 + minute / 1_000, rssi: -70, lampOn: minute > 70, chargerState: 'mppt' },
      }),
    );
    await committed(...said, late(T0 + 80 * MINUTE, T0 + 90 * SECOND, 11), late(T0 + 81 * MINUTE, 0, 9));
    await committed(late(T0 + 82 * MINUTE, T0 + 90 * SECOND + 1, 11), late(T0 + 130 * MINUTE, T0 + 91 * MINUTE, 10));
    const raw = await readings(T0, T0 + 3 * HOUR, 500);
    expect(raw).toHaveLength(154);
    expect(await keep(T0 + 2 * HOUR + 15 * MINUTE)).toBeGreaterThanOrEqual(2);
    expect(await keep(T0 + 2 * HOUR + 15 * MINUTE)).toBe(0);
    expect(await readings(T0, T0 + 3 * HOUR)).toEqual(raw);
    expect(await readings(T0 + 30 * MINUTE, T0 + 70 * MINUTE)).toEqual(
      raw.filter(({ at }) => at >= T0 + 30 * MINUTE && at < T0 + 70 * MINUTE),
    );
    // The day goes when all of it is packed and an hour has passed; not before.
    expect(await dropPackedDays(fleet.database, T0 + 2 * HOUR + 15 * MINUTE)).toEqual([]);
    await keep(T0 + 14 * HOUR);
    expect(await dropPackedDays(fleet.database, T0 + 14 * HOUR)).toEqual(['telemetry_20261121']);
    expect(await count('telemetry')).toBe(0);
    expect(await readings(T0, T0 + 3 * HOUR, 7)).toEqual(raw);
    expect(await applyRetention(fleet.database, KEEP, T0 + 40 * DAY)).toMatchObject({
      dropped: expect.arrayContaining(['telemetry_packed_20261121']),
    });
    expect(await readings(T0, T0 + 3 * HOUR)).toEqual([]);
  });

  it('take in what comes late, while the raw rows stand and afterwards, and their hours count it once', async () => {
    await prepareTelemetryPartitions(fleet.database, T0);
    await committed(heartbeat(T0, 12));
    await keep(T0 + 2 * HOUR);
    now = T0 + 2 * HOUR;
    await committed(heartbeat(T0 + MINUTE, 14));
    await repeatLateHours(fleet.database, now);
    expect((await readings(T0, T0 + HOUR)).map(({ at }) => at)).toEqual([T0, T0 + MINUTE]);
    await keep(T0 + 14 * HOUR);
    expect(await dropPackedDays(fleet.database, T0 + 14 * HOUR)).toEqual(['telemetry_20261121']);
    now = T0 + 15 * HOUR;
    await committed(heartbeat(T0 + 2 * MINUTE, 16), late(T0 + 15 * HOUR, T0 + 3 * MINUTE, 10));
    await repeatLateHours(fleet.database, now);
    expect((await readings(T0, T0 + HOUR)).map(({ at }) => (at - T0) / MINUTE)).toEqual([0, 1, 2, 3]);
    expect((await hours(T0, T0 + HOUR))[0]).toMatchObject({
      samples: 4,
      values: { batteryVoltage: { min: 10, avg: 13, max: 16, last: 10, count: 4 } },
    });
    expect(await rows('SELECT samples FROM telemetry_packed WHERE hour = $1', new Date(T0))).toEqual([{ samples: 3 }]);
  });

  it('do not let a day go while a reading of it is not packed', async () => {
    await prepareTelemetryPartitions(fleet.database, T0);
    await committed(heartbeat(T0, 12));
    await keep(T0 + 14 * HOUR);
    await rows('INSERT INTO telemetry (device_no, received_at, seq) VALUES ($1, $2, 7)', light, new Date(T0 + MINUTE));
    expect(await dropPackedDays(fleet.database, T0 + 14 * HOUR)).toEqual([]);
    expect(await dropPackedDays(fleet.database, T0 + 14 * HOUR)).toEqual(['telemetry_20261121']);
    expect(await readings(T0, T0 + HOUR)).toHaveLength(2);
  });

  it('are packed again after a clock that ran ahead was set back', async () => {
    await prepareTelemetryPartitions(fleet.database, T0);
    await rows('INSERT INTO telemetry_rollup (next_hour, packed_until) VALUES ($1, $1)', new Date(T0 + 5 * HOUR));
    await committed(heartbeat(T0 + 5 * MINUTE, 12));
    await keep(T0 + 15 * MINUTE);
    expect(await readings(T0, T0 + HOUR)).toHaveLength(1);
    await keep(T0 + 75 * MINUTE);
    expect(await count('telemetry_packed')).toBe(1);
    expect(await readings(T0, T0 + HOUR)).toHaveLength(1);
  });
});
