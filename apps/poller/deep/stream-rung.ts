import { judgeStream, SECURE_STREAM_PORT, STREAM_PORT, STREAM_RULE, type StreamOutcome } from '#libs/domain';
import { streamAddress } from '../onvif/media-profiles.ts';
import { SignedVisit } from '../onvif/signed-visit.ts';
import { checkStream, type StreamVisit } from '../rtsp/index.ts';
import { isRtsp } from '../polling/watched-camera.ts';
import { found, refusal, type RungRequest, type RungResult } from './rung-check.ts';

/** Of the whole deadline, for asking where the stream is. */
const SHARE_FOR_ADDRESS = 0.5;

/** Does video come? Where it lies is asked by ONVIF; which host and port is registered, never announced. */
export async function checkStreamRung(request: RungRequest): Promise<RungResult> {
  const { camera, url, badBefore } = request;
  if (isRtsp(camera.row)) return conclude(request, await visit(request, url, camera.row.port));
  const place = await whereIsTheStream(request);
  if ('outcome' in place) return found(judgeStream(place.outcome, badBefore), STREAM_RULE, refusal(place.refused));
  return conclude(request, await visit(request, place.url, place.port));
}

type Place =
  { readonly url: URL; readonly port: number } | { readonly outcome: StreamOutcome; readonly refused: boolean };

async function whereIsTheStream({ camera, url, login, deadlineMs, policy, clock }: RungRequest): Promise<Place> {
  const visit = new SignedVisit({ url, login, deadlineMs: deadlineMs * SHARE_FOR_ADDRESS, policy, clock });
  try {
    const address = await streamAddress(visit);
    const refused = visit.rejected !== null;
    if (refused) return { outcome: { kind: 'login', state: 'needed', detail: visit.rejected ?? '' }, refused };
    if (address === null) return { outcome: { kind: 'not_asked', reason: 'not_offered', port: null }, refused };
    const { streamPort, port: registeredPort } = camera.row;
    const usual = address.secure ? SECURE_STREAM_PORT : STREAM_PORT;
    const announced = address.port ?? usual;
    const port = streamPort ?? (announced === usual || announced === registeredPort ? announced : null);
    if (port === null)
      return { outcome: { kind: 'not_asked', reason: 'port_not_registered', port: announced }, refused };
    return { url: new URL(`${address.secure ? 'rtsps' : 'rtsp'}://${url.hostname}:${port}${address.path}`), port };
  } finally {
    visit.close();
  }
}

function visit(request: RungRequest, url: URL, port: number): Promise<StreamVisit> {
  const { camera, credential, deadlineMs, policy, clock } = request;
  const { basicAllowed } = camera.row;
  const rest = deadlineMs * (1 - SHARE_FOR_ADDRESS);
  return checkStream({ url, port, credential, basicAllowed, deadlineMs: rest, policy, clock });
}

const conclude = ({ badBefore }: RungRequest, { outcome, authentication }: StreamVisit): RungResult =>
  found(judgeStream(outcome, badBefore), STREAM_RULE, { authentication });
