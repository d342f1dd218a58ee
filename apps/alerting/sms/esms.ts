import { type Attempt, fillSms, judgeSms, smsPhone } from '#libs/domain';
import type { AddressPolicy, Config, Logger, SecretBox } from '#libs/runtime';
import { GuardedHttp } from '../outbound/guarded-http.ts';
import type { ChannelPlugin, Outgoing } from '../sending/channel.ts';
import { templateData } from '../sending/template-data.ts';

const SEND = '/MainService.svc/json/SendMultipleMessage_V4_post_json/';
/** Messages to customers, not advertising. */
const CUSTOMER_CARE = '2';

export interface EsmsParts {
  readonly settings: NonNullable<Config['esms']>;
  /** Null: receipts find no way back to us. */
  readonly publicUrl: string | null;
  readonly policy: AddressPolicy;
  readonly secretBox: SecretBox;
  readonly logger: Logger;
}

/** SMS over eSMS. The same RequestId for every attempt: eSMS takes it once. */
export class EsmsChannel implements ChannelPlugin {
  readonly channel = 'sms';
  readonly #parts: EsmsParts;
  readonly #http: GuardedHttp;

  constructor(parts: EsmsParts) {
    this.#parts = parts;
    this.#http = new GuardedHttp(parts.policy);
  }

  readonly send = async (message: Outgoing, now: number): Promise<Attempt> => {
    const { phone: typed } = message.target;
    const phone = typed === null ? null : smsPhone(typed);
    if (phone === null)
      return { kind: 'impossible', reason: typed === null ? 'address_unusable' : 'sms_phone_refused', blame: 'target' };
    const { settings } = this.#parts;
    const data = templateData(message.message, message.language, message.acknowledgeLink, now);
    const callback = this.#callbackOf(message.idempotencyKey);
    const body = {
      ...{ ApiKey: settings.apiKey, SecretKey: settings.secretKey, Brandname: settings.brandname },
      ...{ Content: fillSms(settings.template, data, settings.unicode), Phone: phone, SmsType: CUSTOMER_CARE },
      ...{ IsUnicode: settings.unicode ? '1' : '0', Sandbox: settings.sandbox ? '1' : '0' },
      ...{ RequestId: message.idempotencyKey, ...(callback !== null && { CallbackUrl: callback }) },
    };
    const attempt = await this.#post(JSON.stringify(body), message, now);
    if (attempt.kind === 'impossible' && attempt.blame === 'channel')
      this.#parts.logger.error({ reason: attempt.reason }, 'eSMS takes no messages from this account');
    return attempt;
  };

  close(): Promise<void> {
    return this.#http.close();
  }

  async #post(body: string, { idempotencyKey, attempt }: Outgoing, now: number): Promise<Attempt> {
    const url = `${this.#parts.settings.base}${SEND}`;
    const headers = { 'content-type': 'application/json' };
    const seen = await this.#http.text({ method: 'POST', url, headers, body }, now);
    if (seen.kind === 'none') return seen.attempt;
    const { statusCode, retryAfter } = seen;
    const code = codeIn(seen.text);
    if (code !== null && statusCode < 500) return judgeSms(code, idempotencyKey, attempt, now);
    // A page with 200 is no success, and no failure either.
    if (statusCode === 200) return { kind: 'unanswered', reason: 'sms_answer_unreadable' };
    return { kind: 'http_status', statusCode, retryAfter };
  }

  /** eSMS signs nothing: an address that only it was told is how we know it again. */
  #callbackOf(requestId: string): string | null {
    const { publicUrl, secretBox } = this.#parts;
    if (publicUrl === null) return null;
    const [, token = ''] = secretBox.keyedHash(`esms:${requestId}`).split('.');
    return `${publicUrl}/api/v1/receipts/esms/${requestId}/${token}`;
  }
}

/** Null: not an answer of eSMS. */
function codeIn(text: string): number | null {
  try {
    const answer = JSON.parse(text) as { CodeResult?: unknown } | null;
    const code = Number(answer?.CodeResult ?? NaN);
    return Number.isInteger(code) ? code : null;
  } catch {
    return null;
  }
}
