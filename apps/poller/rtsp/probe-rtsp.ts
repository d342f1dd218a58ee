import type { AddressPolicy } from '#libs/runtime';
import type { VisitOutcome } from '../onvif/index.ts';
import { RtspConnection, RtspFailure, type RtspProblem } from './rtsp-connection.ts';
import { headersOf } from './rtsp-reader.ts';

const NO_ANSWER: Readonly<
  Record<Exclude<RtspProblem, 'not_rtsp'>, Extract<VisitOutcome, { kind: 'no_answer' }>['reason']>
> = {
  refused: 'refused',
  unreachable: 'unreachable',
  name_not_found: 'name_not_found',
  address_not_allowed: 'address_not_allowed',
  deadline: 'deadline',
  cut_short: 'cut_short',
  tls: 'tls',
};

/**
 * The visit to a camera without ONVIF: does something speak RTSP there? One question that needs no password; whether
 * there is video is another rung's business. Never throws for anything a camera does.
 */
export async function probeRtsp(request: {
  readonly url: URL;
  readonly port: number;
  readonly deadlineMs: number;
  readonly policy: AddressPolicy;
}): Promise<VisitOutcome> {
  let connection: RtspConnection | null = null;
  try {
    connection = new RtspConnection(request);
    const answer = await connection.ask('OPTIONS', `${request.url.protocol}//${request.url.hostname}:${request.port}/`);
    return { kind: 'rtsp', server: headersOf(answer, 'server')[0]?.slice(0, 100) ?? null };
  } catch (error) {
    if (!(error instanceof RtspFailure)) throw error;
    const { problem, message: detail } = error;
    if (problem === 'not_rtsp') return { kind: 'not_onvif', reason: 'not_rtsp', httpStatus: null, detail };
    return { kind: 'no_answer', reason: NO_ANSWER[problem], detail };
  } finally {
    connection?.close();
  }
}
