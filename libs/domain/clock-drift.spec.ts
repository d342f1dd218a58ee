import { expect, it } from '@jest/globals';
import { judgeClock } from './clock-drift.ts';

it.each([
  [null, { present: null, reason: 'not_told' }],
  [0.3, { present: false, reason: 'clock_right' }],
  [-30, { present: false, reason: 'clock_right' }],
  [45, { present: null, reason: 'near_the_limit' }],
  [-61, { present: true, reason: 'clock_wrong' }],
  [7200.4, { present: true, reason: 'time_zone_wrong', zoneMinutes: 120 }],
  [-25_215, { present: true, reason: 'time_zone_wrong', zoneMinutes: -420 }],
  [1000, { present: true, reason: 'clock_wrong' }],
  [90_000, { present: true, reason: 'clock_wrong' }],
  [315_360_000, { present: true, reason: 'clock_wrong' }],
])('judges a drift of %s seconds', (driftSeconds, judgement) => {
  expect(judgeClock(driftSeconds)).toEqual(judgement);
});
