import { deviceOperations, openDeviceOperations, type ServiceContext } from './device-service.ts';
import { digestChallenges, judgeDigest, judgeUsernameToken, offersDigest } from './login.ts';
import type { LoginVerdict } from './login-guard.ts';
import { eventOperations } from './event-service.ts';
import { mediaOperations } from './media-service.ts';
import { recordingOperations } from './recording-service.ts';
import { snapshotOf } from './snapshot.ts';
import type { SimulatedCamera } from './simulated-camera.ts';
import { readSoapRequest, soapAnswer, soapFault, type SoapRequest } from './soap-message.ts';

export interface HttpQuestion {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer | Promise<Buffer>;
}

const soapHeaders = { 'content-type': 'application/soap+xml; charset=utf-8' };

/** What a healthy camera answers: SOAP 1.2, PRE_AUTH calls open, everything else behind a login. */
export function answerRequest(context: ServiceContext, question: HttpQuestion): HttpAnswer {
  const { camera } = context;
  if (!camera.onvif) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' };
  if (question.method === 'GET' && question.path.startsWith('/snapshot/')) return answerSnapshot(context, question);
  if (question.method !== 'POST' || !question.path.startsWith('/onvif/')) {
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' };
  }
  const request = readSoapRequest(question.body);
  if (request === null) return fault(400, 'ter:WellFormed', 'The request is not well-formed');
  camera.count(request.operation);
  const open = openDeviceOperations.has(request.operation) && !camera.faults.passwordForEverything;
  if (!open) {
    const verdict = judgeLogin(context, question, request);
    if (verdict.kind !== 'accepted') return refuse(camera, question, verdict);
  }
  const body =
    deviceOperations[request.operation]?.(context) ??
    mediaOperations[request.operation]?.(context, request.parameters) ??
    (camera.faults.recording === 'none' ? undefined : recordingOperations[request.operation]?.(context)) ??
    (camera.faults.alarm === 'none' ? undefined : eventOperations[request.operation]?.(context, request.header));
  if (body === undefined) return fault(500, 'ter:ActionNotSupported', 'Optional Action Not Implemented');
  return { status: 200, headers: soapHeaders, body: soapAnswer(body) };
}

/** Pictures are behind HTTP Digest, also where SOAP asks for a WS-UsernameToken. */
function answerSnapshot({ camera, now }: ServiceContext, question: HttpQuestion): HttpAnswer {
  const { authorization, method, path } = question;
  camera.count('snapshot');
  const verdict = authorization === null ? null : judgeDigest(camera, { authorization, method, path }, now);
  if (verdict?.kind === 'accepted')
    return { status: 200, headers: { 'content-type': 'image/jpeg' }, body: snapshotOf(camera, now) };
  const challenges = digestChallenges(camera, path, ['digest_md5']);
  return { status: 401, headers: { 'content-type': 'text/plain', 'www-authenticate': challenges }, body: '' };
}

type Verdict = LoginVerdict | { readonly kind: 'asked_for_password' };

function judgeLogin({ camera, now }: ServiceContext, question: HttpQuestion, request: SoapRequest): Verdict {
  if (question.authorization !== null && offersDigest(camera)) {
    const { authorization, method, path } = question;
    return judgeDigest(camera, { authorization, method, path }, now);
  }
  if (request.security !== null && camera.loginMethods.includes('ws_username_token')) {
    return judgeUsernameToken(camera, request.security, now);
  }
  return { kind: 'asked_for_password' };
}

/** Digest cameras answer 401 with challenges, the others 400 with a fault (ONVIF Core 25.12, 5.9.1). */
function refuse(
  camera: SimulatedCamera,
  question: HttpQuestion,
  verdict: Exclude<Verdict, { kind: 'accepted' }>,
): HttpAnswer {
  const text = verdict.kind === 'asked_for_password' ? 'Sender not Authorized' : verdict.text;
  if (camera.faults.refusesWithNothing && verdict.kind !== 'asked_for_password')
    return { status: 500, headers: soapHeaders, body: '' };
  const plain = fault(400, 'ter:NotAuthorized', text);
  if (!offersDigest(camera)) return plain;
  return {
    ...plain,
    status: 401,
    headers: { ...soapHeaders, 'www-authenticate': digestChallenges(camera, question.path) },
  };
}

function fault(status: number, subcode: string, text: string): HttpAnswer {
  return { status, headers: soapHeaders, body: soapFault(subcode, text) };
}
