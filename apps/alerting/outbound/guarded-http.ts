import type { FailedAttempt } from '#libs/domain';
import { type AddressPolicy, guardedAgent } from '#libs/runtime';
import { type Dispatcher, request } from 'undici';
import { httpFailure } from './http-failure.ts';
import { retryAfter } from './retry-after.ts';

/** For the whole call, from name lookup to the last byte (ms). */
export const DEADLINE = 10_000;
const CONNECT_DEADLINE = 5_000;
/** More closes the connection (bytes). */
const LONGEST_ANSWER = 16_384;

export interface OutboundRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What came back. `retryAfter`: milliseconds that we were asked to wait; null: nothing was said. */
export interface Answer {
  readonly kind: 'answer';
  readonly statusCode: number;
  readonly retryAfter: number | null;
  readonly header: (name: string) => string | undefined;
}

export interface NoAnswer {
  readonly kind: 'none';
  readonly attempt: FailedAttempt;
}

/**
 * HTTP to addresses that people or browsers brought: no redirects, connected only to what the policy allows. Never
 * throws for what the outside did. URLs may hold keys and are neither logged nor handed on.
 */
export class GuardedHttp {
  readonly #agent: Dispatcher;

  /** @param longestAnswer bytes that are read of an answer */
  constructor(
    policy: AddressPolicy,
    private readonly longestAnswer = LONGEST_ANSWER,
  ) {
    this.#agent = guardedAgent(policy, 'internet', { connect: { timeout: CONNECT_DEADLINE } });
  }

  close(): Promise<void> {
    return this.#agent.close();
  }

  /** What is answered beside the status is of no interest; an answer that never ends is cut off at the deadline. */
  async status(asked: OutboundRequest, now: number): Promise<Answer | NoAnswer> {
    const signal = AbortSignal.timeout(DEADLINE);
    try {
      const { answer, body } = await this.#ask(asked, signal, now);
      await body.dump({ limit: this.longestAnswer, signal }).catch(() => undefined);
      return answer;
    } catch (error) {
      return { kind: 'none', attempt: httpFailure(error) };
    }
  }

  /** `signal`: when the answer is to be there, where one deadline is for several calls. */
  async text(
    asked: OutboundRequest,
    now: number,
    signal = AbortSignal.timeout(DEADLINE),
  ): Promise<(Answer & { readonly text: string }) | NoAnswer> {
    try {
      const { answer, body } = await this.#ask(asked, signal, now);
      return { ...answer, text: await readUpTo(body, this.longestAnswer) };
    } catch (error) {
      return { kind: 'none', attempt: httpFailure(error) };
    }
  }

  async #ask({ url, ...options }: OutboundRequest, signal: AbortSignal, now: number) {
    const { statusCode, headers, body } = await request(url, { ...options, signal, dispatcher: this.#agent });
    const header = (name: string): string | undefined => [headers[name]].flat()[0];
    const answer: Answer = { kind: 'answer', statusCode, retryAfter: retryAfter(header('retry-after'), now), header };
    return { answer, body };
  }
}

async function readUpTo(body: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
