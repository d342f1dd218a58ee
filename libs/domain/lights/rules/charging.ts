import { isTied, type LightView } from '../light-view.ts';

/** Degrees: below it even a good panel gives little. */
const SUN_FROM = 25;
/** W for each watt of panel that neighbours give when the sun truly shines, and when it is seen through clouds. */
const SHINES_FROM = 0.2;
const GLOWS_FROM = 0.06;
/** Looks at a hungry battery under the sun, and the share of them in which its panel was tied to it. */
const TIED_KNOWN_AFTER = 30;
const ALWAYS = 0.8;
/** W that a healthy panel would give now, at least, for its absence to be measured. */
const MEASURABLE = 3;
/** A panel that gives less of what its neighbours give does not charge. */
const NOTHING = 0.06;
/** V of a 12 V battery: what it rises by when anything flows in; less is the grain of a cheap meter. */
const RISE = 0.15;
/** Share of the battery that the sun would have filled by now: every kind of battery shows that in its voltage. */
const SHOWS_FROM = 0.3;
/** The same of an empty one (percent), whose voltage rises steeply. */
const EMPTY = 15;
const SHOWS_WHEN_EMPTY = 0.12;
/** Hours of full sun that show the same where nobody wrote down what hangs on the pole. */
const SHOWS_FROM_HOURS = 2;
/** Percent. */
const FULL = 90;
/** What is lost between panel and battery. */
const ARRIVES = 0.85;

/** Is this a moment in which a healthy light charges, so that one that does not shows itself? */
export const shouldCharge = ({ hungry, sun, nearYield, lit, panelWatts, profile, before }: LightView): boolean => {
  if (!hungry || lit === true || sun.height <= SUN_FROM || nearYield === null) return false;
  const measured =
    (panelWatts !== null || before.tiedSamples >= TIED_KNOWN_AFTER) && nearYield * profile.panelWatts >= MEASURABLE;
  return nearYield >= (measured ? GLOWS_FROM : SHINES_FROM);
};

/** Does anything flow into the battery? By the panel's watts, else by the battery's amperes; null: not told. */
export function charges(view: LightView): boolean | null {
  const { panelWatts, profile, sample, nearYield } = view;
  if (panelWatts !== null) return panelWatts > NOTHING * profile.panelWatts * (nearYield ?? 0) && panelWatts > 0.5;
  if (sample.batteryCurrent !== undefined) return sample.batteryCurrent > 0.01 * profile.capacityAh * 0.5;
  // A simple charger ties the panel to the battery while it charges; apart from it the panel stands high.
  const tied = isTied(sample, view.scale);
  if (tied === null || tied) return tied;
  const { tiedSamples, tiedShare } = view.before;
  // Where it was always tied to the hungry battery and now stands alone, nothing flows.
  return tiedSamples >= TIED_KNOWN_AFTER && tiedShare >= ALWAYS ? false : null;
}

/**
 * Has the battery's voltage risen since dawn, where nobody measures a current? Whatever is in it: one that charges rises,
 * the full one most of all. False only when its neighbours' sun would have filled enough of it to be seen; null: cannot
 * be told yet.
 */
export function rises({ before: { day }, sample, sun, scale, profile }: LightView): boolean | null {
  if (day === null || day.voltsAtDawn === null || day.voltsMax === null || sample.batteryVoltage === undefined)
    return null;
  if (!sun.isUp || day.sunrise < sun.sunrise - 3_600_000 || day.burned) return null;
  if (Math.max(day.voltsMax, sample.batteryVoltage) - day.voltsAtDawn > RISE * scale) return true;
  if (day.sunHours === null) return null;
  // A full one has nothing to rise to.
  if ((day.leftAtDawn ?? 0) >= FULL) return null;
  const brought = (day.sunHours * profile.panelWatts * ARRIVES) / (profile.capacityAh * profile.nominalVolts);
  if (profile.isAssumed) return day.sunHours >= SHOWS_FROM_HOURS ? false : null;
  return brought >= ((day.leftAtDawn ?? 100) < EMPTY ? SHOWS_WHEN_EMPTY : SHOWS_FROM) ? false : null;
}

/** Does it charge? By what flows at a moment when it should, else by what the day has done to the battery. */
export function chargesToday(view: LightView): boolean | null {
  if (view.lit === true) return null;
  return (shouldCharge(view) ? charges(view) : null) ?? (measures(view) ? null : rises(view));
}

/** Who measures what flows is believed in that. */
const measures = ({ panelWatts, sample }: LightView): boolean =>
  panelWatts !== null || sample.batteryCurrent !== undefined;
