import type { ChannelAccountView, ChannelContacts, ChannelCostView, ChannelDay, ChannelView } from '#libs/contracts';
import type { AccountFigures, ChannelCost, ChannelFigures } from '#libs/database';
import { capabilitiesOf, type Channel, type Language, reasonWords } from '#libs/domain';
import { iso, isoOrNull } from '../http/page.ts';
import type { AccountWords } from './zalo-words.ts';

const ACCOUNTS_SHOWN = 20;
const WORST_FIRST = ['stopped', 'open', 'well'] as const;

export interface ChannelFacts {
  readonly channel: Channel;
  readonly configured: boolean;
  readonly priceDong: number | null;
  /** Null: never used, and nobody is told over it. */
  readonly figures: ChannelFigures | null;
  readonly accounts: readonly AccountFigures[];
  readonly cost: ChannelCost | null;
  readonly said: AccountWords;
}

export function channelView(facts: ChannelFacts, language: Language, now: number): ChannelView {
  const { channel, configured, figures, said } = facts;
  const accounts = facts.accounts
    .map((account) => accountView(account, language, now))
    .sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
  const { paid } = capabilitiesOf(channel);
  return {
    ...{ channel, configured, problem: said.problem },
    problemMessage: said.problem === null ? null : reasonWords(said.problem, language),
    accounts: accounts.slice(0, ACCOUNTS_SHOWN),
    accountsInAll: accounts.length,
    waiting: figures?.waiting ?? 0,
    oldestWaitingAt: isoOrNull(figures?.oldestAt ?? null),
    ...{ day: dayOf(figures), contacts: contactsOf(figures), left: said.left, tokenAgeDays: said.tokenAgeDays },
    cost: paid ? costOf(facts) : null,
  };
}

function accountView(row: AccountFigures, language: Language, now: number): ChannelAccountView {
  const reason = row.health === 'well' ? null : (row.stoppedFor ?? row.lastReason);
  const since = row.stoppedAt ?? row.openedAt;
  const next = row.restUntil !== null && row.restUntil > now ? row.restUntil : row.probeAt;
  return {
    ...{ account: row.account, state: row.health, reason },
    reasonMessage: reason === null ? null : reasonWords(reason, language),
    since: row.health === 'well' || since === null ? null : iso(since),
    nextTryAt: row.health === 'well' || next === null ? null : iso(next),
    ...{ lastSuccessAt: isoOrNull(row.lastSuccessAt), lastFailureAt: isoOrNull(row.lastFailureAt) },
    perMinute: row.perMinute,
    tokensLeft: row.tokensNow === null ? null : Math.max(0, Math.floor(row.tokensNow)),
  };
}

function dayOf(figures: ChannelFigures | null): ChannelDay {
  const { accepted = 0, delivered = 0, read = 0, failed = 0, fellBack = 0, uncertain = 0 } = figures ?? {};
  return { accepted, delivered, read, failed, fellBack, uncertain };
}

function contactsOf(figures: ChannelFigures | null): ChannelContacts {
  const { targets = 0, unusable = 0, stale = 0 } = figures ?? {};
  return { inUse: targets, unusable, stale };
}

const costOf = ({ priceDong, cost }: ChannelFacts): ChannelCostView => ({
  ...{ priceDong, messages: cost?.messages ?? 0, dong: cost?.dong ?? 0 },
});
