import type { FaultCode } from './fault.ts';
import type { DeviceNo, UnitId } from './ids.ts';

export const CAUSES = ['device', 'power_cut', 'uplink', 'carrier', 'planned', 'self'] as const;
export type Cause = (typeof CAUSES)[number];

export const INCIDENT_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What a device incident is about: the silence of a device or one named fault. */
export type DeviceTrouble = 'offline' | FaultCode;

/** One open incident per identity; grouping happens in messages, never here. */
export const deviceIncidentIdentity = (deviceNo: DeviceNo, trouble: DeviceTrouble): string =>
  `device:${deviceNo}:${trouble}`;
export const scopeIncidentIdentity = (cause: Exclude<Cause, 'device'>, scopeUnitId: UnitId): string =>
  `${cause}:${scopeUnitId}`;
