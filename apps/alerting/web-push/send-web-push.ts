import type { PushKeys } from '#libs/database';
import { type Attempt, judgePush, pushNotice, pushUrgency } from '#libs/domain';
import type { AddressPolicy, SecretBox } from '#libs/runtime';
import webPush, { type PushSubscription, type RequestDetails } from 'web-push';
import { GuardedHttp } from '../outbound/guarded-http.ts';
import type { ChannelPlugin, Outgoing } from '../sending/channel.ts';

/** A push service keeps a message for a phone that is off so long (s); what is still wrong then is told again or escalates. */
const KEPT_FOR = 3_600;
/** With what the key in `push_key` is sealed. */
const KEY_AAD = 'push_key';

export interface WebPushParts {
  readonly policy: AddressPolicy;
  readonly secretBox: SecretBox;
  readonly keys: PushKeys;
  /** `mailto:` or `https:`: where push services find us when something is wrong. */
  readonly subject: string;
}

interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Messages to browsers over their makers' push services: sealed for the browser (RFC 8291), signed by us (RFC 8292). */
export class WebPushChannel implements ChannelPlugin {
  readonly channel = 'web_push';
  readonly #parts: WebPushParts;
  readonly #http: GuardedHttp;
  #pair: KeyPair | null = null;

  constructor(parts: WebPushParts) {
    this.#parts = parts;
    this.#http = new GuardedHttp(parts.policy);
  }

  readonly send = async (message: Outgoing, now: number): Promise<Attempt> => {
    const subscription = this.#subscriptionOf(message);
    if (subscription === null) return { kind: 'impossible', reason: 'address_unusable', blame: 'target' };
    const pair = await this.#keyPair();
    if (pair === null) return { kind: 'impossible', reason: 'push_key_unusable', blame: 'channel' };
    return this.#post(this.#detailsOf(message, subscription, pair), now);
  };

  close(): Promise<void> {
    return this.#http.close();
  }

  #detailsOf(message: Outgoing, subscription: PushSubscription, pair: KeyPair): RequestDetails {
    const { topic, ...notice } = pushNotice(message.message, message.language, message.acknowledgeLink);
    return webPush.generateRequestDetails(subscription, JSON.stringify({ ...notice, tag: topic }), {
      vapidDetails: { subject: this.#parts.subject, ...pair },
      TTL: KEPT_FOR,
      urgency: pushUrgency(message.message, message.severity),
      ...(topic !== null && { topic }),
    });
  }

  async #post({ endpoint: url, headers, body }: RequestDetails, now: number): Promise<Attempt> {
    const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const seen = await this.#http.status({ method: 'POST', url, headers: texts, ...(body && { body }) }, now);
    return seen.kind === 'none' ? seen.attempt : judgePush(seen.statusCode, seen.retryAfter);
  }

  /** Null: there is none, or it can no longer be read. */
  #subscriptionOf({ target }: Outgoing): PushSubscription | null {
    if (target.secret === null) return null;
    try {
      return JSON.parse(this.#parts.secretBox.open(target.secret, target.id)) as PushSubscription;
    } catch {
      return null;
    }
  }

  /** Read once: it never changes. */
  async #keyPair(): Promise<KeyPair | null> {
    this.#pair ??= await this.#openKeys();
    return this.#pair;
  }

  async #openKeys(): Promise<KeyPair | null> {
    const key = await this.#parts.keys.read();
    if (key === null) return null;
    try {
      return { publicKey: key.publicKey, privateKey: this.#parts.secretBox.open(key.privateKey, KEY_AAD) };
    } catch {
      return null;
    }
  }
}
