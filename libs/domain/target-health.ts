import type { Channel } from './channel.ts';
import type { Attempt } from './delivery.ts';
import { DAY, type EpochMs } from './time.ts';

/** A contact that nothing reached for so long may be a dead one (ms). */
export const STALE_AFTER = 45 * DAY;
/** A program that took nothing for so long is given up (ms). */
const FAILING_TOO_LONG = 5 * DAY;
const GONE = 410;

/** Nobody knows any more whether it works. `provenAt`: when a message was last accepted, or it was made. */
export const isStale = (provenAt: EpochMs, now: EpochMs): boolean => now - provenAt > STALE_AFTER;

export interface TargetRecord {
  readonly channel: Channel;
  /** Since when nothing it was sent was accepted; null: the last message was. */
  readonly failingSince: EpochMs | null;
  /** Others were reached lately: it is not our own line that is broken. */
  readonly othersWork: boolean;
}

/** Does the attempt tell anything about whoever was to hear it? */
export const failsForTarget = (attempt: Attempt): boolean =>
  attempt.kind !== 'accepted' &&
  attempt.kind !== 'later' &&
  !(attempt.kind === 'impossible' && attempt.blame !== 'target');

/** Why a target is not tried again until a person repairs it; null: it is. */
export function targetBlamed(
  attempt: Attempt,
  { channel, failingSince, othersWork }: TargetRecord,
  now: EpochMs,
): string | null {
  if (attempt.kind === 'impossible' && attempt.blame === 'target') return attempt.reason;
  if (attempt.kind === 'http_status' && attempt.statusCode === GONE) return `http_${GONE}`;
  // A mail server or an official account that fails is no fault of those it writes to.
  if (channel !== 'webhook' || !othersWork || !failsForTarget(attempt) || failingSince === null) return null;
  return now - failingSince >= FAILING_TOO_LONG ? 'failed_for_days' : null;
}
