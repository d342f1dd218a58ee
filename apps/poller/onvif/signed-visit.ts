import { randomBytes } from 'node:crypto';
import type { AddressPolicy } from '#libs/runtime';
import { CameraConnection } from './camera-connection.ts';
import { chooseChallenge, digestAuthorization } from './http-digest.ts';
import { faultText, isFault } from './login-verdict.ts';
import type { LoginMethod } from './probe-outcome.ts';
import { type CameraCredential, type DeepQuestion, deepRequest, usernameTokenHeader } from './soap-request.ts';
import { elementsOf, hasElement, textOf } from './tag-scan.ts';

export interface SignedLogin {
  readonly credential: CameraCredential;
  readonly method: LoginMethod;
  /** The clock by which the camera let us in, minus ours, ms. */
  readonly offset: number;
}

export interface VisitRequest {
  /** The registered device service. */
  readonly url: URL;
  /** With which the camera has just let us in; null: it asks for none. */
  readonly login: SignedLogin | null;
  /** For all of it together, ms. */
  readonly deadlineMs: number;
  readonly clock: { now(): number };
  readonly policy: AddressPolicy;
}

export type Answer =
  | { readonly kind: 'answer'; readonly body: string }
  /** It understood and said no, to this question or to this account. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'none'; readonly detail: string };

export const SERVICES = {
  media: 'http://www.onvif.org/ver10/media/wsdl',
  media2: 'http://www.onvif.org/ver20/media/wsdl',
  events: 'http://www.onvif.org/ver10/events/wsdl',
  recording: 'http://www.onvif.org/ver10/recording/wsdl',
  search: 'http://www.onvif.org/ver10/search/wsdl',
} as const;
export type Service = keyof typeof SERVICES;

/** Older cameras answer GetCapabilities only (Core 25.12, 8.1.2). */
const CAPABILITY: Partial<Readonly<Record<Service, string>>> = {
  media: 'Media',
  events: 'Events',
  recording: 'Recording',
  search: 'Search',
};

/**
 * Several questions to one camera with one login, over one connection with one deadline. After the first clear refusal
 * of the login nothing more is signed: a wrong password costs one attempt, not one for each question.
 */
export class SignedVisit {
  readonly #connection: CameraConnection;
  readonly #url: URL;
  #services: ReadonlyMap<string, string> | null = null;
  #rejected: string | null = null;

  constructor(
    private readonly request: VisitRequest,
    largestAnswerBytes = 512 * 1024,
  ) {
    const { url, deadlineMs, policy } = request;
    this.#url = url;
    this.#connection = new CameraConnection({ url, deadlineMs, policy, largestAnswerBytes });
  }

  /** The camera refused the login itself; what it said. Null: it did not. */
  get rejected(): string | null {
    return this.#rejected;
  }

  get device(): string {
    return this.#url.pathname + this.#url.search;
  }

  close(): void {
    this.#connection.close();
  }

  /** Path of a service at the registered host, whatever host it announces; null: it has no such service. */
  async pathOf(service: Service): Promise<string | null> {
    this.#services ??= await this.#askServices();
    return this.#services.get(SERVICES[service]) ?? null;
  }

  async #askServices(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const told = await this.ask(this.device, { operation: 'GetServices' });
    for (const { inner } of told.kind === 'answer' ? elementsOf(told.body, 'Service', 64) : []) {
      const [namespace, path] = [textOf(inner, 'Namespace'), this.here(textOf(inner, 'XAddr'))];
      if (namespace !== null && path !== null) found.set(namespace, path);
    }
    if (found.size > 0 || this.#rejected !== null) return found;
    const old = await this.ask(this.device, { operation: 'GetCapabilities' });
    if (old.kind !== 'answer') return found;
    for (const [service, name] of Object.entries(CAPABILITY)) {
      const path = this.here(textOf(elementsOf(old.body, name, 1)[0]?.inner ?? '', 'XAddr'));
      if (path !== null) found.set(SERVICES[service as Service], path);
    }
    return found;
  }

  /** Where an announced address lies at the registered host: cameras behind a router announce their inner address. */
  here(address: string | null): string | null {
    if (address === null || address === '' || !URL.canParse(address, this.#url.origin)) return null;
    const { pathname, search } = new URL(address, this.#url.origin);
    return pathname + search;
  }

  async ask(path: string, question: DeepQuestion): Promise<Answer> {
    if (this.#rejected !== null) return { kind: 'refused', detail: this.#rejected };
    const { login, clock } = this.request;
    const token =
      login?.method === 'ws_username_token'
        ? usernameTokenHeader(login.credential, clock.now() + login.offset, randomBytes(16))
        : '';
    const body = deepRequest(question, token);
    const open = await this.#connection.post(path, body);
    if (open.kind !== 'answer') return { kind: 'none', detail: `${open.reason}: ${open.detail}` };
    const offered = chooseChallenge(open.answer.challenges);
    if (open.answer.status !== 401 || login?.method !== 'digest' || offered.kind !== 'digest')
      return this.#read(open.answer, token !== '');
    const authorization = digestAuthorization(offered.challenge, login.credential, { path, body, nonceCount: 1 });
    const signed = await this.#connection.post(path, body, authorization);
    if (signed.kind !== 'answer') return { kind: 'none', detail: `${signed.reason}: ${signed.detail}` };
    return this.#read(signed.answer, true);
  }

  #read({ status, body }: { readonly status: number; readonly body: string }, signed: boolean): Answer {
    const fault = faultText(body);
    if (fault === null && status === 200 && hasElement(body, 'Envelope')) return { kind: 'answer', body };
    const detail = fault ?? `HTTP ${status}`;
    // "Not authorized" may mean the account or the question; taken for the account, it costs no second attempt.
    if (signed && (status === 401 || /NotAuthorized|FailedAuthentication|sender not|locked|attempt/i.test(fault ?? '')))
      this.#rejected = detail;
    return isFault(body) || status === 401 || status === 403 ? { kind: 'refused', detail } : { kind: 'none', detail };
  }

  /** Bytes of the registered host; signed by Digest when it asks for a login. */
  async get(
    path: string,
  ): Promise<
    | { readonly kind: 'bytes'; readonly status: number; readonly body: Buffer }
    | { readonly kind: 'plain_password' | 'login_needed' }
    | { readonly kind: 'none'; readonly reason: string }
  > {
    const open = await this.#connection.get(path);
    if (open.kind !== 'bytes') return { kind: 'none', reason: open.reason };
    if (open.answer.status !== 401) return { kind: 'bytes', ...open.answer };
    const offered = chooseChallenge(open.answer.challenges);
    if (offered.kind !== 'digest') return { kind: 'plain_password' };
    const { login } = this.request;
    if (login === null || this.#rejected !== null) return { kind: 'login_needed' };
    const question = { method: 'GET', path, body: '', nonceCount: 1 };
    const signed = await this.#connection.get(path, digestAuthorization(offered.challenge, login.credential, question));
    if (signed.kind !== 'bytes') return { kind: 'none', reason: signed.reason };
    if (signed.answer.status === 401) this.#rejected = 'HTTP 401';
    return { kind: 'bytes', ...signed.answer };
  }
}
