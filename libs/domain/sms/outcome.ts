import type { Attempt } from '../delivery.ts';

/** What a code of eSMS means for the message. `retry`: tried again, three times in all. */
export type SmsVerdict =
  | { readonly kind: 'accepted'; readonly reason: 'accepted' }
  | { readonly kind: 'retry'; readonly reason: string }
  | { readonly kind: 'impossible'; readonly reason: string; readonly blame: 'message' | 'target' | 'channel' };

export interface SmsRow {
  readonly codes: readonly number[];
  readonly verdict: SmsVerdict;
}

const row = (codes: readonly number[], verdict: SmsVerdict): SmsRow => ({ codes, verdict });
const channel = (reason: string): SmsVerdict => ({ kind: 'impossible', reason, blame: 'channel' });
const target = (reason: string): SmsVerdict => ({ kind: 'impossible', reason, blame: 'target' });
const message = (reason: string): SmsVerdict => ({ kind: 'impossible', reason, blame: 'message' });

/**
 * Source: eSMS's public table of codes (developers.esms.vn, read in November 2026). 99 is "blocked number" in the table and "error, ask us"
 * beside the call, so it is tried again. 146 may be one odd name in a message: it must not stop the others.
 */
export const SMS_OUTCOMES: readonly SmsRow[] = [
  row([100], { kind: 'accepted', reason: 'accepted' }),
  // The same RequestId again: the attempt before had got through.
  row([124], { kind: 'accepted', reason: 'accepted' }),
  row([99], { kind: 'retry', reason: 'sms_not_taken' }),
  row([101], channel('sms_login_refused')),
  row([102], channel('sms_account_not_ready')),
  row([103], channel('sms_balance')),
  row([104], channel('sms_brandname')),
  row([140], channel('sms_address_not_allowed')),
  row([108], target('sms_phone_refused')),
  row([177], target('sms_carrier_not_registered')),
  row([146], message('sms_template_refused')),
  row([110, 120, 300], message('sms_message_refused')),
];

const TRIES = 3;

/** `attempt`: this try's number, from 1. `requestId`: what receipts will call the message. */
export function judgeSms(code: number, requestId: string, attempt: number, now: number): Attempt {
  const found = SMS_OUTCOMES.find(({ codes }) => codes.includes(code));
  const verdict: SmsVerdict = found?.verdict ?? { kind: 'retry', reason: 'sms_unknown_answer' };
  switch (verdict.kind) {
    case 'accepted':
      return { kind: 'accepted', statusCode: 200, providerMessageId: requestId };
    case 'retry':
      if (attempt >= TRIES) return { kind: 'impossible', reason: verdict.reason, blame: 'message' };
      return { kind: 'later', reason: verdict.reason, notBefore: now, of: 'message' };
    case 'impossible':
      return verdict;
  }
}

/** What a callback of eSMS tells of one message; null: nothing that is final. */
export function readSmsReceipt(fields: Readonly<Record<string, unknown>>): 'delivered' | 'failed' | null {
  const status = Number(fields['SendStatus']);
  if (status === 4) return 'failed';
  if (status !== 5) return null;
  if (Number(fields['SendSuccess']) >= 1) return 'delivered';
  return Number(fields['SendFailed']) >= 1 ? 'failed' : null;
}
