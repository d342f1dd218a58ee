import type { FleetKind } from './planned-device.ts';

/** A device as its installer left it: registered, with what it needs to talk. Kept in the credentials file. */
export interface RegisteredDevice {
  readonly code: string;
  readonly kind: FleetKind;
  readonly name: string;
  readonly deviceId: string;
  readonly siteId: string;
  readonly villageKey: string;
  readonly intervalSeconds: number;
  /** MQTT secret, or the camera's password. */
  readonly password: string;
  /** Cameras only: their own loopback address. */
  readonly address?: string;
}

/** Cameras and hotspots need the village's electricity and its internet line; solar lights need neither. */
export const needsVillageLines = (kind: FleetKind): boolean => kind !== 'solar_light';
