import type { Blame } from './blame.ts';
import { joined, type Span, within, without } from './span.ts';
import { DAY, type EpochMs, HOUR, MINUTE, SECOND } from './time.ts';

/** Buffered reports older than this are kept, but nobody knows any more which hour they belong to. */
export const LATE_AT_MOST = 31 * DAY;
/** A clock this far off, either way, is as good as ours. */
export const CLOCK_TOLERANCE = 2 * MINUTE;
/** Silence up to this many intervals is no silence: the rule by which a device becomes suspect. */
const INTERVALS = 1.5;

export interface ReportTime {
  readonly receivedAt: EpochMs;
  readonly sentAt: EpochMs | null;
  readonly late: boolean;
}

/** When the values of a report were measured; null: a buffered one whose clock cannot be right. */
export function measuredAt({ receivedAt, sentAt, late }: ReportTime): EpochMs | null {
  if (!late) return receivedAt;
  if (sentAt === null || sentAt > receivedAt + CLOCK_TOLERANCE || sentAt < receivedAt - LATE_AT_MOST) return null;
  return sentAt;
}

export const hourOf = (at: EpochMs): EpochMs => Math.floor(at / HOUR) * HOUR;

export interface LifeProof {
  /** By the device's clock. */
  readonly sentAt: EpochMs;
  /** How long it had been running then, if it said so (seconds). */
  readonly uptimeSeconds: number | null;
}

export interface RecordedOutage {
  readonly from: EpochMs;
  /** Null: it lasts. */
  readonly until: EpochMs | null;
  readonly blame: Blame;
}

export const CORRECTION_RULE = 'late-report/1';

export type CorrectionReason =
  'lived_behind_dead_uplink' | 'already_corrected' | 'nothing_proven' | 'clock_not_trusted' | 'not_blamed_on_device';

export interface CorrectionDecision {
  readonly reason: CorrectionReason;
  /** Time to move to the uplink's account. */
  readonly spans: readonly Span[];
}

/**
 * A device that measured during its recorded outage was alive and could not reach us. Each report proves the time its
 * uptime covers, or one and a half intervals before it; a proven end that near to the return reaches up to it.
 * `clockOffMs` is how far the device's clock was off when last compared with ours; null: never compared.
 */
export function decideCorrection(
  outage: RecordedOutage,
  proofs: readonly LifeProof[],
  facts: { readonly intervalSeconds: number; readonly clockOffMs: number | null; readonly corrected: readonly Span[] },
): CorrectionDecision {
  if (outage.blame !== 'device' && outage.blame !== 'grid') return { reason: 'not_blamed_on_device', spans: [] };
  const tolerated = INTERVALS * facts.intervalSeconds * SECOND;
  const end = outage.until ?? Infinity;
  const inside = proofs.filter(({ sentAt }) => sentAt > outage.from && sentAt < end);
  if (inside.length === 0) return { reason: 'nothing_proven', spans: [] };
  if (facts.clockOffMs !== null && Math.abs(facts.clockOffMs) > CLOCK_TOLERANCE) {
    return { reason: 'clock_not_trusted', spans: [] };
  }
  const proven = inside.map(({ sentAt, uptimeSeconds }) => ({
    from: sentAt - Math.max(tolerated, (uptimeSeconds ?? 0) * SECOND),
    until: sentAt + tolerated >= end ? end : sentAt,
  }));
  const spans = without(within(joined(proven), { from: outage.from, until: end }), facts.corrected);
  return spans.length === 0 ? { reason: 'already_corrected', spans } : { reason: 'lived_behind_dead_uplink', spans };
}
