import { createHash } from 'node:crypto';
import type { Json } from './wire.ts';
import type { ZaloWorld } from './world.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** After an answer that is not 200 within two seconds; then the app is unsubscribed. */
const RETRIES = [30 * SECOND, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE];
const ANSWER_WITHIN = 2_000;

/** How an event is sent. The defaults are what most sources say. */
export interface Emission {
  readonly url: string;
  readonly door: 'oa' | 'bot';
  readonly firstTerm?: 'app_id' | 'oa_id';
  readonly timestampIn?: 'body' | 'header';
  readonly badSignature?: boolean;
  /** Zalo sends it again although it was answered. */
  readonly times?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Pending {
  readonly body: string;
  readonly emission: Emission;
  readonly timestamp: string;
  retry: number;
  dueAt: number;
}

/** Sends events to the product as Zalo does: exact bytes, signed, repeated until they are answered. */
export class WebhookSender {
  readonly #world: ZaloWorld;
  readonly #botSecret: () => string;
  readonly #pending: Pending[] = [];
  /** After the last retry; a person has to switch it on again. */
  unsubscribed = false;

  constructor(world: ZaloWorld, botSecret: () => string) {
    this.#world = world;
    this.#botSecret = botSecret;
  }

  /** Statuses of the answers; 0: none came in time. */
  async emit(event: Json, emission: Emission): Promise<number[]> {
    const timestamp = String(this.#world.now());
    const inBody = emission.door === 'oa' && emission.timestampIn !== 'header';
    const body = JSON.stringify(inBody ? { ...event, timestamp } : event);
    const statuses: number[] = [];
    for (let time = 0; time < (emission.times ?? 1); time += 1) {
      const status = await this.#post({ body, emission, timestamp, retry: 0, dueAt: 0 });
      if (status !== 200)
        this.#pending.push({ body, emission, timestamp, retry: 0, dueAt: this.#world.now() + 30_000 });
      statuses.push(status);
    }
    return statuses;
  }

  /** Repeats what is due by now. */
  async retryDue(): Promise<void> {
    for (const pending of [...this.#pending]) {
      if (pending.dueAt > this.#world.now()) continue;
      pending.retry += 1;
      const next = RETRIES[pending.retry];
      const isDone = (await this.#post(pending)) === 200;
      if (isDone || next === undefined) this.#pending.splice(this.#pending.indexOf(pending), 1);
      if (!isDone && next === undefined) this.unsubscribed = true;
      if (next !== undefined) pending.dueAt = this.#world.now() + next;
    }
  }

  async #post({ body, emission, timestamp, retry }: Pending): Promise<number> {
    const signed = emission.door === 'oa' ? this.#signature(body, emission, timestamp) : this.#secretHeader(emission);
    const headers = {
      ...{ 'content-type': 'application/json', ...signed, ...emission.headers },
      ...(retry > 0 && { num_retry: String(retry) }),
    };
    try {
      const signal = AbortSignal.timeout(ANSWER_WITHIN);
      const answer = await fetch(emission.url, { method: 'POST', headers, body, signal });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  #signature(body: string, emission: Emission, timestamp: string): Record<string, string> {
    const { appId, oaId, oaSecretKey } = this.#world.settings;
    const first = emission.firstTerm === 'oa_id' ? oaId : appId;
    const key = emission.badSignature ? 'another key' : oaSecretKey;
    const mac = createHash('sha256').update(`${first}${body}${timestamp}${key}`).digest('hex');
    const time = emission.timestampIn === 'header' ? { 'x-zevent-timestamp': timestamp } : {};
    return { 'x-zevent-signature': `mac=${mac}`, ...time };
  }

  #secretHeader({ badSignature }: Emission): Record<string, string> {
    return { 'x-bot-api-secret-token': badSignature ? 'another secret' : this.#botSecret() };
  }
}
