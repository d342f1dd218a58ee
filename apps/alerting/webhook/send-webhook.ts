import type { Attempt } from '#libs/domain';
import { type AddressPolicy, guardedAgent, type SecretBox } from '#libs/runtime';
import { Webhook } from 'standardwebhooks';
import { type Dispatcher, request } from 'undici';
import type { Outgoing, Send } from '../sending/channel.ts';
import { httpFailure } from './http-failure.ts';
import { retryAfter } from './retry-after.ts';
import { webhookBody } from './webhook-body.ts';

/** For the whole call, from name lookup to the last byte (ms). */
const DEADLINE = 10_000;
const CONNECT_DEADLINE = 5_000;
/** What a receiver answers is of no interest; more than this closes the connection (bytes). */
const LONGEST_ANSWER = 16_384;

/** Standard Webhooks: signed, no redirects, connected only to addresses the policy allows. */
export class WebhookChannel {
  readonly #agent: Dispatcher;

  constructor(
    policy: AddressPolicy,
    private readonly secretBox: SecretBox,
  ) {
    this.#agent = guardedAgent(policy, 'internet', { connect: { timeout: CONNECT_DEADLINE } });
  }

  readonly send: Send = async (message, now): Promise<Attempt> => {
    const url = message.target.address['url'];
    if (url === undefined || !isWebAddress(url)) return { kind: 'impossible', reason: 'address_unusable' };
    const signer = this.#signer(message);
    if (!signer) return { kind: 'impossible', reason: 'secret_unusable' };
    const body = webhookBody(message.message, message.createdAt, message.acknowledgeLink);
    const stamp = new Date(now);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'CanhThon/1',
      'webhook-id': message.idempotencyKey,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': signer.sign(message.idempotencyKey, stamp, body),
    };
    return this.#post(url, headers, body, now);
  };

  close(): Promise<void> {
    return this.#agent.close();
  }

  async #post(url: string, headers: Record<string, string>, body: string, now: number): Promise<Attempt> {
    const signal = AbortSignal.timeout(DEADLINE);
    try {
      const response = await request(url, { method: 'POST', headers, body, signal, dispatcher: this.#agent });
      // The status decides; an answer that never ends is cut off at the deadline.
      await response.body.dump({ limit: LONGEST_ANSWER, signal }).catch(() => undefined);
      return judge(response.statusCode, response.headers['retry-after'], now);
    } catch (error) {
      return httpFailure(error);
    }
  }

  /** Null when the target has no secret or it can no longer be read. */
  #signer({ target }: Outgoing): Webhook | null {
    if (!target.secret) return null;
    try {
      return new Webhook(this.secretBox.open(target.secret, target.id));
    } catch {
      return null;
    }
  }
}

function judge(statusCode: number, header: string | string[] | undefined, now: number): Attempt {
  if (statusCode >= 200 && statusCode < 300) return { kind: 'accepted', statusCode };
  return { kind: 'http_status', statusCode, retryAfter: retryAfter([header].flat()[0], now) };
}

const isWebAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
