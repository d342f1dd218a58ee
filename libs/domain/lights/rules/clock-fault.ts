import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, type Look, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';
import type { LightView } from '../light-view.ts';

/** Degrees beyond twilight: nobody takes one for the other. */
const SURELY = 8;
/** A programme that runs by a wrong clock is off by the same at both ends (ms). */
const OFF_BY = 50 * MINUTE;

/** It takes day for night: a wrong clock, a blind or shaded sensor. */
export const CLOCK_FAULT = {
  code: 'clock_fault',
  severity: 'minor',
  tell: true,
  version: 'clock_fault/1',
  raiseAfter: 30 * MINUTE,
  clearAfter: 26 * HOUR,
  keepsOver: 26 * HOUR,
  look(view) {
    const { isNight } = view.sample;
    if (view.frozenSince !== null) return unknown('repeats_itself');
    if (isNight === undefined || Math.abs(view.sun.height) < SURELY) return bySwitching(view);
    return isNight === view.sun.height < 0 ? good('knows_the_time') : bad('takes_day_for_night');
  },
  evidence: ({ sample, sun, before }) => ({
    saysNight: sample.isNight ?? null,
    sunHeight: rounded(sun.height, 1),
    minutesLate: lateBy(before.nights.at(-1)?.litAt, before.nights.at(-1)?.sunset),
  }),
} as const satisfies LightRule;

/** After a night: on too late and out too late, or both too early. */
function bySwitching({ sun, before, at, sample }: LightView): Look {
  if (sample.isNight !== undefined) return unknown('twilight');
  const last = before.nights.at(-1);
  if (!sun.isUp || at < sun.sunrise + OFF_BY || !last || last.litAt === null || last.emptyMinutes > 0)
    return unknown('not_told');
  const outAt = before.day?.outAt ?? null;
  const late = last.litAt - last.sunset;
  if (late > OFF_BY && outAt !== null && outAt - sun.sunrise > OFF_BY) return bad('programme_runs_late');
  return late < 30 * MINUTE && (outAt === null || outAt - sun.sunrise < 30 * MINUTE)
    ? good('switches_with_the_sun')
    : unknown('in_between');
}

const lateBy = (at: number | null | undefined, sunset: number | undefined): number | null =>
  at === null || at === undefined || sunset === undefined ? null : Math.round((at - sunset) / MINUTE);
