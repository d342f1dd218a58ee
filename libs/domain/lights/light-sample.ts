import type { EpochMs } from '../time.ts';

/** What a controller said at one moment, by the names of the heartbeat; cheap ones say little. Units as there. */
export interface LightSample {
  readonly at: EpochMs;
  readonly batteryVoltage?: number | undefined;
  /** Into the battery positive. */
  readonly batteryCurrent?: number | undefined;
  readonly batteryTemperature?: number | undefined;
  readonly pvVoltage?: number | undefined;
  readonly pvCurrent?: number | undefined;
  readonly pvPower?: number | undefined;
  readonly lampOn?: boolean | undefined;
  readonly lampCurrent?: number | undefined;
  readonly lampPower?: number | undefined;
  readonly dimLevel?: number | undefined;
  readonly isNight?: boolean | undefined;
  readonly errorCode?: number | undefined;
  readonly rssi?: number | undefined;
}

/** The fields that rules read, in the order of history columns. */
export const LIGHT_FIELDS = [
  'batteryVoltage',
  'batteryCurrent',
  'batteryTemperature',
  'pvVoltage',
  'pvCurrent',
  'pvPower',
  'lampCurrent',
  'lampPower',
  'dimLevel',
  'errorCode',
  'rssi',
  'lampOn',
  'isNight',
] as const satisfies readonly (keyof LightSample)[];
