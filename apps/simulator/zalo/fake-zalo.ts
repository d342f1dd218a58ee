import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../loopback-server.ts';
import { answerAccount } from './account.ts';
import { FakeBot } from './bot.ts';
import { answerConsultation } from './consultation.ts';
import { type ZaloFault, ZaloFaults } from './faults.ts';
import { answerGroups } from './gmf.ts';
import { FakeOauth } from './oauth.ts';
import { answerTemplates } from './templates.ts';
import { type Emission, WebhookSender } from './webhook-sender.ts';
import { type Answer, type Ask, html, type Json, json, objectIn, readObject, refused, textIn } from './wire.ts';
import { ZALO_DEFAULTS, ZaloWorld, type ZaloSettings } from './world.ts';

const MINUTE = 60_000;
const LARGEST_BODY = 2 * 1024 * 1024;

/**
 * Zalo as we know it, on one loopback port: OAuth, groups, consultation, templates, the Bot API and the sender of
 * webhooks. Zalo has no test environment; this is where its rules are written down so that they can be broken on
 * purpose. `GET /__sent` shows what was accepted, `POST /__emit` sends an event, `POST /__fault` plans a fault,
 * `POST /__clock` moves its clock.
 */
export class FakeZalo {
  readonly world: ZaloWorld;
  readonly oauth: FakeOauth;
  readonly bot: FakeBot;
  readonly faults = new ZaloFaults();
  readonly webhooks: WebhookSender;
  readonly #server = new LoopbackServer((request, response) => this.#serve(request, response));
  #ahead = 0;
  #minute = 0;
  #callsThisMinute = 0;

  private constructor(settings: Partial<ZaloSettings>, now: () => number) {
    this.world = new ZaloWorld({ ...ZALO_DEFAULTS, ...settings }, () => now() + this.#ahead);
    this.oauth = new FakeOauth(this.world);
    this.bot = new FakeBot(this.world);
    this.webhooks = new WebhookSender(this.world, () => this.bot.webhook?.secret ?? '');
  }

  /** `now`: epoch ms; the clock of a test, or the real one. */
  static async start(settings: Partial<ZaloSettings> = {}, now: () => number = Date.now, port = 0): Promise<FakeZalo> {
    const zalo = new FakeZalo(settings, now);
    await zalo.#server.start(port);
    return zalo;
  }

  /** Serves as all four base addresses. */
  get origin(): string {
    return this.#server.origin;
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }

  emit(event: Json, emission: Emission): Promise<number[]> {
    return this.webhooks.emit(event, emission);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const ask = await readAsk(request);
    if (ask.path.startsWith('/__')) return write(response, await this.#control(ask));
    const fault = this.faults.next(ask);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset' && fault.when === 'before') return void request.socket.destroy();
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const made = faultAnswer(fault, ask);
    const { answer, lost } = made ? { answer: made, lost: false } : await this.#answer(ask, response);
    if (lost || (fault?.kind === 'reset' && fault.when === 'after')) return void request.socket.destroy();
    if (fault?.kind === 'page' && fault.retryAfter !== undefined)
      response.setHeader('retry-after', String(fault.retryAfter));
    if (fault?.kind === 'half_body') return breakOff(response, answer);
    write(response, answer);
  }

  async #answer(ask: Ask, response: ServerResponse): Promise<{ answer: Answer; lost: boolean }> {
    if (ask.path === '/v4/oa/access_token') return this.oauth.answer(ask);
    const answer = this.bot.answer(ask) ?? this.#answerOa(ask, response);
    return { answer, lost: false };
  }

  /** Everything that wants the OA's token in the header `access_token`. */
  #answerOa(ask: Ask, response: ServerResponse): Answer {
    const isLimited = this.#isOverLimit(response);
    const given = ask.headers['access_token'];
    const header = ask.headers.authorization === undefined && typeof given === 'string' ? given : undefined;
    const problem = this.oauth.problemOf(header);
    const isBusiness = /^\/(message|template)\//.test(ask.path);
    if (problem !== null) return refused(isBusiness ? -124 : problem, 'Access token is invalid or has expired');
    if (isLimited) return refused(-32, 'Application reached limit call api');
    return (
      answerGroups(this.world, ask) ??
      answerConsultation(this.world, ask) ??
      answerTemplates(this.world, ask) ??
      answerAccount(this.world, ask) ??
      html(404, '404 Not Found')
    );
  }

  #isOverLimit(response: ServerResponse): boolean {
    const minute = Math.floor(this.world.now() / MINUTE);
    if (minute !== this.#minute) [this.#minute, this.#callsThisMinute] = [minute, 0];
    this.#callsThisMinute += 1;
    const limit = this.world.settings.callsAMinute;
    response.setHeader('X-RateLimit-Limit', String(limit));
    response.setHeader('X-RateLimit-Remain', String(Math.max(0, limit - this.#callsThisMinute)));
    return this.#callsThisMinute > limit;
  }

  async #control({ method, path, body }: Ask): Promise<Answer> {
    const given = readObject(body);
    switch (`${method} ${path}`) {
      case 'GET /__sent':
        return json({ sent: this.world.sent });
      case 'POST /__emit': {
        const statuses = await this.emit(objectIn(given, 'event'), objectIn(given, 'emission') as unknown as Emission);
        return json({ statuses });
      }
      case 'POST /__fault':
        this.faults.plan(
          objectIn(given, 'fault') as unknown as ZaloFault,
          textIn(given ?? {}, 'contains'),
          Number(given?.['times'] ?? 1),
        );
        return json({ planned: true });
      case 'POST /__clock':
        this.#ahead += Number(given?.['advance'] ?? 0);
        await this.webhooks.retryDue();
        return json({ now: this.world.now() });
      default:
        return html(404, '404 Not Found');
    }
  }
}

/** An answer that the fault makes instead of Zalo. */
function faultAnswer(fault: ZaloFault | null, { path }: Ask): Answer | null {
  if (fault?.kind === 'page') return html(fault.status, fault.status === 200 ? 'Zalo' : `${fault.status} Error`);
  if (fault?.kind !== 'error') return null;
  const { error, message = 'planned' } = fault;
  if (path.startsWith('/bot')) return json({ ok: false, error_code: error, description: message });
  if (path.startsWith('/v4/')) return json({ error, error_name: message, error_reason: '', ref_doc: '' });
  return refused(error, message);
}

async function readAsk(request: IncomingMessage): Promise<Ask> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) break;
    chunks.push(chunk);
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const { method = 'GET', headers } = request;
  return { method, path: pathname, query: searchParams, headers, body: Buffer.concat(chunks) };
}

function write(response: ServerResponse, { status, type, body }: Answer): void {
  const contentType = type === 'json' ? 'application/json;charset=utf-8' : 'text/html; charset=utf-8';
  response.writeHead(status, { 'content-type': contentType }).end(body);
}

/** Half of what was promised, then silence for ever. */
function breakOff(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, Math.floor(body.length / 2)), () => response.socket?.destroy());
}
