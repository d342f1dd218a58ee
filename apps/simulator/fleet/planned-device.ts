import type { DeviceKind, PowerSource } from '#libs/domain';

export type FleetKind = Exclude<DeviceKind, 'edge_agent'>;

/** The real district, as the press counted it (docs/demo.md names the articles). */
export const DISTRICT_FLEET: Readonly<Record<FleetKind, number>> = {
  camera: 2_700,
  solar_light: 1_800,
  wifi_hotspot: 156,
};
export const DISTRICT_DEVICES = DISTRICT_FLEET.camera + DISTRICT_FLEET.solar_light + DISTRICT_FLEET.wifi_hotspot;
/** No simulated fleet grows beyond this: every load is bounded. */
export const MOST_DEVICES = 12_000;

/** A device of the simulated fleet before it is registered anywhere. */
export interface PlannedDevice {
  /** On the sticker; stable over starts, unique in the district. */
  readonly code: string;
  readonly kind: FleetKind;
  readonly name: string;
  readonly landmark: string;
  readonly groupKey: string;
  readonly villageKey: string;
  /** Devices with the same pole hang on one site. */
  readonly poleKey: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly powerSource: PowerSource;
  readonly payer: string;
  readonly intervalSeconds: number;
}
