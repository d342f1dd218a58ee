import { describe, expect, it } from '@jest/globals';
import { DAY } from '../time.ts';
import { completeProfile } from './complete-profile.ts';
import { type DayNotes, NEW_LIGHT, type NightNotes } from './light-memory.ts';
import { batteryWear, panelWear } from './wear.ts';

/** 200 Wh a night out of 600 Wh: a third of a new one. */
const PROFILE = completeProfile({ chemistry: 'lead_acid', lampWatts: 20, capacityAh: 50 });

const night = (lost: number, more: Partial<NightNotes> = {}): NightNotes => ({
  ...{ sunset: 0, litMinutes: 600, darkMinutes: 0, emptyMinutes: 0, leftAtDusk: 95, leftAtDawn: 95 - lost },
  ...{ leftLowest: 95 - lost, lost, lostMinutes: 600, litAt: 0, ...more },
});
const day = (share: number, yieldSamples = 10): DayNotes => ({
  ...{ sunrise: DAY, leftAtDawn: 50, voltsMax: 13, voltsAtDawn: 12, ownYield: share * 4, nearYield: 4, yieldSamples },
  ...{ sunHours: 3, burned: false, leftAtForecast: null, leftAtDusk: null, outAt: null },
});
const battery = (nights: readonly NightNotes[], profile = PROFILE) => batteryWear({ ...NEW_LIGHT, nights }, profile);
const panel = (days: readonly DayNotes[]) => panelWear({ ...NEW_LIGHT, days });
const times = <Note>(count: number, note: Note): Note[] => Array.from({ length: count }, () => note);

describe('the wear of a battery', () => {
  it.each([
    ['a new one', times(6, night(33)), 0, []],
    ['half of it', times(6, night(66)), 0.49, ['holds_little']],
    [
      'empty night after night though it was charged',
      times(6, night(66, { emptyMinutes: 200 })),
      0.64,
      ['holds_little', 'empties_though_charged'],
    ],
    ['worse than a week ago', [...times(5, night(40)), ...times(5, night(52))], 0.27, ['holds_little', 'gets_worse']],
  ])('%s', (_, nights, wear, reasons) => {
    const found = battery(nights);
    expect(found?.wear).toBeCloseTo(wear, 1);
    expect(found?.reasons).toEqual(reasons);
    expect(found?.trend).toHaveLength(nights.length);
  });

  it.each([
    ['three nights', battery(times(3, night(66)))],
    ['nights that took nothing', battery(times(9, night(2)))],
    ['nobody wrote down what hangs there', battery(times(9, night(66)), { ...PROFILE, isAssumed: true })],
    ['a lamp on the mains', battery(times(9, night(66)), { ...PROFILE, sensorOnly: true })],
  ])('is not known of %s', (_, found) => {
    expect(found).toBeNull();
  });

  it('of a battery that nobody wrote down is seen where it empties though it was charged', () => {
    const found = battery(times(9, night(66, { emptyMinutes: 100 })), { ...PROFILE, isAssumed: true });
    expect(found).toMatchObject({ reasons: ['empties_though_charged'], trend: [] });
    expect(found?.wear).toBeGreaterThan(0.4);
  });
});

describe('the dirt on a panel', () => {
  it.each([
    ['a clean one', times(6, day(1)), 0, []],
    ['a third is missing', times(6, day(0.67)), 0.33, ['gives_little']],
    ['dirtier every week', [...times(5, day(0.85)), ...times(5, day(0.7))], 0.22, ['gets_worse']],
  ])('%s', (_, days, wear, reasons) => {
    const found = panel(days);
    expect(found?.wear).toBeCloseTo(wear, 1);
    expect(found?.reasons).toEqual(reasons);
  });

  it('is not known from days that compared nothing', () => {
    expect(panel(times(9, day(0.5, 2)))).toBeNull();
  });
});

describe('what was not said of a lamp', () => {
  it.each([
    ['lead_acid', 20, { capacityAh: 69, panelWatts: 70, nominalVolts: 12, sensorOnly: false, dimming: [] }],
    ['lifepo4', 20, { capacityAh: 46, panelWatts: 70 }],
    ['li_ion', 60, { capacityAh: 147, panelWatts: 215 }],
  ] as const)('%s, %d W: as such lamps usually are', (chemistry, lampWatts, rest) => {
    expect(completeProfile({ chemistry, lampWatts })).toMatchObject(rest);
  });

  it('never replaces what was said; steps are put in their order', () => {
    const dimming = [
      { afterMinutes: 300, percent: 30 },
      { afterMinutes: 120, percent: 70 },
    ];
    const known = { capacityAh: 40, panelWatts: 100, nominalVolts: 24, sensorOnly: true, dimming };
    expect(completeProfile({ chemistry: 'lifepo4', lampWatts: 20, ...known })).toMatchObject({
      ...known,
      dimming: [dimming[1], dimming[0]],
    });
  });
});
