import type { AddressPolicy } from '#libs/runtime';
import { readCameraTime, type CameraTime } from './camera-clock.ts';
import { CameraConnection, type HttpAnswer, type PostResult } from './camera-connection.ts';
import { logIn, readInformation, type LoginResult } from './log-in.ts';
import { isFault } from './login-verdict.ts';
import type { LoginMethod, NotOnvif, ProbeOutcome } from './probe-outcome.ts';
import { soapRequest, type CameraCredential } from './soap-request.ts';
import { hasElement } from './tag-scan.ts';

export interface ProbeRequest {
  /** The registered device service, e.g. `http://192.168.1.20/onvif/device_service`. */
  readonly url: URL;
  /** `withheld`: there is one, but it was rejected lately and may not be used now. */
  readonly credential: CameraCredential | 'none' | 'withheld';
  /** A second login in this visit, dated by another clock, cannot lock the account; true unless told. */
  readonly mayTryAgain?: boolean;
  /** How this camera let us in last time; saves a question. */
  readonly knownMethod: LoginMethod | null;
  readonly deadlineMs: number;
  readonly clock: { now(): number };
  readonly policy: AddressPolicy;
}

/**
 * One visit to a camera: the open question for the time, then one login. Never throws for anything a camera or the
 * network does; always ends by the deadline with its sockets closed. Talks to the registered host and port only.
 */
export async function probeCamera(request: ProbeRequest): Promise<ProbeOutcome> {
  const { url, deadlineMs, policy } = request;
  const connection = new CameraConnection({ url, deadlineMs, policy });
  try {
    return await visit(connection, request);
  } finally {
    connection.close();
  }
}

async function visit(connection: CameraConnection, request: ProbeRequest): Promise<ProbeOutcome> {
  const { clock, credential } = request;
  const path = request.url.pathname + request.url.search;
  const sentAt = clock.now();
  const first = await connection.post(path, soapRequest('GetSystemDateAndTime'));
  const sign = recogniseCamera(first);
  if (sign.kind !== 'onvif' && sign.kind !== 'closed_door') return sign;
  const time: CameraTime =
    sign.kind === 'onvif'
      ? readCameraTime(sign.answer.body, sentAt, clock.now())
      : { reading: { kind: 'unknown', reason: 'asks_password' }, offset: null };
  const spokeSoap = hasElement(sign.answer.body, 'Envelope');
  if (typeof credential === 'string') {
    if (!spokeSoap) return asksPassword(sign.answer);
    const reason = credential === 'none' ? 'no_credential' : 'withheld';
    return { kind: 'onvif', clock: time.reading, authentication: { state: 'not_tried', reason }, information: null };
  }
  const login = await logIn({
    connection,
    path,
    credential,
    clock,
    offset: time.offset,
    knownMethod: request.knownMethod,
    mayTryAgain: request.mayTryAgain ?? true,
  });
  if (!spokeSoap && !login.spokeSoap) return asksPassword(sign.answer);
  const reading =
    sign.kind === 'closed_door' ? await readTimeBehindLogin(connection, path, login, clock) : time.reading;
  const information = login.answer === null ? null : readInformation(login.answer.body);
  return { kind: 'onvif', clock: reading, authentication: login.authentication, information };
}

type Sign =
  | { readonly kind: 'onvif'; readonly answer: HttpAnswer }
  /** 401 to an open question: perhaps a camera that hides everything, perhaps a router's web page. */
  | { readonly kind: 'closed_door'; readonly answer: HttpAnswer }
  | Exclude<PostResult, { kind: 'answer' }>;

function recogniseCamera(result: PostResult): Sign {
  if (result.kind !== 'answer') return result;
  const { answer } = result;
  const refuse = (reason: NotOnvif['reason'], detail: string): NotOnvif => ({
    kind: 'not_onvif',
    reason,
    httpStatus: answer.status,
    detail,
  });
  if (answer.encoded) return refuse('encoded', 'the answer is compressed although we did not ask for it');
  if (hasElement(answer.body, 'Envelope')) {
    const known = hasElement(answer.body, 'GetSystemDateAndTimeResponse');
    if (known) return { kind: 'onvif', answer };
    if (answer.status === 401) return { kind: 'closed_door', answer };
    return isFault(answer.body)
      ? { kind: 'onvif', answer }
      : refuse('no_soap', 'SOAP, but not the answer to our question');
  }
  if (answer.status === 401) return { kind: 'closed_door', answer };
  if (answer.status >= 300 && answer.status < 400) return refuse('redirect', 'sends callers to another address');
  if (answer.body.trim() === '') return refuse('empty', 'the answer is empty');
  if (/html/i.test(answer.contentType) || /^\s*<(?:!doctype\s)?html/i.test(answer.body))
    return refuse('web_page', 'a web page, not a camera service');
  return refuse('no_soap', 'the answer is not SOAP');
}

function asksPassword(answer: HttpAnswer): NotOnvif {
  return {
    kind: 'not_onvif',
    reason: 'asks_password',
    httpStatus: answer.status,
    detail: 'asks for a password before anything else',
  };
}

async function readTimeBehindLogin(
  connection: CameraConnection,
  path: string,
  login: LoginResult,
  clock: { now(): number },
): Promise<CameraTime['reading']> {
  const unknown = { kind: 'unknown', reason: 'asks_password' } as const;
  if (login.authentication.state !== 'accepted' || login.sign === null) return unknown;
  const { header, authorization } = login.sign('GetSystemDateAndTime');
  const sentAt = clock.now();
  const result = await connection.post(path, soapRequest('GetSystemDateAndTime', header), authorization);
  if (result.kind !== 'answer' || !hasElement(result.answer.body, 'GetSystemDateAndTimeResponse')) return unknown;
  return readCameraTime(result.answer.body, sentAt, clock.now()).reading;
}
