import { describe, expect, it } from '@jest/globals';
import { decideFlapping } from './flapping.ts';
import { HOUR, MINUTE } from './time.ts';

const NOW = 100 * HOUR;
const ago = (...minutes: number[]) => minutes.map((each) => NOW - each * MINUTE);

describe('flapping', () => {
  it.each([
    { outages: ago(0), present: false, expected: { present: false, reason: 'few_outages' } },
    { outages: ago(59, 0), present: false, expected: { present: true, reason: 'outages_in_an_hour' } },
    { outages: ago(60, 0), present: false, expected: { present: false, reason: 'few_outages' } },
    { outages: ago(170, 140, 59), present: true, expected: { present: true, reason: 'outages_in_an_hour' } },
    { outages: ago(170, 140, 60), present: true, expected: { present: false, reason: 'calm_for_an_hour' } },
    { outages: [], present: true, expected: { present: false, reason: 'calm_for_an_hour' } },
  ])('$outages.length outages, flapping $present: $expected.reason', ({ outages, present, expected }) => {
    expect(decideFlapping(outages, present, NOW)).toEqual(expected);
  });
});
