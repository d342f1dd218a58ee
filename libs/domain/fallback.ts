import type { Severity } from './fault.ts';
import type { TargetId, UnitId } from './ids.ts';
import type { Audience } from './target.ts';
import { MINUTE, type EpochMs } from './time.ts';

export const FALLBACK_RULE = 'fallback/1';

export const FALLBACK_REASONS = [
  'not_accepted_in_time',
  'cannot_be_delivered',
  'asked_to_wait_too_long',
  'target_switched_off',
  'target_unusable',
  'channel_stopped',
  'follows_its_opening',
  'fallback_knows',
  'still_trying',
  'nobody_to_fall_back_to',
] as const;
export type FallbackReason = (typeof FALLBACK_REASONS)[number];

/** How long a message may be on its way before another target hears instead (ms). */
export const patienceFor = (severity: Severity): number => (severity === 'critical' ? 2 : 30) * MINUTE;

/** Why nothing reaches a target now. `account`: of its channel; `open`: it fails just now; `stopped`: until a person acts. */
export interface Reachability {
  readonly exists: boolean;
  readonly enabled: boolean;
  readonly unusable: boolean;
  readonly account: 'well' | 'open' | 'stopped';
}

/** A message that was not accepted, and how things stand. */
export interface UndeliveredFacts {
  readonly severity: Severity;
  /** It will not be tried again. */
  readonly failed: boolean;
  readonly target: Reachability;
  /** Since when it tries to leave; null: its reader's budget holds it back, which nobody else can help. */
  readonly tryingSince: EpochMs | null;
  /** When it may be tried next. */
  readonly nextAttemptAt: EpochMs | null;
  /** What came before it about the same incident went to another target. */
  readonly openingFellBack: boolean;
}

export interface FallbackTarget extends Reachability {
  readonly id: TargetId;
}

export type FallbackDecision =
  | { readonly move: true; readonly to: TargetId; readonly reason: FallbackReason }
  | { readonly move: false; readonly reason: 'still_trying' | 'nobody_to_fall_back_to' };

/** No repetition helps as things stand; null: it may yet. */
function lost({ failed, target, openingFellBack }: UndeliveredFacts): FallbackReason | null {
  if (openingFellBack) return 'follows_its_opening';
  if (!target.exists || !target.enabled) return 'target_switched_off';
  if (target.unusable) return 'target_unusable';
  if (failed) return 'cannot_be_delivered';
  return target.account === 'stopped' ? 'channel_stopped' : null;
}

function late({ severity, tryingSince, nextAttemptAt }: UndeliveredFacts, now: EpochMs): FallbackReason | null {
  if (tryingSince === null) return null;
  const patience = patienceFor(severity);
  if (now >= tryingSince + patience) return 'not_accepted_in_time';
  return nextAttemptAt !== null && nextAttemptAt > now + patience ? 'asked_to_wait_too_long' : null;
}

const usable = ({ exists, enabled, unusable, account }: Reachability): boolean =>
  exists && enabled && !unusable && account !== 'stopped';

/**
 * Does another target hear instead, and which? `chain`: who speaks in its place, the nearest first. What can still arrive
 * moves only to somebody who can be reached now; what cannot moves to whoever may be reached again.
 */
export function decideFallback(
  message: UndeliveredFacts,
  chain: readonly FallbackTarget[],
  now: EpochMs,
): FallbackDecision {
  const gone = lost(message);
  const reason = gone ?? late(message, now);
  if (reason === null) return { move: false, reason: 'still_trying' };
  const able = chain.filter(usable);
  const next = able.find(({ account }) => account === 'well') ?? (gone === null ? undefined : able[0]);
  if (next === undefined) return { move: false, reason: 'nobody_to_fall_back_to' };
  return { move: true, to: next.id, reason };
}

/** Why a target cannot speak in the place of another. */
export type FallbackFault = 'fallback_cycle' | 'fallback_not_above' | 'fallback_other_audience';

/** `above`: the units from the target's own upwards. `chain`: the one that is to speak, and those that speak for it. */
export function fallbackFault(
  target: { readonly id: TargetId; readonly audience: Audience; readonly above: readonly UnitId[] },
  chain: readonly { readonly id: TargetId; readonly audience: Audience; readonly unitId: UnitId }[],
): FallbackFault | null {
  const [fallback] = chain;
  if (fallback === undefined) return null;
  if (chain.some(({ id }) => id === target.id)) return 'fallback_cycle';
  if (!target.above.includes(fallback.unitId)) return 'fallback_not_above';
  return fallback.audience === target.audience ? null : 'fallback_other_audience';
}
