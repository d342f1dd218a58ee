import { randomBytes } from 'node:crypto';
import type { CameraConnection, HttpAnswer } from './camera-connection.ts';
import { chooseChallenge, digestAuthorization, type DigestChallenge } from './http-digest.ts';
import { judgeLogin, saysTimeCheck, type LoginVerdict } from './login-verdict.ts';
import type { Authentication, DeviceInformation, LoginMethod } from './probe-outcome.ts';
import { soapRequest, usernameTokenHeader, type CameraCredential, type DeviceOperation } from './soap-request.ts';
import { hasElement, innerOf, textOf } from './tag-scan.ts';

export interface LoginContext {
  readonly connection: CameraConnection;
  readonly path: string;
  readonly credential: CameraCredential;
  readonly clock: { now(): number };
  /** Camera's clock minus ours, ms; null: the camera did not tell. */
  readonly offset: number | null;
  readonly knownMethod: LoginMethod | null;
  /** A second login in this visit cannot lock the account. */
  readonly mayTryAgain: boolean;
}

export interface LoginResult {
  readonly authentication: Authentication;
  /** The device information when the camera gave it. */
  readonly answer: HttpAnswer | null;
  readonly spokeSoap: boolean;
  /** How to sign one more question in the same visit; only after an accepted login. */
  readonly sign: ((operation: DeviceOperation) => Signature) | null;
}

interface Signature {
  readonly header: string;
  readonly authorization: string | null;
}

const RESPONSE = 'GetDeviceInformationResponse';
/** From this many attempts left on, a second try in the same visit could lock the account. */
const FEWEST_ATTEMPTS_FOR_RETRY = 4;
/** Cameras accept `Created` within seconds of their clock; a smaller difference cannot be the cause of a rejection. */
const SMALLEST_CLOCK_DOUBT_MS = 5_000;

/**
 * Logs in once. Which method the camera wants is learned by asking without a password first (that never counts as an
 * attempt): a camera that offers Digest gets Digest, every other one a WS-UsernameToken. So a wrong password costs
 * one attempt, not one per method.
 */
export async function logIn(context: LoginContext): Promise<LoginResult> {
  if (context.knownMethod === 'ws_username_token') return logInByToken(context);
  const asked = await context.connection.post(context.path, soapRequest('GetDeviceInformation'));
  if (asked.kind !== 'answer') return ended(`no answer: ${asked.reason}`, 0);
  const { answer } = asked;
  const spokeSoap = hasElement(answer.body, 'Envelope');
  if (hasElement(answer.body, RESPONSE))
    return { authentication: { state: 'not_required' }, answer, spokeSoap, sign: null };
  const offered = chooseChallenge(answer.challenges);
  if (offered.kind === 'digest') return logInByDigest(context, offered.challenge, 1);
  if (offered.kind === 'unusable' && !spokeSoap) {
    return { authentication: { state: 'not_tried', reason: offered.reason }, answer: null, spokeSoap, sign: null };
  }
  return logInByToken(context);
}

async function logInByDigest(context: LoginContext, challenge: DigestChallenge, visit: 1 | 2): Promise<LoginResult> {
  const { path, credential } = context;
  let nonceCount = 0;
  const sign = (operation: DeviceOperation): Signature => {
    nonceCount += 1;
    return {
      header: '',
      authorization: digestAuthorization(challenge, credential, { path, body: soapRequest(operation), nonceCount }),
    };
  };
  const result = await context.connection.post(
    path,
    soapRequest('GetDeviceInformation'),
    sign('GetDeviceInformation').authorization,
  );
  if (result.kind !== 'answer') return ended(`no answer: ${result.reason}`, 1);
  const next = chooseChallenge(result.answer.challenges);
  // "stale" means: right answer, old nonce (RFC 7616, 3.3). It is not a wrong login.
  if (visit === 1 && next.kind === 'digest' && next.challenge.stale) return logInByDigest(context, next.challenge, 2);
  return conclude(judgeLogin(result.answer, RESPONSE), { method: 'digest', clockOffset: 0 }, result.answer, sign);
}

async function logInByToken(context: LoginContext): Promise<LoginResult> {
  const { offset } = context;
  const first = await tryToken(context, offset ?? 0);
  if (first.verdict === null || first.verdict.kind !== 'rejected' || first.answer === null) return first.result;
  const { attemptsLeft, detail } = first.verdict;
  if (attemptsLeft !== null && attemptsLeft < FEWEST_ATTEMPTS_FOR_RETRY) return first.result;
  const other = otherClockOffset(context, first.answer, detail);
  // A drifted clock looks like a wrong password: one more try before saying so.
  if (other === null || !context.mayTryAgain) return first.result;
  return counted((await tryToken(context, other)).result, 2);
}

/** The same outcome, which took so many logins. */
function counted(result: LoginResult, attempts: number): LoginResult {
  const { authentication } = result;
  return 'attempts' in authentication ? { ...result, authentication: { ...authentication, attempts } } : result;
}

/**
 * Another guess at the clock the camera checks `Created` against: ours when the camera told a different one, the
 * HTTP `Date` when it told none. Null when the clock cannot be what went wrong.
 */
function otherClockOffset({ offset, clock }: LoginContext, answer: HttpAnswer, detail: string): number | null {
  if (offset !== null) return Math.abs(offset) > SMALLEST_CLOCK_DOUBT_MS || saysTimeCheck(detail) ? 0 : null;
  const byHttp = Date.parse(answer.date ?? '') - clock.now();
  return Math.abs(byHttp) > SMALLEST_CLOCK_DOUBT_MS ? byHttp : null;
}

interface TokenTry {
  readonly result: LoginResult;
  readonly verdict: LoginVerdict | null;
  readonly answer: HttpAnswer | null;
}

async function tryToken({ connection, path, credential, clock }: LoginContext, offset: number): Promise<TokenTry> {
  const sign = (): Signature => ({
    header: usernameTokenHeader(credential, clock.now() + offset, randomBytes(16)),
    authorization: null,
  });
  const result = await connection.post(path, soapRequest('GetDeviceInformation', sign().header));
  if (result.kind !== 'answer') return { result: ended(`no answer: ${result.reason}`, 1), verdict: null, answer: null };
  const { answer } = result;
  const wantsDigest = answer.status === 401 && chooseChallenge(answer.challenges).kind === 'digest';
  if (wantsDigest && !hasElement(answer.body, 'Fault')) {
    return {
      result: ended('the camera asks for Digest now', 1, hasElement(answer.body, 'Envelope')),
      verdict: null,
      answer,
    };
  }
  const verdict = judgeLogin(answer, RESPONSE);
  const by = { method: 'ws_username_token', clockOffset: offset } as const;
  return { result: conclude(verdict, by, answer, sign), verdict, answer };
}

function conclude(
  verdict: LoginVerdict,
  { method, clockOffset }: { readonly method: LoginMethod; readonly clockOffset: number },
  answer: HttpAnswer,
  sign: (operation: DeviceOperation) => Signature,
): LoginResult {
  const spokeSoap = hasElement(answer.body, 'Envelope');
  switch (verdict.kind) {
    case 'accepted':
      return { authentication: { state: 'accepted', method, clockOffset }, answer, spokeSoap, sign };
    case 'rejected': {
      const { attemptsLeft, detail } = verdict;
      return {
        authentication: { state: 'rejected', attempts: 1, method, attemptsLeft, detail },
        answer: null,
        spokeSoap,
        sign: null,
      };
    }
    case 'locked_out':
      return {
        authentication: { state: 'locked_out', attempts: 1, detail: verdict.detail },
        answer: null,
        spokeSoap,
        sign: null,
      };
    case 'unclear':
      return ended(verdict.detail, 1, spokeSoap);
  }
}

function ended(detail: string, attempts: number, spokeSoap = false): LoginResult {
  return { authentication: { state: 'unknown', attempts, detail }, answer: null, spokeSoap, sign: null };
}

export function readInformation(xml: string): DeviceInformation | null {
  const inner = innerOf(xml, RESPONSE);
  if (inner === null) return null;
  const text = (name: string): string | null =>
    textOf(inner, name)?.normalize('NFC').replaceAll('\u0000', '').slice(0, 200) || null;
  return {
    manufacturer: text('Manufacturer'),
    model: text('Model'),
    firmware: text('FirmwareVersion'),
    serial: text('SerialNumber'),
    hardwareId: text('HardwareId'),
  };
}
