import type { Channel, SpendingState } from '#libs/domain';

/** One account of a channel, or one host that webhooks go to. */
export class ChannelAccountView {
  account: string;
  /** `well`; `open`: it fails just now and is tried again by itself; `stopped`: a person has to act. */
  state: 'well' | 'open' | 'stopped';
  /** Why, as a reason code; null while it works. */
  reason: string | null;
  /** In the language of the caller. */
  reasonMessage: string | null;
  since: string | null;
  /** When one message looks whether it works again. */
  nextTryAt: string | null;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  /** Its limit; null: it has none. */
  perMinute: number | null;
  /** Messages that may leave at once under it. */
  tokensLeft: number | null;
}

/** What became of messages in the last 24 hours. */
export class ChannelDay {
  accepted: number;
  /** Where the provider tells. */
  delivered: number;
  read: number;
  failed: number;
  fellBack: number;
  /** They may have arrived; nobody confirmed it. */
  uncertain: number;
}

export class ChannelContacts {
  inUse: number;
  unusable: number;
  /** Nothing was accepted there for 45 days. */
  stale: number;
}

/** What a provider says is left. */
export class ChannelLeft {
  what: 'calls_this_minute' | 'groups';
  count: number;
}

export class ChannelCostView {
  /** đồng a message; null: no price is set. */
  priceDong: number | null;
  messages: number;
  dong: number;
}

/** How one channel does. */
export class ChannelView {
  channel: Channel;
  /** Some engine can send over it. */
  configured: boolean;
  /** What the provider's account says is missing, as a reason code; null: nothing. */
  problem: string | null;
  problemMessage: string | null;
  /** The accounts in use, those with trouble first; at most 20. */
  accounts: ChannelAccountView[];
  /** How many there are. */
  accountsInAll: number;
  /** Messages that did not leave yet. */
  waiting: number;
  oldestWaitingAt: string | null;
  day: ChannelDay;
  contacts: ChannelContacts;
  left: ChannelLeft[];
  /** How old the provider's tokens are, in whole days; null: it has none. */
  tokenAgeDays: number | null;
  /** This month; null: the channel costs nothing. */
  cost: ChannelCostView | null;
}

/** What all paid messages of the installation cost this month. */
export class SpendingView {
  /** `YYYY-MM`, Vietnam. */
  month: string;
  spentDong: number;
  budgetDong: number | null;
  /** `critical_only`: the budget is spent; other messages go by free channels or not at all. */
  state: SpendingState;
}

export class ChannelsView {
  items: ChannelView[];
  spending: SpendingView;
}
