import { capabilitiesOf, type Channel } from './channel.ts';
import type { Attempt } from './delivery.ts';
import type { Severity } from './fault.ts';
import { monthAt, type Month } from './reports/month.ts';
import type { EpochMs } from './time.ts';

/** Bills are made by Vietnam's calendar. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

export const billingMonth = (now: EpochMs): Month => monthAt(now, TIME_ZONE);

/** What paid messages cost this month, in đồng, and may cost; budget null: no limit. */
export interface Spending {
  readonly spentDong: number;
  readonly budgetDong: number | null;
}

export type SpendingState = 'no_budget' | 'within' | 'critical_only';

export function spendingState({ spentDong, budgetDong }: Spending): SpendingState {
  if (budgetDong === null) return 'no_budget';
  return spentDong >= budgetDong ? 'critical_only' : 'within';
}

/**
 * Why a paid channel does not carry this message; null: it may go. Critical ones always go, and so does a test: a person
 * asked for it. What is refused falls back at once, if there is somebody to fall back to.
 */
export function refusedForCost(
  { channel, severity, event }: { readonly channel: Channel; readonly severity: Severity; readonly event: string },
  spending: Spending,
): Attempt | null {
  if (!capabilitiesOf(channel).paid || severity === 'critical' || event === 'test') return null;
  if (spendingState(spending) !== 'critical_only') return null;
  return { kind: 'impossible', reason: 'channel_budget_spent', blame: 'message' };
}

/** Does the provider bill an attempt? What may have arrived is counted: rather too much than too little. */
export const isBilled = ({ kind }: Attempt): boolean => kind === 'accepted' || kind === 'unanswered';
