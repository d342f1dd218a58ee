import type { DeviceId, DeviceNo, HardwareId, SiteId, UnitId } from './ids.ts';

export const DEVICE_KINDS = ['camera', 'solar_light', 'wifi_hotspot', 'edge_agent'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export const POWER_SOURCES = ['mains', 'solar', 'battery', 'poe', 'unknown'] as const;
export type PowerSource = (typeof POWER_SOURCES)[number];

/** What people decided about a device; independent of whether it talks. */
export const LIFECYCLES = ['active', 'decommissioned'] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

/** Codes of devices and sites stand on stickers and are read out on the phone. */
export const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$/;

/** Which door hears a device of this kind. */
export type DoorKind = 'broker' | 'poller';
export const doorOf = (kind: DeviceKind): DoorKind => (kind === 'camera' ? 'poller' : 'broker');

/** Limits an operator puts on reporting intervals, in seconds. */
export const INTERVAL_SECONDS = { minimum: 5, maximum: 86_400, standard: 60 } as const;
/** Limits of the silence that is tolerated, in seconds. */
export const DEADLINE_SECONDS = { minimum: 15, maximum: 604_800 } as const;
/** So many reports are missed before a silence that nobody chose a deadline for is over. */
export const REPORTS_MISSED = 3;

/** Silence tolerated when nobody chose a deadline: three missed reports, never under 15 s. Seconds in, seconds out. */
export const defaultOfflineAfter = (intervalSeconds: number): number =>
  Math.max(REPORTS_MISSED * intervalSeconds, DEADLINE_SECONDS.minimum);

/** Who answers for a device at one moment; copied onto everything told or recorded about it. */
export interface DevicePlace {
  readonly deviceNo: DeviceNo;
  readonly deviceId: DeviceId;
  readonly kind: DeviceKind;
  readonly unitId: UnitId;
  readonly siteId: SiteId;
  readonly hardwareId: HardwareId | null;
}
