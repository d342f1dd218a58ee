import type { Attempt } from '#libs/domain';
import type { AddressPolicy, SecretBox } from '#libs/runtime';
import { Webhook } from 'standardwebhooks';
import { type Answer, GuardedHttp } from '../outbound/guarded-http.ts';
import type { ChannelPlugin, Outgoing } from '../sending/channel.ts';
import { webhookBody } from './webhook-body.ts';

/** Standard Webhooks: signed, no redirects, connected only to addresses the policy allows. */
export class WebhookChannel implements ChannelPlugin {
  readonly channel = 'webhook';
  readonly #http: GuardedHttp;

  constructor(
    policy: AddressPolicy,
    private readonly secretBox: SecretBox,
  ) {
    this.#http = new GuardedHttp(policy);
  }

  readonly send = async (message: Outgoing, now: number): Promise<Attempt> => {
    const url = message.target.address['url'];
    if (url === undefined || !isWebAddress(url))
      return { kind: 'impossible', reason: 'address_unusable', blame: 'target' };
    const body = webhookBody(message.message, message.createdAt, message.acknowledgeLink);
    const signature = this.#signature(message, new Date(now), body);
    if (signature === null) return { kind: 'impossible', reason: 'secret_unusable', blame: 'message' };
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'CanhThon/1',
      'webhook-id': message.idempotencyKey,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': signature,
    };
    const seen = await this.#http.status({ method: 'POST', url, headers, body }, now);
    return seen.kind === 'none' ? seen.attempt : judge(seen);
  };

  close(): Promise<void> {
    return this.#http.close();
  }

  /** One signature for each secret that is valid now; null when there is none or it can no longer be read. */
  #signature({ target, idempotencyKey }: Outgoing, stamp: Date, body: string): string | null {
    const secrets = [target.secret, target.oldSecret].filter((secret) => secret !== null);
    if (target.secret === null) return null;
    try {
      const keys = secrets.map((secret) => new Webhook(this.secretBox.open(secret, target.id)));
      return keys.map((key) => key.sign(idempotencyKey, stamp, body)).join(' ');
    } catch {
      return null;
    }
  }
}

function judge({ statusCode, retryAfter }: Answer): Attempt {
  if (statusCode >= 200 && statusCode < 300) return { kind: 'accepted', statusCode, providerMessageId: null };
  return { kind: 'http_status', statusCode, retryAfter };
}

const isWebAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
