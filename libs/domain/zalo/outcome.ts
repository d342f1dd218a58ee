/** Which rules judged an answer of Zalo. */
export const ZALO_RULE = 'zalo/1';

/** `oa`: groups, consultation, templates by user id. `zbs`: templates by phone. `bot`: the Bot Platform. */
export type ZaloApi = 'oa' | 'zbs' | 'bot';

/**
 * What an answer of Zalo means for the message. `refresh`: a fresh access token, then once more. `use_v2`, `use_v3`: the
 * same by the other address, pinned from then on. `other_asset`, `upload_again`: what the call used is gone.
 */
export type ZaloVerdict =
  | { readonly kind: 'accepted'; readonly reason: 'accepted' }
  | { readonly kind: 'refresh'; readonly reason: string }
  | ZaloDetour
  | { readonly kind: 'retry'; readonly reason: string }
  | { readonly kind: 'later'; readonly reason: string; readonly until: ZaloWait }
  | { readonly kind: 'impossible'; readonly reason: string; readonly blame: 'message' | 'target' | 'channel' };

/** What the caller has to do by itself. */
export interface ZaloDetour {
  readonly kind: 'use_v2' | 'use_v3' | 'other_asset' | 'upload_again';
  readonly reason: string;
}

export type ZaloWait = 'next_minute' | 'next_day' | 'morning';

/** Every row of the table of error codes, in its order; each code stands in one row of its API. */
export interface ZaloRow {
  readonly apis: readonly ZaloApi[];
  readonly codes: readonly number[];
  readonly verdict: ZaloVerdict;
}

const OA: readonly ZaloApi[] = ['oa'];
const ZBS: readonly ZaloApi[] = ['zbs'];
const BOTH: readonly ZaloApi[] = ['oa', 'zbs'];
const BOT: readonly ZaloApi[] = ['bot'];

const row = (apis: readonly ZaloApi[], codes: readonly number[], verdict: ZaloVerdict): ZaloRow => ({
  apis,
  codes,
  verdict,
});
const channel = (reason: string): ZaloVerdict => ({ kind: 'impossible', reason, blame: 'channel' });
const target = (reason: string): ZaloVerdict => ({ kind: 'impossible', reason, blame: 'target' });
const message = (reason: string): ZaloVerdict => ({ kind: 'impossible', reason, blame: 'message' });
const later = (reason: string, until: ZaloWait): ZaloVerdict => ({ kind: 'later', reason, until });

/**
 * Source: the reference's table (its trust marks hold here). Which step a code of the "missing step" rows means is what
 * public code says of it; the code itself goes to the log and the channel's state, so that a person can look it up.
 */
export const ZALO_OUTCOMES: readonly ZaloRow[] = [
  row(BOTH, [0], { kind: 'accepted', reason: 'accepted' }),
  row(OA, [-216, -220], { kind: 'refresh', reason: 'zalo_token_refused' }),
  row(ZBS, [-124], { kind: 'refresh', reason: 'zalo_token_refused' }),
  row(BOTH, [-32], later('zalo_too_many_calls', 'next_minute')),
  row(OA, [-100], { kind: 'upload_again', reason: 'zalo_attachment_expired' }),
  row(ZBS, [-100], { kind: 'retry', reason: 'zalo_trouble' }),
  row(BOTH, [-200], { kind: 'retry', reason: 'zalo_send_failed' }),
  row(OA, [-201, -210, -214], message('zalo_message_refused')),
  row(OA, [-204, -205], channel('zalo_oa_missing')),
  row(OA, [-209, -212, -219], channel('zalo_app_not_ready')),
  row(OA, [-221], channel('zalo_oa_not_verified')),
  row(OA, [-223, -224], channel('zalo_package_missing')),
  row(OA, [-235], { kind: 'use_v2', reason: 'zalo_oa_type' }),
  row(OA, [-320, -321], channel('zalo_wallet')),
  row(ZBS, [-101, -102, -103, -104, -105, -138], channel('zalo_app_not_ready')),
  row(ZBS, [-135, -1351], channel('zalo_oa_not_verified')),
  row(ZBS, [-136, -137], channel('zalo_wallet')),
  row(OA, [-211, -218], later('zalo_quota_used', 'next_day')),
  row(ZBS, [-144, -147, -1441, -1471, -1472], later('zalo_quota_used', 'next_day')),
  row(OA, [-213], target('zalo_does_not_follow')),
  row(OA, [-217, -244], target('zalo_person_refused')),
  row(ZBS, [-139, -141], target('zalo_person_refused')),
  row(OA, [-227], message('zalo_unreachable')),
  row(ZBS, [-114, -118, -119, -110], message('zalo_unreachable')),
  row(OA, [-230, -232], message('zalo_too_long_ago')),
  row(OA, [-234], later('zalo_night', 'morning')),
  row(ZBS, [-133], later('zalo_night', 'morning')),
  row(OA, [-237], target('zalo_group_expired')),
  row(OA, [-238, -241], { kind: 'other_asset', reason: 'zalo_asset_used' }),
  row(OA, [-403], target('zalo_not_in_group')),
  row(OA, [-240], { kind: 'use_v3', reason: 'zalo_v2_closed' }),
  row(OA, [-248], message('zalo_policy')),
  row(ZBS, [-108], target('zalo_phone_refused')),
  row(ZBS, [-109, -131, -146], channel('zalo_template_missing')),
  row(ZBS, [-1121, -1122, -1124], message('zalo_template_data')),
  row(ZBS, [-126, -127], channel('zalo_template_trial')),
  row(BOT, [401, 404], channel('zalo_bot_token')),
  row(BOT, [403], target('zalo_bot_not_in_chat')),
  row(BOT, [400], target('zalo_bot_chat')),
  row(BOT, [429], later('zalo_too_many_calls', 'next_minute')),
];

/** How often an unspecific failure is tried. */
const TRIES = 3;

/** What the code in an answer's body means. `attempt`: this try's number, from 1. */
export function judgeZalo(api: ZaloApi, code: number, attempt: number): ZaloVerdict {
  const found = ZALO_OUTCOMES.find(({ apis, codes }) => apis.includes(api) && codes.includes(code));
  const verdict: ZaloVerdict = found?.verdict ?? { kind: 'retry', reason: 'zalo_unknown_answer' };
  if (verdict.kind === 'retry' && attempt >= TRIES) return message(verdict.reason);
  return verdict;
}
