import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideCorrection, type LifeProof, measuredAt } from './late-report.ts';
import { type Span, without } from './span.ts';
import { DAY, MINUTE } from './time.ts';

const T0 = 1_800_000_000_000;
const outage = { from: T0, until: T0 + 60 * MINUTE, blame: 'device' } as const;
const proof = (minutes: number, uptimeSeconds: number | null = null): LifeProof => ({
  sentAt: T0 + minutes * MINUTE,
  uptimeSeconds,
});
const facts = { intervalSeconds: 60, clockOffMs: 200, corrected: [] as readonly Span[] };
const minutes = (spans: readonly Span[]) =>
  spans.map(({ from, until }) => [(from - T0) / MINUTE, (until - T0) / MINUTE]);

describe('a buffered report', () => {
  it('proves the time before it that is no silence, and reaches the return when it ends that near', () => {
    const decision = decideCorrection(outage, [proof(1), proof(2), proof(30), proof(59)], facts);
    expect(decision.reason).toBe('lived_behind_dead_uplink');
    expect(minutes(decision.spans)).toEqual([
      [0, 2],
      [28.5, 30],
      [57.5, 60],
    ]);
  });

  it('proves all the time for which it had been running, but nothing outside the outage', () => {
    expect(minutes(decideCorrection(outage, [proof(40, 3_000)], facts).spans)).toEqual([[0, 40]]);
  });

  it('proves nothing with a clock that is off, outside the outage, or where others are blamed already', () => {
    const reason = (more: object, blame: 'device' | 'ours' = 'device', at = 30) =>
      decideCorrection({ ...outage, blame }, [proof(at)], { ...facts, ...more }).reason;
    expect(reason({ clockOffMs: -7_200_000 })).toBe('clock_not_trusted');
    expect(reason({ clockOffMs: null })).toBe('lived_behind_dead_uplink');
    expect(reason({}, 'ours')).toBe('not_blamed_on_device');
    expect(reason({}, 'device', 61)).toBe('nothing_proven');
    expect(reason({}, 'device', 0)).toBe('nothing_proven');
  });

  it('counts once however often and in whatever parts it comes', () => {
    const proofs = fc.array(
      fc.integer({ min: 1, max: 59 }).map((at) => proof(at)),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(proofs, fc.nat(20), (all, cut) => {
        const whole = decideCorrection(outage, all, facts).spans;
        const first = decideCorrection(outage, all.slice(0, cut), facts).spans;
        const second = decideCorrection(outage, all, { ...facts, corrected: first }).spans;
        expect(without(whole, [...first, ...second])).toEqual([]);
        const length = (spans: readonly Span[]) => spans.reduce((sum, { from, until }) => sum + until - from, 0);
        expect(length(first) + length(second)).toBe(length(whole));
        const again = decideCorrection(outage, all, { ...facts, corrected: [...first, ...second] });
        expect(again).toEqual({ reason: 'already_corrected', spans: [] });
      }),
    );
  });

  it('belongs to the moment it was measured, as far as that can be known', () => {
    expect(measuredAt({ receivedAt: T0, sentAt: T0 - DAY, late: false })).toBe(T0);
    expect(measuredAt({ receivedAt: T0, sentAt: T0 - DAY, late: true })).toBe(T0 - DAY);
    expect(measuredAt({ receivedAt: T0, sentAt: T0 + DAY, late: true })).toBeNull();
    expect(measuredAt({ receivedAt: T0, sentAt: 0, late: true })).toBeNull();
    expect(measuredAt({ receivedAt: T0, sentAt: null, late: true })).toBeNull();
  });
});
