import { HOUR, MINUTE, type EpochMs } from './time.ts';

export const BUDGET_RULE = 'budget/1';

export const BUDGET_REASONS = [
  'within_budget',
  'minute_limit',
  'quarter_hour_limit',
  'hour_limit',
  'three_hour_limit',
  /** What waited together: each says so, and so does the message it left in. */
  'bundled',
  'told_together',
  'healed_before_sent',
] as const;
export type BudgetReason = (typeof BUDGET_REASONS)[number];

interface Limit {
  readonly most: number;
  /** Milliseconds. */
  readonly within: number;
  readonly reason: BudgetReason;
}

const LIMITS: readonly Limit[] = [
  { most: 1, within: MINUTE, reason: 'minute_limit' },
  { most: 5, within: 15 * MINUTE, reason: 'quarter_hour_limit' },
  { most: 11, within: HOUR, reason: 'hour_limit' },
  { most: 21, within: 3 * HOUR, reason: 'three_hour_limit' },
];

/** What was sent longer ago than this counts no more (ms). */
export const BUDGET_MEMORY = 3 * HOUR;

export type BudgetDecision =
  | { readonly go: true; readonly reason: 'within_budget' }
  | { readonly go: false; readonly reason: BudgetReason; readonly at: EpochMs };

/**
 * May one more message go to a target, or when? `sent`: when others went, in any order. `perHour`: a unit may ask for
 * fewer an hour, not for more. The limit that holds longest is named.
 */
export function decideBudget(sent: readonly EpochMs[], perHour: number | null, now: EpochMs): BudgetDecision {
  const past = sent.filter((at) => at <= now).sort((a, b) => a - b);
  let decision: BudgetDecision = { go: true, reason: 'within_budget' };
  for (const { most, within, reason } of LIMITS) {
    const allowed = within === HOUR ? Math.min(most, perHour ?? most) : most;
    const counting = past.filter((at) => at > now - within);
    const leaves = counting[counting.length - allowed];
    if (leaves === undefined) continue;
    const at = leaves + within;
    if (decision.go || at > decision.at) decision = { go: false, reason, at };
  }
  return decision;
}
