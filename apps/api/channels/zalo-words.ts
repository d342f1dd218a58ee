import type { ChannelLeft } from '#libs/contracts';
import type { TokenRow, ZaloAccountRow } from '#libs/database';
import { type Channel, DAY } from '#libs/domain';

/** What a provider's account says of itself. */
export interface AccountWords {
  readonly problem: string | null;
  readonly left: ChannelLeft[];
  readonly tokenAgeDays: number | null;
}

const SILENT: AccountWords = { problem: null, left: [], tokenAgeDays: null };
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Of each Zalo channel; others say nothing. */
export function zaloWords(accounts: readonly ZaloAccountRow[], token: TokenRow | null, now: number) {
  const of = (name: string) => accounts.find(({ account }) => account === name);
  const oa = of('oa');
  const tokenAgeDays = token?.refreshedAt == null ? null : Math.floor((now - token.refreshedAt) / DAY);
  const calls = left('calls_this_minute', numberOf(oa?.facts['callsLeft']));
  const ofOa = { problem: token?.refusedReason ?? oa?.problem ?? null, left: calls, tokenAgeDays };
  const groups = left('groups', numberOf(oa?.facts['freeGroupAssets']));
  return (channel: Channel): AccountWords => {
    if (channel === 'zalo_gmf') return { ...ofOa, left: [...calls, ...groups] };
    if (channel === 'zalo_template') return ofOa;
    return channel === 'zalo_bot' ? { ...SILENT, problem: of('bot')?.problem ?? null } : SILENT;
  };
}

const left = (what: ChannelLeft['what'], count: number | null): ChannelLeft[] =>
  count === null ? [] : [{ what, count }];
