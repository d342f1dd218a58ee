import { expect, it } from '@jest/globals';
import { skyOver } from './sky.ts';

const seconds = (text: string): number => Date.parse(text) / 1_000;
const hour = (at: number): number => (((at / 3_600 + 7) % 24) + 24) % 24;
const FROM = seconds('2026-11-21T12:00:00+07:00');

it('shades the night between sunset and sunrise over Hanoi, and draws the arc of the day', () => {
  const { nights, sun } = skyOver(21.09, 105.66, FROM, FROM + 86_400);
  expect(nights.map(([from, until]) => [hour(from), hour(until)].map((at) => Math.round(at * 10) / 10))).toEqual([
    [17.2, 6.2],
  ]);
  expect(sun.every(([at]) => nights.every(([from, until]) => at < from + 900 || at > until - 900))).toBe(true);
  expect(Math.max(...sun.map(([, height]) => height))).toBeCloseTo(49, -1);
});

it('cuts nights where the picture ends, and leaves arcs out of long ones', () => {
  const { nights, sun } = skyOver(21.09, 105.66, FROM - 7 * 86_400, FROM - 12 * 3_600);
  expect(nights).toHaveLength(7);
  expect(nights.at(-1)?.[1]).toBe(FROM - 12 * 3_600);
  expect(sun).toEqual([]);
});
