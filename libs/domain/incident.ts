import type { FaultCode } from './fault.ts';
import type { DeviceNo, UnitId } from './ids.ts';

export const CAUSES = ['device', 'power_cut', 'uplink', 'carrier', 'planned', 'self', 'weather'] as const;
export type Cause = (typeof CAUSES)[number];

export const INCIDENT_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** What a device incident is about: the silence of a device or one named fault. */
export type DeviceTrouble = 'offline' | FaultCode;

/** One open incident per identity; grouping happens in messages, never here. */
export const deviceIncidentIdentity = (deviceNo: DeviceNo, trouble: DeviceTrouble): string =>
  `device:${deviceNo}:${trouble}`;
/** `key` tells causes of one scope apart: the carrier. */
export const scopeIncidentIdentity = (
  cause: Exclude<Cause, 'device' | 'uplink'>,
  scopeUnitId: UnitId,
  key = '',
): string => (key === '' ? `${cause}:${scopeUnitId}` : `${cause}:${scopeUnitId}:${key}`);
export const uplinkIncidentIdentity = (deviceNo: DeviceNo): string => `uplink:${deviceNo}`;
