import type { DeviceKind, Health, UnitKind } from '#libs/domain';
import { IsOptional, IsUUID } from 'class-validator';
import type { IncidentSummary } from './incident.dto.ts';

export class OverviewQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

/** Devices in service. */
export interface DeviceCounts {
  devices: number;
  byHealth: Record<Health, number>;
  /** At least one open fault, silent or not. */
  withFaults: number;
}

export interface UnitCounts extends DeviceCounts {
  unitId: string;
  name: string;
  kind: UnitKind;
  /** Only its own devices: those of the units below it stand in their lines. */
  itself: boolean;
}

export interface KindCounts extends DeviceCounts {
  kind: DeviceKind;
}

export interface LongOutage {
  deviceId: string;
  name: string;
  kind: DeviceKind;
  unitId: string;
  unitName: string;
  landmark: string | null;
  /** Since when nothing was heard. */
  since: string;
}

export interface IncidentDay {
  /** Local calendar day, `YYYY-MM-DD`; from this moment until before that one. */
  day: string;
  from: string;
  before: string;
  /** Found on that day, without those that another one speaks for. */
  incidents: number;
}

/** Everything a person in charge looks at first. Each number has a list with the same filter. */
export class Overview {
  /** Null: all that the caller may see. */
  unitId: string | null;
  total: DeviceCounts;
  byKind: KindCounts[];
  /** The units next below, those with most silent devices first; a level with a single unit is passed over. */
  byUnit: UnitCounts[];
  /** The ten longest that last. */
  longest: LongOutage[];
  /** Nobody said that he goes; without those that another one speaks for. */
  unacknowledged: number;
  /** Somebody is on it. */
  acknowledged: number;
  /** When the oldest of the unacknowledged was found. */
  oldestUnacknowledgedAt: string | null;
  /** Power cuts, uplinks, carriers and the like that last, newest first; twenty at most. */
  causes: IncidentSummary[];
  /** Fourteen local days, today last. */
  trend: IncidentDay[];
}
