import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../time.ts';
import { decideEnding, type ExplainedDevice, LONGEST_HOLD, startUpTime } from './ending.ts';

const NOW = Date.parse('2026-11-21T14:10:00Z');
const OPENED = NOW - 20 * MINUTE;
const back = (minutesAgo: number, restarted: boolean | null = null): ExplainedDevice => ({
  ...{ talks: true, since: NOW - minutesAgo * MINUTE, knownAt: NOW - minutesAgo * MINUTE, restarted },
});
const gone: ExplainedDevice = { talks: false, since: OPENED, knownAt: OPENED, restarted: null };
const end = (...devices: ExplainedDevice[]) => decideEnding('power_cut', OPENED, devices, NOW);

describe('decideEnding', () => {
  it('is when four of five talk again, and was when they began to return', () => {
    expect(end(back(2), back(1), back(1), back(0), gone)).toEqual({
      ...{ over: true, reason: 'most_talk_again', endedAt: NOW - 2 * MINUTE, correction: null },
    });
  });

  it('was not when one came back long before the others', () => {
    expect(end(back(18), back(2), back(1), back(0), gone)).toMatchObject({ endedAt: NOW - 2 * MINUTE });
  });

  it('was when they began to return, whatever straggles in later', () => {
    const all = [back(12), back(11), back(11), back(10), back(1)];
    expect(end(...all)).toMatchObject({ endedAt: NOW - 12 * MINUTE });
  });

  it('is not with three of five, before five minutes passed without a further one', () => {
    const devices = [back(9), back(4), back(4), gone, gone];
    expect(end(...devices)).toEqual({ over: false, lookAgainAt: NOW + MINUTE });
    expect(decideEnding('power_cut', OPENED, devices, NOW + MINUTE)).toMatchObject({ reason: 'returns_have_stopped' });
  });

  it('is not with one of five, however long ago', () => {
    expect(end(back(19), gone, gone, gone, gone)).toEqual({ over: false, lookAgainAt: null });
  });

  it('is when nothing is left that it could explain', () => {
    expect(end()).toMatchObject({ over: true, endedAt: NOW });
  });

  it('corrects a power cut from which nobody came back restarted, as far as they say', () => {
    expect(end(back(1, false), back(1))).toMatchObject({ correction: 'nobody_restarted' });
    expect(end(back(1, false), back(1, true))).toMatchObject({ correction: null });
    expect(end(back(1), back(1))).toMatchObject({ correction: null });
    expect(decideEnding('carrier', OPENED, [back(1, false)], NOW)).toMatchObject({ correction: null });
  });

  it('ends a hold of everything after an hour, whatever the facts', () => {
    const self = (now: number) => decideEnding('self', OPENED, [gone, gone], now);
    expect(self(NOW)).toEqual({ over: false, lookAgainAt: OPENED + LONGEST_HOLD });
    expect(self(OPENED + LONGEST_HOLD)).toMatchObject({ over: true, reason: 'held_too_long' });
    expect(decideEnding('power_cut', OPENED, [gone], OPENED + LONGEST_HOLD)).toMatchObject({ over: false });
  });
});

describe('startUpTime', () => {
  it.each([
    [15, 3],
    [300, 5],
    [86_400, 15],
  ])('of a device that is missed after %d s is %d minutes', (seconds, minutes) => {
    expect(startUpTime(seconds)).toBe(minutes * MINUTE);
  });
});
