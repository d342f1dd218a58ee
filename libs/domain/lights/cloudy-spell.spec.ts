import { describe, expect, it } from '@jest/globals';
import { DAY } from '../time.ts';
import { cloudySpell } from './cloudy-spell.ts';
import { type DayNotes, type LightMemory, NEW_LIGHT } from './light-memory.ts';

const day = (index: number, sunHours: number | null, leftAtDusk: number | null): DayNotes => ({
  ...{
    sunrise: index * DAY,
    leftAtDawn: 50,
    voltsMax: 13,
    voltsAtDawn: 12,
    ownYield: 0,
    nearYield: 0,
    yieldSamples: 0,
  },
  ...{ sunHours, burned: false, leftAtForecast: null, leftAtDusk, outAt: null },
});

/** Lights whose days had so much sun and so much left at dusk; `left`: now. */
const lights = (count: number, suns: readonly (number | null)[], dusks: readonly (number | null)[], left = 20) =>
  Array.from({ length: count }, (): LightMemory => ({
    ...NEW_LIGHT,
    left,
    days: suns.map((sun, index) => day(index, sun, dusks[index] ?? null)),
  }));

const SUNNY = [4, 4, 4, 4];
const DUSKS = [95, 95, 95, 95, 70, 45, 20];

describe('a spell of little sun over a neighbourhood', () => {
  it.each([
    ['three poor days and low batteries', lights(6, [...SUNNY, 1, 0.8, 1], DUSKS), 'begins'],
    ['two poor days are enough where batteries are low', lights(6, [...SUNNY, 4, 1, 0.8], DUSKS), 'begins'],
    [
      'nobody measures the sun, and every dusk is lower',
      lights(
        6,
        DUSKS.map(() => null),
        DUSKS,
      ),
      'begins',
    ],
    ['one poor day', lights(6, [...SUNNY, 4, 4, 1], DUSKS), null],
    ['poor days, and every battery is full', lights(6, [...SUNNY, 1, 1, 1], DUSKS, 90), null],
    ['sunny days, and low batteries', lights(6, [...SUNNY, 4, 4, 4], DUSKS), null],
    ['too few lights to tell', lights(4, [...SUNNY, 1, 1, 1], DUSKS), null],
    ['lights of two days', lights(6, [1, 1], [50, 20]), null],
    [
      'most of them had sun',
      [...lights(3, [...SUNNY, 1, 1, 1], DUSKS), ...lights(6, [...SUNNY, 4, 4, 4], DUSKS)],
      null,
    ],
  ])('%s: %#', (_, memories, change) => {
    expect(cloudySpell(memories, false).change).toBe(change);
  });

  it.each([
    ['another poor day', lights(6, [...SUNNY, 1, 1, 1.8], DUSKS), null],
    ['a day that was neither', lights(6, [...SUNNY, 1, 1, 2.1], DUSKS), null],
    ['a good day', lights(6, [...SUNNY, 1, 1, 3], DUSKS), 'over'],
    ['nobody measures, and dusk is higher', lights(6, [null, null, null, null], [60, 40, 20, 50]), 'over'],
  ])('that lasts, after %s', (_, memories, change) => {
    expect(cloudySpell(memories, true).change).toBe(change);
  });

  it('says which have little left, and since when', () => {
    const memories = [...lights(5, [...SUNNY, 1, 1, 1], DUSKS, 80), ...lights(1, [...SUNNY, 1, 1, 1], DUSKS, 30)];
    expect(cloudySpell(memories, false)).toEqual({ change: 'begins', startedAt: 4 * DAY, low: [5] });
  });
});
