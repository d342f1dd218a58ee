import { describe, expect, it } from '@jest/globals';
import { canaryDay, canaryLimit, canaryNotice, decideCanary, type CanaryFacts, type CanaryRun } from './canary.ts';
import { MINUTE, SECOND } from './time.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

describe('the day of the canary', () => {
  it.each([
    ['2026-11-22T04:59', null],
    ['2026-11-22T05:00', '2026-11-22'],
    ['2026-11-22T05:59', '2026-11-22'],
    ['2026-11-22T06:00', null],
  ])('at 05:00, asked at %s: %s', (local, day) => {
    expect(canaryDay('05:00', ZONE, at(local))).toBe(day);
  });
});

it('the limit is the group wait and a minute past the deadline, a quarter of an hour at most', () => {
  expect(canaryLimit(0, 15 * SECOND)).toBe(15 * SECOND + 2 * MINUTE);
  expect(canaryLimit(0, 40 * MINUTE)).toBe(15 * MINUTE);
});

describe('the canary', () => {
  const LIMIT = at('2026-11-22T05:03');
  const silent: CanaryFacts = { limitAt: LIMIT, incidentAt: null, message: null, spokeAt: null, end: null };
  const accepted = (acceptedAt: number) => ({ state: 'accepted', acceptedAt }) as const;
  const spoke = { incidentAt: LIMIT - 9, spokeAt: LIMIT };

  it.each<[string, CanaryFacts, number, object]>([
    ['is silent until it is told', silent, LIMIT, { do: 'wait' }],
    ['speaks when it was told', { ...silent, message: accepted(LIMIT) }, LIMIT, { do: 'speak' }],
    [
      'speaks when it cannot be told',
      { ...silent, message: { state: 'failed', acceptedAt: null } },
      LIMIT,
      { do: 'speak' },
    ],
    ['speaks when nothing came for half an hour', silent, LIMIT + 30 * MINUTE, { do: 'speak' }],
    ['waits for its end to be told', { ...silent, ...spoke, message: accepted(LIMIT) }, LIMIT + 1, { do: 'wait' }],
    [
      'was told in time',
      { ...silent, ...spoke, message: accepted(LIMIT), end: accepted(LIMIT + 9) },
      ...[LIMIT + 9, { do: 'finish', outcome: 'told', reason: 'canary_told' }],
    ] as [string, CanaryFacts, number, object],
    [
      'was told late',
      { ...silent, ...spoke, message: accepted(LIMIT + 1), end: accepted(LIMIT + 9) },
      ...[LIMIT + 9, { do: 'finish', outcome: 'late', reason: 'canary_told_late' }],
    ] as [string, CanaryFacts, number, object],
    [
      'made no incident',
      { ...silent, spokeAt: LIMIT },
      ...[LIMIT, { do: 'finish', outcome: 'failed', reason: 'canary_no_incident' }],
    ] as [string, CanaryFacts, number, object],
    [
      'was not announced',
      { ...silent, ...spoke },
      ...[LIMIT, { do: 'finish', outcome: 'failed', reason: 'canary_not_announced' }],
    ] as [string, CanaryFacts, number, object],
    [
      'was not accepted',
      { ...silent, ...spoke, message: { state: 'queued', acceptedAt: null } },
      ...[LIMIT, { do: 'finish', outcome: 'failed', reason: 'canary_not_accepted' }],
    ] as [string, CanaryFacts, number, object],
    [
      'never heard that it was over',
      { ...silent, ...spoke, message: accepted(LIMIT) },
      ...[LIMIT + 30 * MINUTE, { do: 'finish', outcome: 'failed', reason: 'canary_end_not_told' }],
    ] as [string, CanaryFacts, number, object],
  ])('%s', (_, facts, now, decision) => {
    expect(decideCanary(facts, now)).toEqual(decision);
  });

  const run = (more: Partial<CanaryRun>): CanaryRun => ({
    ...{ startedAt: LIMIT - 3 * MINUTE, deadlineAt: LIMIT - 2 * MINUTE, limitAt: LIMIT, acceptedAt: null },
    ...{ outcome: 'running', reason: 'canary_silent' },
    ...more,
  });

  it.each<[string, CanaryRun | null, string | null]>([
    ['nothing ever ran', null, null],
    ['it runs past its limit', run({}), 'canary_told_late'],
    ['it was told and its end is not yet', run({ acceptedAt: LIMIT - SECOND }), null],
    ['it was told', run({ outcome: 'told', reason: 'canary_told' }), null],
    ['it was not', run({ outcome: 'failed', reason: 'canary_no_incident' }), 'canary_no_incident'],
  ])('%s: the operator is told %s', (_, last, code) => {
    expect(canaryNotice(last, LIMIT + 1)?.code ?? null).toBe(code);
  });

  it('says nothing before the limit', () => {
    expect(canaryNotice(run({}), LIMIT)).toBeNull();
  });
});
