import {
  HYGIENE_RULE,
  judgeEvents,
  judgeHygiene,
  judgeRecording,
  RECORDING_RULE,
  TAMPER_RULE,
  unknownRung,
} from '#libs/domain';
import { certificateEnd } from '../onvif/certificate-end.ts';
import { pullEvents } from '../onvif/pull-events.ts';
import { readRecordings } from '../onvif/read-recordings.ts';
import { SignedVisit } from '../onvif/signed-visit.ts';
import { readInformation } from '../onvif/log-in.ts';
import { elementsOf, textOf } from '../onvif/tag-scan.ts';
import { isRtsp } from '../polling/watched-camera.ts';
import { found, refusal, type RungRequest, type RungResult } from './rung-check.ts';

/** Rungs of which the camera itself tells, by ONVIF. */

export const checkRecordingRung = (request: RungRequest): Promise<RungResult> =>
  visiting(request, async (visit) => {
    const outcome = await readRecordings(visit, request.login?.offset ?? 0);
    return found(judgeRecording(outcome, request.now), RECORDING_RULE);
  });

export const checkTamperRung = (request: RungRequest): Promise<RungResult> =>
  visiting(request, async (visit) => found(judgeEvents(await pullEvents(visit), request.badBefore), TAMPER_RULE));

export async function checkHygieneRung(request: RungRequest): Promise<RungResult> {
  const { camera, url, deadlineMs, policy, now } = request;
  const { factoryPassword } = camera.row;
  const certificateEndsAt =
    url.protocol === 'https:' ? ((await certificateEnd(url, deadlineMs / 3, policy)) ?? ('not_shown' as const)) : null;
  const facts = { factoryPassword, certificateEndsAt };
  if (isRtsp(camera.row))
    return found(judgeHygiene({ ...facts, firmware: null, plainOnly: url.protocol === 'rtsp:' }, now), HYGIENE_RULE);
  return visiting(request, async (visit) => {
    const told = await visit.ask(visit.device, { operation: 'GetDeviceInformation' });
    if (told.kind === 'none') return found(unknownRung('no_answer_this_time', 'unanswered'), HYGIENE_RULE);
    const firmware = told.kind === 'answer' ? (readInformation(told.body)?.firmware ?? null) : null;
    const protocols = await visit.ask(visit.device, { operation: 'GetNetworkProtocols' });
    const plainOnly = protocols.kind === 'answer' ? hasNoHttps(protocols.body) : null;
    return found(judgeHygiene({ ...facts, firmware, plainOnly }, now), HYGIENE_RULE);
  });
}

function hasNoHttps(body: string): boolean | null {
  const protocols = elementsOf(body, 'NetworkProtocols', 16);
  if (protocols.length === 0) return null;
  return !protocols.some(({ inner }) => textOf(inner, 'Name') === 'HTTPS' && textOf(inner, 'Enabled') === 'true');
}

async function visiting(
  { url, login, deadlineMs, policy, clock }: RungRequest,
  look: (visit: SignedVisit) => Promise<RungResult>,
): Promise<RungResult> {
  const visit = new SignedVisit({ url, login, deadlineMs, policy, clock });
  try {
    const result = await look(visit);
    return visit.rejected === null ? result : { ...result, ...refusal(true) };
  } finally {
    visit.close();
  }
}
