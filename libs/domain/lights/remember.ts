import { type EpochMs, HOUR, MINUTE } from '../time.ts';
import { type DayNotes, type LightMemory, type NightNotes, NOTES_KEPT } from './light-memory.ts';
import { LIGHT_FIELDS, type LightSample } from './light-sample.ts';
import { isTied, type LightView } from './light-view.ts';

/** Longer than so between two samples: what lay between is not known (ms). */
const LONGEST_STEP = HOUR;
/** "Dark tonight" is decided so long before sunset (ms). */
export const FORECAST_BEFORE = 3.5 * HOUR;
/** Percent left at which a controller of any make has cut its lamp, and from which all of them give it back. */
const EMPTY_BELOW = 12;
const RECOVERED_FROM = 95;
/** The same at night, when nothing charges and the voltage says what is there. */
const RECOVERED_AT_NIGHT = { lead_acid: 80, lifepo4: 34, li_ion: 60 } as const;
/** dB from the usual. */
const FAR = 12;
/** Degrees: the sun is high enough for panels to be compared. */
const COMPARABLE_FROM = 15;
/** W for each watt of panel that neighbours give at least, or the comparison says nothing. */
const COMPARABLE_YIELD = 0.06;

/** What is remembered after this sample. Faults are judged apart. */
export function remember(view: LightView): LightMemory {
  const { before, at, lit, left, sun } = view;
  const step = before.at === null ? 0 : at - before.at;
  const minutes = step > 0 && step <= LONGEST_STEP ? step / MINUTE : 0;
  const turned = before.lit !== null && lit !== null && lit !== before.lit;
  const recent =
    before.switches.length > 0 && before.switches[0]! < at - HOUR
      ? before.switches.filter((t) => t >= at - HOUR)
      : before.switches;
  const print = fingerprint(view.sample);
  return {
    at,
    lit: lit ?? before.lit,
    switches: turned ? [...recent, at] : recent,
    litSince: lit === true ? (before.lit === true ? before.litSince : at) : lit === null ? before.litSince : null,
    left: left ?? before.left,
    emptied: hasEmptied(view),
    ...learntWatts(view),
    ...learntRadio(view),
    ...learntCharger(view),
    sameSince: print === before.print && before.sameSince !== null ? before.sameSince : at,
    print,
    ...(sun.isUp ? byDay(view, minutes) : byNight(view, minutes)),
    faults: before.faults,
  };
}

function hasEmptied({ before, left, lit, expected, sun, profile }: LightView): boolean {
  if (left !== null && left < EMPTY_BELOW) return true;
  if (!before.emptied) return false;
  return !(
    (left !== null && left >= (sun.isUp ? RECOVERED_FROM : RECOVERED_AT_NIGHT[profile.chemistry])) ||
    (expected === true && lit === true)
  );
}

/** A light hand: a lamp that slowly weakens is found against its profile, not against itself. */
function learntWatts({ before, watts, dimmed, lit }: LightView): Pick<LightMemory, 'fullWatts' | 'fullSamples'> {
  const { fullWatts, fullSamples } = before;
  if (watts === null || lit !== true || dimmed === null || dimmed < 95) return { fullWatts, fullSamples };
  const weight = Math.max(0.005, 1 / (fullSamples + 1));
  return { fullWatts: (fullWatts ?? watts) * (1 - weight) + watts * weight, fullSamples: fullSamples + 1 };
}

function learntRadio({ before, sample }: LightView): Pick<LightMemory, 'rssiUsual' | 'rssiSamples'> {
  const { rssiUsual, rssiSamples } = before;
  const { rssi } = sample;
  if (rssi === undefined) return { rssiUsual, rssiSamples };
  // Somebody who carries it away does not make the other place the usual one; a new place is learnt in a month.
  const far = rssiUsual !== null && Math.abs(rssi - rssiUsual) > FAR;
  const weight = far ? 0.000_2 : Math.max(0.002, 1 / (rssiSamples + 1));
  return { rssiUsual: (rssiUsual ?? rssi) * (1 - weight) + rssi * weight, rssiSamples: rssiSamples + 1 };
}

/** Slowly: a charger that fails is not at once taken for one of another make. */
function learntCharger({ before, hungry, sun, sample, scale, nearYield }: LightView) {
  const { tiedShare, tiedSamples } = before;
  const shines = sun.height > COMPARABLE_FROM && (nearYield ?? 0) >= COMPARABLE_YIELD;
  const tied = hungry && shines ? isTied(sample, scale) : null;
  if (tied === null) return { tiedShare, tiedSamples };
  const weight = Math.max(0.004, 1 / (tiedSamples + 1));
  return { tiedShare: tiedShare + ((tied ? 1 : 0) - tiedShare) * weight, tiedSamples: tiedSamples + 1 };
}

function fingerprint(sample: LightSample): number {
  let print = 17;
  for (const name of LIGHT_FIELDS) {
    const value = sample[name];
    if (value !== undefined)
      print = (Math.imul(print, 31) + (typeof value === 'number' ? Math.round(value * 1000) : Number(value) + 7)) | 0;
  }
  return print;
}

type Halves = Pick<LightMemory, 'day' | 'night' | 'days' | 'nights'>;

function byDay(view: LightView, minutes: number): Halves {
  const { before, sun, at, left, sample } = view;
  const begins = before.day === null || before.day.sunrise < sun.sunrise - 6 * HOUR;
  const day = begins ? newDay(sun.sunrise, left, sample.batteryVoltage ?? null) : before.day;
  const nights =
    begins && before.night !== null ? kept(before.nights, { ...before.night, leftAtDawn: left }) : before.nights;
  const volts = sample.batteryVoltage;
  const compares =
    view.hungry &&
    sun.height > COMPARABLE_FROM &&
    (view.nearYield ?? 0) >= COMPARABLE_YIELD &&
    view.panelWatts !== null;
  return {
    nights,
    night: begins ? null : before.night,
    days: begins && before.day !== null ? kept(before.days, before.day) : before.days,
    day: {
      ...day,
      voltsMax: volts === undefined ? day.voltsMax : Math.max(day.voltsMax ?? volts, volts),
      ...(compares && {
        ownYield: day.ownYield + view.panelWatts / view.profile.panelWatts,
        nearYield: day.nearYield + view.nearYield!,
        yieldSamples: day.yieldSamples + 1,
      }),
      sunHours: view.nearYield === null ? day.sunHours : (day.sunHours ?? 0) + (view.nearYield * minutes) / 60,
      burned: day.burned || (view.expected === false && view.lit === true),
      leftAtForecast: at >= sun.sunset - FORECAST_BEFORE ? (day.leftAtForecast ?? left) : null,
      leftAtDusk: left,
      outAt: day.outAt ?? (before.lit === true && view.lit === false ? at : null),
    },
  };
}

function byNight(view: LightView, minutes: number): Halves {
  const { before, sun, left } = view;
  const begins = before.night === null || before.night.sunset < sun.sunset - 6 * HOUR;
  const night = begins ? newNight(sun.sunset, before.day?.leftAtDusk ?? left) : before.night;
  const dark = view.expected === true && view.lit === false;
  const lost =
    view.lit === true && before.lit === true && left !== null && before.left !== null ? before.left - left : null;
  return {
    days: before.days,
    day: before.day,
    nights: begins && before.night !== null ? kept(before.nights, before.night) : before.nights,
    night: {
      ...night,
      litMinutes: night.litMinutes + (view.lit === true ? minutes : 0),
      darkMinutes: night.darkMinutes + (dark ? minutes : 0),
      emptyMinutes:
        night.emptyMinutes + (dark && (before.emptied || (left !== null && left < EMPTY_BELOW)) ? minutes : 0),
      leftAtDawn: left ?? night.leftAtDawn,
      leftLowest: left === null ? night.leftLowest : Math.min(night.leftLowest ?? left, left),
      lost: night.lost + (lost !== null && minutes > 0 ? lost : 0),
      lostMinutes: night.lostMinutes + (lost === null ? 0 : minutes),
      litAt: night.litAt ?? (view.lit === true ? view.at : null),
    },
  };
}

const kept = <Note>(notes: readonly Note[], note: Note): readonly Note[] => [...notes.slice(1 - NOTES_KEPT), note];

const newDay = (sunrise: EpochMs, left: number | null, volts: number | null): DayNotes => ({
  sunrise,
  leftAtDawn: left,
  voltsMax: null,
  voltsAtDawn: volts,
  ownYield: 0,
  nearYield: 0,
  yieldSamples: 0,
  sunHours: null,
  burned: false,
  leftAtForecast: null,
  leftAtDusk: null,
  outAt: null,
});

const newNight = (sunset: EpochMs, left: number | null): NightNotes => ({
  sunset,
  litMinutes: 0,
  darkMinutes: 0,
  emptyMinutes: 0,
  leftAtDusk: left,
  leftAtDawn: null,
  leftLowest: null,
  lost: 0,
  lostMinutes: 0,
  litAt: null,
});
