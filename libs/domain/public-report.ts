import type { DeviceKind } from './device.ts';
import type { IncidentReason } from './incident-change.ts';
import type { Health } from './health.ts';
import { HOUR, MINUTE } from './time.ts';

/** What a resident may say is wrong, in the order in which it is offered. Never changes its meaning. */
export const REPORT_SUBJECTS = [
  'light_dark',
  'light_flickers',
  'wifi_down',
  'camera_broken',
  'damaged',
  'other',
] as const;
export type ReportSubject = (typeof REPORT_SUBJECTS)[number];

/** The kind of device it is about; null: the place. */
const ABOUT: Record<ReportSubject, DeviceKind | null> = {
  light_dark: 'solar_light',
  light_flickers: 'solar_light',
  wifi_down: 'wifi_hotspot',
  camera_broken: 'camera',
  damaged: null,
  other: null,
};

export const kindOfSubject = (subject: ReportSubject): DeviceKind | null => ABOUT[subject];

/** What can be reported where these kinds of devices stand. */
export function subjectsFor(kinds: readonly DeviceKind[]): readonly ReportSubject[] {
  return REPORT_SUBJECTS.filter((subject) => ABOUT[subject] === null || kinds.includes(ABOUT[subject]));
}

/** How a device is, in a word that strangers may read. */
export const PUBLIC_STATES = ['works', 'unsteady', 'silent', 'maintenance', 'unknown', 'hidden'] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];

export interface PublicFacts {
  readonly kind: DeviceKind;
  readonly health: Health;
  readonly flapping: boolean;
  /** Whether the responsible unit shows how its cameras are. */
  readonly camerasShown: boolean;
}

/** A camera looks alike whatever it does, unless its unit shows it: the pages are no list of dead cameras. */
export function publicState({ kind, health, flapping, camerasShown }: PublicFacts): PublicState {
  if (kind === 'camera' && !camerasShown) return 'hidden';
  switch (health) {
    case 'offline':
      return 'silent';
    case 'maintenance':
      return 'maintenance';
    case 'never_seen':
    case 'decommissioned':
      return 'unknown';
    case 'online':
    case 'suspect':
      return flapping ? 'unsteady' : 'works';
  }
}

/** What became of a report when it arrived. */
export const REPORT_OUTCOMES = ['joined_incident', 'device_talks', 'passed_on'] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

/** `state`: of the device it is about, as far as we know; null when it is about the place. */
export function receiveReport(hasOpenIncident: boolean, state: PublicState | null): ReportOutcome {
  if (hasOpenIncident) return 'joined_incident';
  return state === 'works' ? 'device_talks' : 'passed_on';
}

/** Whether the end of an incident says that the device works: a retired one does not. */
export const worksAgain = (reason: IncidentReason): boolean => reason === 'spoke_again' || reason === 'fault_gone';

/**
 * How many reports are taken. Never by address alone where few would do: a mobile network puts thousands of people
 * behind one.
 */
export const REPORT_LIMITS = {
  /** From one address about one place. */
  pair: { most: 3, withinMs: 10 * MINUTE },
  /** From one address about anything. */
  address: { most: 60, withinMs: HOUR },
  /** About one place from anybody. */
  site: { most: 20, withinMs: 24 * HOUR },
} as const;
