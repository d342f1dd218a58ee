import {
  applyRetention,
  AvailabilityStore,
  CommandDelivery,
  CommandStore,
  DeviceStore,
  forgetFuture,
  MaintenanceStore,
  type NewMaintenance,
} from '#libs/database';
import { coverOf, deriveHealth, type MaintenanceWindow, type UnitId } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ObservedFleet } from './observed-fleet.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let fleet: ObservedFleet;
let others: UnitId[];
beforeEach(async () => {
  fleet = await ObservedFleet.start(T0);
  others = [];
});
afterEach(() => fleet.stop());

const rows = <Row = Record<string, unknown>>(text: string, ...parameters: unknown[]): Promise<Row[]> =>
  fleet.database.query<Row>(text, parameters);
const access = () => ({ actor: { kind: 'system', id: null }, scope: [fleet.unitId, ...others] }) as const;
const make = (more: Partial<NewMaintenance> = {}, now = T0 - 30 * DAY) =>
  fleet.store(MaintenanceStore).create(
    access(),
    {
      kind: 'work',
      source: 'person',
      place: { kind: 'unit', id: fleet.unitId },
      schedule: { kind: 'once', from: T0, until: T0 + HOUR },
      reason: 'Thay dây',
      ...more,
    },
    now,
  );

describe('what SQL hides', () => {
  /** Reproducible: the same dice every time. */
  function dice(seed: number): (sides: number) => number {
    let state = seed;
    return (sides) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * sides);
    };
  }

  it('is what the rule in the domain hides, at any moment, for any window', async () => {
    const light = await fleet.device('solar_light', T0 - 40 * DAY);
    const roll = dice(4);
    const time = () => `${String(roll(24)).padStart(2, '0')}:${String(roll(4) * 15).padStart(2, '0')}`;
    const [device] = await rows<{ id: string }>('SELECT id FROM device WHERE device_no = $1', light);
    let hidden = 0;
    for (let round = 0; round < 40; round++) {
      await rows('DELETE FROM maintenance_window');
      const weekly = roll(3) > 0;
      const from = T0 + (roll(96) - 48) * 15 * MINUTE;
      const [day] = await rows<{ day: string }>(
        'SELECT ($1::timestamptz)::date::text AS day',
        new Date(T0 + roll(5) * DAY),
      );
      const window: MaintenanceWindow = await make({
        kind: roll(2) === 0 ? 'work' : 'power_outage',
        schedule: weekly
          ? {
              kind: 'weekly',
              weekdays: [1 + roll(7), 1 + roll(7)] as never,
              from: time(),
              to: time(),
              lastDay: roll(2) === 0 ? null : (day?.day ?? null),
            }
          : { kind: 'once', from, until: from + (1 + roll(12)) * 15 * MINUTE },
      });
      for (let moment = 0; moment < 12; moment++) {
        const now = T0 + (roll(400) - 200) * 15 * MINUTE + (roll(3) - 1);
        const connectivity = (['online', 'suspect', 'offline'] as const)[roll(3)] as 'online';
        await rows('UPDATE device_health SET connectivity = $1', connectivity);
        const power = (['mains', 'solar', 'poe', 'unknown'] as const)[roll(4)] as 'mains';
        const kind = (['solar_light', 'camera'] as const)[roll(2)] as 'camera';
        await rows('UPDATE device SET power_source = $1, kind = $2', power, kind);
        const facts = { maintenanceUntil: null, kind, powerSource: power, windows: [window] };
        const until = coverOf(facts, connectivity === 'online' ? null : 'offline', now)?.until ?? null;
        const expected = deriveHealth({ lifecycle: 'active', maintenanceUntil: until, connectivity }, now);
        if (expected === 'maintenance') hidden++;
        const { health } = await fleet.store(DeviceStore).get([fleet.unitId], device?.id as string, now);
        expect([window, new Date(now), connectivity, health]).toEqual([window, new Date(now), connectivity, expected]);
      }
    }
    expect(hidden).toBeGreaterThan(20);
  });
});

describe('availability', () => {
  const down = async () => {
    const [device] = await rows<{ id: string }>('SELECT id FROM device');
    const period = { from: T0, until: T0 + 3 * HOUR };
    return (await fleet.store(AvailabilityStore).ofDevice([fleet.unitId, ...others], device?.id as string, period))
      .downMs;
  };
  beforeEach(async () => {
    const light = await fleet.device('solar_light', T0 - DAY);
    await rows(
      `INSERT INTO transition (id, device_no, unit_id, site_id, kind, from_value, to_value, reason, rule, occurred_at, known_at)
       SELECT gen_random_uuid(), device_no, unit_id, site_id, 'connectivity', 'online', 'offline', 't', 't/1', $2, $2
       FROM device WHERE device_no = $1`,
      light,
      new Date(T0 + 30 * MINUTE),
    );
  });

  it('blames nobody for what was planned, and somebody for the rest', async () => {
    await make();
    expect(await down()).toMatchObject({ planned: 30 * MINUTE, device: 2 * HOUR });
  });

  it('takes a planned power outage for a reason only of what hangs on the mains', async () => {
    await make({ kind: 'power_outage' });
    expect(await down()).toMatchObject({ planned: 0, device: 150 * MINUTE });
    await rows(`UPDATE device SET power_source = 'mains'`);
    expect(await down()).toMatchObject({ planned: 45 * MINUTE, device: 105 * MINUTE });
  });

  it('counts a window only where the device was', async () => {
    const elsewhere = await fleet.unit('Tổ khác', T0);
    others.push(elsewhere);
    await make({ place: { kind: 'unit', id: elsewhere } });
    expect(await down()).toMatchObject({ planned: 0 });
    await rows('UPDATE device SET unit_id = $1', elsewhere);
    expect(await down()).toMatchObject({ planned: 0 });
    await rows('UPDATE transition SET unit_id = $1', elsewhere);
    expect(await down()).toMatchObject({ planned: 30 * MINUTE });
  });
});

describe('upkeep', () => {
  it('removes windows that were over before the history begins, never one that runs', async () => {
    const ago = T0 - 2_000 * DAY;
    await make({ schedule: { kind: 'once', from: ago, until: ago + HOUR } }, ago);
    await make({ schedule: { kind: 'weekly', weekdays: [1], from: '08:00', to: '09:00', lastDay: '2020-01-01' } }, ago);
    await make(
      { schedule: { kind: 'weekly', weekdays: [1], from: '08:00', to: '09:00', lastDay: null }, reason: 'đang' },
      ago,
    );
    await applyRetention(fleet.database, { rawDays: 30, hourlyDays: 730, historyDays: 1827 }, T0);
    expect(await rows('SELECT reason FROM maintenance_window')).toEqual([{ reason: 'đang' }]);
  });

  it('after time was set back, leaves what people planned, and gives no upgrade more than its time', async () => {
    const ahead = T0 + 10 * DAY;
    const light = await fleet.device('solar_light', T0);
    const [device] = await rows<{ id: string }>('SELECT id FROM device');
    await make({ schedule: { kind: 'once', from: ahead, until: ahead + HOUR } }, ahead);
    const order = { name: 'upgrade_firmware', arguments: { version: '2' }, expiresAt: ahead + HOUR } as const;
    await fleet.store(CommandStore).send(access(), device?.id as string, order, ahead);
    await fleet.store(CommandDelivery).claim([{ deviceNo: light, sessionEpoch: 1 }], [], ahead);
    await forgetFuture(fleet.database, T0);
    expect(
      await rows(
        'SELECT source, created_at AS made, from_at AS "from", until_at AS until FROM maintenance_window ORDER BY 1',
      ),
    ).toEqual([
      { source: 'firmware', made: new Date(T0), from: new Date(T0), until: new Date(T0 + 30 * MINUTE) },
      { source: 'person', made: new Date(T0), from: new Date(ahead), until: new Date(ahead + HOUR) },
    ]);
  });
});
