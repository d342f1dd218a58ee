import { createPublicKey, randomBytes, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../loopback-server.ts';

const LARGEST_RECORD = 4_096;
/** RFC 8188: salt, record size, length of the key id, and a P-256 point as key id. */
const HEADER = 16 + 4 + 1 + 65;
const DAY_SECONDS = 86_400;
const URGENCIES = ['very-low', 'low', 'normal', 'high'];
const TOPIC = /^[A-Za-z0-9_-]{1,32}$/;

/** One message as it was handed over: nobody here can read it. */
export interface PushedMessage {
  readonly path: string;
  readonly ttl: number;
  readonly urgency: string;
  readonly topic: string | null;
  /** An `aes128gcm` record. */
  readonly record: Buffer;
}

interface PlannedAnswer {
  readonly status: number;
  readonly retryAfter?: number;
}

/**
 * The push service of a browser's maker, on one loopback port: RFC 8030 and 8292 as far as senders meet them. It refuses
 * what a real one refuses (signature, audience, age, key, headers, size) and cannot read what it is given.
 */
export class FakePushService {
  readonly messages: PushedMessage[] = [];
  /** Why a message was refused, in words for the reader of a failing test. */
  readonly refusals: string[] = [];
  readonly #server = new LoopbackServer((request, response) => this.#serve(request, response));
  readonly #subscriptions = new Map<string, string>();
  readonly #planned: PlannedAnswer[] = [];

  private constructor() {
    // Started by `start`.
  }

  get origin(): string {
    return this.#server.origin;
  }

  static async start(): Promise<FakePushService> {
    const service = new FakePushService();
    await service.#server.start();
    return service;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  /** An endpoint of a browser that subscribed with this public key (base64url). */
  endpoint(applicationServerKey: string): string {
    const path = `/push/${randomBytes(24).toString('base64url')}`;
    this.#subscriptions.set(path, applicationServerKey);
    return `${this.origin}${path}`;
  }

  /** The person withdrew the permission, or the browser is gone. */
  forget(endpoint: string): void {
    this.#subscriptions.delete(new URL(endpoint).pathname);
  }

  /** The next message is answered so, whatever it is. */
  plan(answer: PlannedAnswer): void {
    this.#planned.push(answer);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const planned = this.#planned.shift();
    if (planned) {
      if (planned.retryAfter !== undefined) response.setHeader('retry-after', String(planned.retryAfter));
      return void response.writeHead(planned.status).end();
    }
    const path = request.url ?? '/';
    const [status, why] = this.#judge(path, request, Buffer.concat(chunks));
    if (why !== '') this.refusals.push(why);
    if (status === 201) response.setHeader('location', `${this.origin}/message/${this.messages.length}`);
    response.writeHead(status).end(why);
  }

  #judge(path: string, { method, headers }: IncomingMessage, record: Buffer): [number, string] {
    if (method !== 'POST') return [405, 'only POST'];
    const key = this.#subscriptions.get(path);
    if (key === undefined) return [410, 'no such subscription'];
    const [status, why] = this.#judgeSender(headers.authorization, key);
    if (status !== 201) return [status, why];
    const [ttl, urgency, topic] = ['ttl', 'urgency', 'topic'].map((name) => [headers[name]].flat()[0]);
    if (ttl === undefined || !/^\d+$/.test(ttl)) return [400, 'a TTL is missing'];
    if (urgency !== undefined && !URGENCIES.includes(urgency)) return [400, 'unknown urgency'];
    if (topic !== undefined && !TOPIC.test(topic)) return [400, 'no topic'];
    if (headers['content-encoding'] !== 'aes128gcm') return [415, 'not aes128gcm'];
    if (record.length > LARGEST_RECORD) return [413, 'too long'];
    if (record.length <= HEADER + 16 || record[20] !== 65 || record[21] !== 4) return [400, 'no aes128gcm record'];
    this.messages.push({ path, ttl: Number(ttl), urgency: urgency ?? 'normal', topic: topic ?? null, record });
    return [201, ''];
  }

  #judgeSender(authorization: string | undefined, subscribedWith: string): [number, string] {
    const found = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(authorization ?? '');
    if (!found) return [401, 'no vapid signature'];
    const [, head = '', claims = '', signature = '', key = ''] = found;
    if (key !== subscribedWith) return [403, 'subscribed with another key'];
    if (!isSigned(`${head}.${claims}`, signature, key)) return [401, 'the signature is wrong'];
    const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    const seconds = Date.now() / 1000;
    if (aud !== this.origin) return [401, 'signed for another service'];
    if (typeof exp !== 'number' || exp <= seconds || exp > seconds + DAY_SECONDS) return [401, 'no usable end'];
    if (typeof sub !== 'string' || !/^(mailto:|https:)/.test(sub)) return [401, 'nobody to ask'];
    return [201, ''];
  }
}

function isSigned(text: string, signature: string, key: string): boolean {
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    ...{ kty: 'EC', crv: 'P-256' },
    ...{ x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
  };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const options = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  return verify('sha256', Buffer.from(text), options, Buffer.from(signature, 'base64url'));
}
