import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../loopback-server.ts';

const SEND = '/MainService.svc/json/SendMultipleMessage_V4_post_json/';
const PRICE = 850;

export const ESMS_DEFAULTS = { apiKey: 'KHOA-API-ESMS', secretKey: 'KHOA-BI-MAT-ESMS', brandname: 'CANHTHON' } as const;

/** What goes wrong with the next call. `reset`: it takes effect and the answer is lost. */
export type EsmsFault =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'page'; readonly status: number }
  | { readonly kind: 'reset' };

export interface TakenSms {
  readonly id: string;
  readonly phone: string;
  readonly content: string;
  readonly requestId: string;
  readonly callbackUrl: string;
}

/** eSMS as its public pages describe it, on one loopback port: keys, brandname, number, template, balance, RequestId. */
export class FakeEsms {
  /** What the carriers let through: a text that matches none of these is refused. */
  templates: RegExp[] = [/./s];
  balance = 1_000_000;
  readonly taken: TakenSms[] = [];
  readonly #seen = new Set<string>();
  readonly #faults: EsmsFault[] = [];
  readonly #server = new LoopbackServer((request, response) => this.#serve(request, response));

  private constructor() {
    // Started by `start`.
  }

  get origin(): string {
    return this.#server.origin;
  }

  static async start(): Promise<FakeEsms> {
    const esms = new FakeEsms();
    await esms.#server.start();
    return esms;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  plan(...faults: EsmsFault[]): void {
    this.#faults.push(...faults);
  }

  /** The carrier has answered; gives the status of the callback. RequestId stays empty, as in eSMS's own sample. */
  async report(sms: TakenSms, delivered: boolean): Promise<number> {
    const url = new URL(sms.callbackUrl);
    const fields = {
      ...{ SMSID: sms.id, SendStatus: '5', SendSuccess: delivered ? '1' : '0', SendFailed: delivered ? '0' : '1' },
      ...{ TotalPrice: `${PRICE}.0000`, TotalReceiver: '1', TotalSent: '1', RequestId: '', TypeId: '2', telcoid: '1' },
      phonenumber: sms.phone,
    };
    for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
    return (await fetch(url)).status;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const fault = this.#faults.shift();
    if (fault?.kind === 'page')
      return void response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>nginx</html>');
    const answer = fault?.kind === 'code' ? refused(fault.code) : this.#answer(request, Buffer.concat(chunks));
    if (fault?.kind === 'reset') return void request.socket.destroy();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  #answer({ method, url }: IncomingMessage, body: Buffer): object {
    if (method !== 'POST' || url !== SEND) return { error: 'Invalid request' };
    const given = JSON.parse(body.toString('utf8')) as Record<string, string>;
    const text = (name: string) => given[name] ?? '';
    const code = this.#codeFor(text);
    if (code !== 100) return refused(code);
    this.#seen.add(text('RequestId'));
    const id = `sms-${this.taken.length + 1}`;
    if (text('Sandbox') !== '1') {
      this.balance -= PRICE;
      const sms = { id, phone: text('Phone'), content: text('Content'), requestId: text('RequestId') };
      this.taken.push({ ...sms, callbackUrl: text('CallbackUrl') });
    }
    return { CodeResult: '100', CountRegenerate: 0, SMSID: id };
  }

  #codeFor(text: (name: string) => string): number {
    if (text('ApiKey') !== ESMS_DEFAULTS.apiKey || text('SecretKey') !== ESMS_DEFAULTS.secretKey) return 101;
    if (text('Brandname') !== ESMS_DEFAULTS.brandname) return 104;
    if (text('SmsType') !== '2') return 300;
    if (!/^0\d{9}$/.test(text('Phone'))) return 108;
    if (this.#seen.has(text('RequestId'))) return 124;
    const isPlain = /^[\n\x20-\x7E]*$/.test(text('Content'));
    if (!this.templates.some((one) => one.test(text('Content'))) || (text('IsUnicode') !== '1' && !isPlain)) return 146;
    return this.balance < PRICE ? 103 : 100;
  }
}

const refused = (code: number): object => ({ CodeResult: String(code), CountRegenerate: 0, ErrorMessage: 'refused' });
