import { judgeClock } from '../clock-drift.ts';
import { failed, type Judgement, ok } from './judgement.ts';

/** @param driftSeconds device minus us */
export function judgeDrift(driftSeconds: number): Judgement {
  const evidence = { driftSeconds: Math.round(driftSeconds) };
  const judgement = judgeClock(driftSeconds);
  if (judgement.present !== true) return ok('clock_right', evidence);
  if (judgement.reason === 'time_zone_wrong')
    return failed('time_zone_wrong', { ...evidence, zoneMinutes: judgement.zoneMinutes });
  return failed('clock_wrong', evidence);
}
