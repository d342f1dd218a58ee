import { describe, expect, it } from '@jest/globals';
import {
  decideFallback,
  fallbackFault,
  type FallbackTarget,
  type Reachability,
  type UndeliveredFacts,
} from './fallback.ts';
import type { TargetId, UnitId } from './ids.ts';
import { HOUR, MINUTE, SECOND } from './time.ts';

const NOW = Date.parse('2026-11-21T12:42:00Z');
const well: Reachability = { exists: true, enabled: true, unusable: false, account: 'well' };
const to = (id: string, more: Partial<Reachability> = {}): FallbackTarget => ({ id: id as TargetId, ...well, ...more });
const tried = (more: Partial<UndeliveredFacts>): UndeliveredFacts => ({
  severity: 'major',
  failed: false,
  target: well,
  tryingSince: NOW - MINUTE,
  nextAttemptAt: NOW + 10 * SECOND,
  openingFellBack: false,
  ...more,
});
const moved = (reason: string) => ({ move: true, to: 'B', reason });
const stays = { move: false, reason: 'still_trying' };

describe('decideFallback', () => {
  it.each<[string, Partial<UndeliveredFacts>, object]>([
    ['is tried on for a while', {}, stays],
    ['leaves after half an hour', { tryingSince: NOW - 30 * MINUTE }, moved('not_accepted_in_time')],
    ['critical: not before two minutes', { severity: 'critical', tryingSince: NOW - 2 * MINUTE + 1 }, stays],
    [
      'critical: after two minutes',
      { severity: 'critical', tryingSince: NOW - 2 * MINUTE },
      moved('not_accepted_in_time'),
    ],
    ['that its reader’s budget holds waits', { tryingSince: null, nextAttemptAt: NOW + HOUR }, stays],
    ['is to wait longer than it can', { nextAttemptAt: NOW + HOUR }, moved('asked_to_wait_too_long')],
    ['is to wait no longer than it can', { nextAttemptAt: NOW + 30 * MINUTE }, stays],
    ['cannot be delivered', { failed: true }, moved('cannot_be_delivered')],
    ['has a reader who was removed', { target: { ...well, exists: false } }, moved('target_switched_off')],
    ['has a reader who is switched off', { target: { ...well, enabled: false } }, moved('target_switched_off')],
    ['has an address that is wrong', { target: { ...well, unusable: true } }, moved('target_unusable')],
    ['needs a person at the provider', { target: { ...well, account: 'stopped' } }, moved('channel_stopped')],
    ['waits for a provider that fails just now', { target: { ...well, account: 'open' } }, stays],
    ['goes where its opening went', { openingFellBack: true }, moved('follows_its_opening')],
  ])('a message that %s', (_, facts, expected) => {
    expect(decideFallback(tried(facts), [to('B')], NOW)).toEqual(expected);
  });

  it('passes over whoever cannot be reached', () => {
    const chain = [
      to('off', { enabled: false }),
      to('stopped', { account: 'stopped' }),
      to('open', { account: 'open' }),
    ];
    const late = tried({ tryingSince: NOW - HOUR });
    expect(decideFallback(late, [...chain, to('B')], NOW)).toEqual(moved('not_accepted_in_time'));
    expect(decideFallback(late, chain, NOW)).toEqual({ move: false, reason: 'nobody_to_fall_back_to' });
    expect(decideFallback(tried({ failed: true }), chain, NOW)).toMatchObject({ move: true, to: 'open' });
    expect(decideFallback(late, [], NOW)).toEqual({ move: false, reason: 'nobody_to_fall_back_to' });
  });
});

describe('who may speak in the place of a group', () => {
  const [group, commune, other] = ['group', 'commune', 'other'] as UnitId[] as [UnitId, UnitId, UnitId];
  const target = { id: 'A' as TargetId, audience: 'responsible', above: [group, commune] } as const;
  const link = (id: string, unitId: UnitId, audience: 'responsible' | 'households' = 'responsible') => ({
    id: id as TargetId,
    ...{ unitId, audience },
  });

  it('is of its unit or of one above, for the same people, and does not come back to it', () => {
    expect(fallbackFault(target, [link('B', group)])).toBeNull();
    expect(fallbackFault(target, [link('B', commune), link('C', commune)])).toBeNull();
    expect(fallbackFault(target, [link('B', other)])).toBe('fallback_not_above');
    expect(fallbackFault(target, [link('A', group)])).toBe('fallback_cycle');
    expect(fallbackFault(target, [link('B', group), link('A', group)])).toBe('fallback_cycle');
    expect(fallbackFault(target, [link('B', group, 'households')])).toBe('fallback_other_audience');
  });
});
