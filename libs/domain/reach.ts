import { onDuty, type DutyRota } from './duty.ts';
import { severityAtLeast, type Severity } from './fault.ts';
import type { TargetId } from './ids.ts';
import { daysAround, holds, type Stretch, stretchOn } from './local-clock.ts';
import type { QuietHoursRule } from './policy.ts';
import type { EpochMs } from './time.ts';

export const REACH_RULE = 'reach/1';

export const REACH_REASONS = [
  'outside_quiet_hours',
  'on_duty',
  'critical_at_any_hour',
  'heard_tonight',
  'quiet_hours',
] as const;
export type ReachReason = (typeof REACH_REASONS)[number];

/** When and how a target wants to be reached. */
export interface Reachable {
  readonly id: TargetId;
  /** Its own, else its unit's; null: at any hour. */
  readonly quietHours: QuietHoursRule | null;
  /** Of its unit, like the rota. */
  readonly timeZone: string;
  readonly rota: DutyRota | null;
}

export type ReachDecision =
  | { readonly reach: 'now'; readonly reason: Exclude<ReachReason, 'quiet_hours'> }
  | { readonly reach: 'later'; readonly reason: 'quiet_hours'; readonly at: EpochMs };

/** The quiet hours that hold now. `from` and `to` alike: none, whatever the units above say. */
export function quietStretch({ quietHours, timeZone }: Reachable, now: EpochMs): Stretch | null {
  if (quietHours === null || quietHours.from === quietHours.to) return null;
  const stretches = daysAround(now, timeZone).map((date) => stretchOn(date, quietHours, timeZone));
  return stretches.find((stretch) => holds(stretch, now)) ?? null;
}

/**
 * May the target be told now, or when? `heardAt`: when it was told of the beginning, for news that follow it; null for
 * a beginning. Who heard of it tonight hears how it goes on; what was heard by day can wait for the next.
 */
export function decideReach(
  target: Reachable,
  news: { readonly severity: Severity; readonly heardAt: EpochMs | null },
  now: EpochMs,
): ReachDecision {
  const quiet = quietStretch(target, now);
  if (quiet === null) return { reach: 'now', reason: 'outside_quiet_hours' };
  if (target.rota !== null && onDuty(target.rota, target.timeZone, now).includes(target.id))
    return { reach: 'now', reason: 'on_duty' };
  if (news.heardAt !== null && news.heardAt >= quiet.from) return { reach: 'now', reason: 'heard_tonight' };
  if (news.heardAt === null && severityAtLeast(news.severity, 'critical'))
    return { reach: 'now', reason: 'critical_at_any_hour' };
  return { reach: 'later', reason: 'quiet_hours', at: quiet.until };
}
