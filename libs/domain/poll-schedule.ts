import { SECOND, type EpochMs } from './time.ts';

/** When a camera is visited next: evenly spread over its period, sooner while it is about to be called silent. */

const RECHECKS_PER_PERIOD = 6;
const SHORTEST_RECHECK = 3 * SECOND;

/**
 * A camera's place in its period, the same in every process: cameras do not move together after a restart.
 * @returns milliseconds from 0 to below the period
 */
export function phaseOf(deviceNo: number, intervalSeconds: number): number {
  // Knuth's multiplicative hash: neighbours in number end up far apart in time.
  const spread = Math.imul(deviceNo, 2_654_435_761) >>> 0;
  return Math.floor((spread / 2 ** 32) * intervalSeconds * SECOND);
}

/** The first moment of the camera's own rhythm after `now`. */
export function regularVisitAfter(deviceNo: number, intervalSeconds: number, now: EpochMs): EpochMs {
  const period = intervalSeconds * SECOND;
  const phase = phaseOf(deviceNo, intervalSeconds);
  return now + period - ((((now - phase) % period) + period) % period);
}

export interface VisitFacts {
  readonly deviceNo: number;
  readonly intervalSeconds: number;
  /** It did not answer this time. */
  readonly missed: boolean;
  /** When its silence becomes an outage; null: it was never heard, or the outage is known already. */
  readonly offlineAt: EpochMs | null;
}

export type NextVisit = { readonly at: EpochMs; readonly reason: 'regular' | 'recheck_before_outage' };

export function nextVisit(facts: VisitFacts, now: EpochMs): NextVisit {
  const regular = regularVisitAfter(facts.deviceNo, facts.intervalSeconds, now);
  if (!facts.missed || facts.offlineAt === null || now >= facts.offlineAt) return { at: regular, reason: 'regular' };
  const gap = Math.max(SHORTEST_RECHECK, (facts.intervalSeconds * SECOND) / RECHECKS_PER_PERIOD);
  // One last look right before anybody is told.
  const recheck = Math.min(now + gap, Math.max(now + SHORTEST_RECHECK, facts.offlineAt - SHORTEST_RECHECK));
  return recheck < regular ? { at: recheck, reason: 'recheck_before_outage' } : { at: regular, reason: 'regular' };
}
