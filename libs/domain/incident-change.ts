import type { DeviceKind, Lifecycle } from './device.ts';
import { faultDefinition, type FaultCode, type Severity } from './fault.ts';
import type { Connectivity } from './health.ts';
import type { DeviceTrouble } from './incident.ts';

export const INCIDENT_RULE = 'incident/1';

/** One recorded change of a device, as far as incidents care. */
export type DeviceChange =
  | { readonly kind: 'connectivity'; readonly from: Connectivity | null; readonly to: Connectivity }
  | { readonly kind: 'fault_on' | 'fault_off'; readonly code: FaultCode }
  | { readonly kind: 'lifecycle'; readonly to: Lifecycle }
  | { readonly kind: 'boot' | 'maintenance' | 'hardware' };

/** What is held of the device just before the change; the caller replays its changes in order. */
export interface DeviceRecord {
  readonly kind: DeviceKind;
  readonly lifecycle: Lifecycle;
  readonly connectivity: Connectivity;
  readonly open: ReadonlySet<DeviceTrouble>;
  /** Faults that stand now, whether or not an incident speaks of them. */
  readonly standing: readonly FaultCode[];
}

export const INCIDENT_REASONS = [
  'silent_past_deadline',
  'fault_found',
  'fault_stands',
  'spoke_again',
  'fault_gone',
  'device_retired',
  'only_suspect',
  'fault_only_shown',
  'device_never_seen',
  'device_decommissioned',
  'already_open',
  'nothing_open',
  'maintenance_changed',
  'no_trouble',
] as const;
export type IncidentReason = (typeof INCIDENT_REASONS)[number];

export interface IncidentDecision {
  readonly reason: IncidentReason;
  readonly open: readonly {
    readonly trouble: DeviceTrouble;
    readonly severity: Severity;
    readonly reason: IncidentReason;
  }[];
  readonly resolve: readonly { readonly trouble: DeviceTrouble; readonly reason: IncidentReason }[];
  /** Open incidents that may have been kept quiet until now: whether to tell them is asked again. */
  readonly reconsider: readonly DeviceTrouble[];
}

const nothing = (reason: IncidentReason): IncidentDecision => ({ reason, open: [], resolve: [], reconsider: [] });

/** Severity of an incident; every kind of device that fell silent matters alike until causes are known. */
export const troubleSeverity = (trouble: DeviceTrouble): Severity =>
  trouble === 'offline' ? 'major' : faultDefinition(trouble).severity;

function opened(record: DeviceRecord, trouble: DeviceTrouble, reason: IncidentReason): IncidentDecision {
  if (record.open.has(trouble)) return nothing('already_open');
  return { ...nothing(reason), open: [{ trouble, severity: troubleSeverity(trouble), reason }] };
}

function resolved(record: DeviceRecord, trouble: DeviceTrouble, reason: IncidentReason): IncidentDecision {
  if (!record.open.has(trouble)) return nothing('nothing_open');
  return { ...nothing(reason), resolve: [{ trouble, reason }] };
}

const worthTelling = (code: FaultCode): boolean => faultDefinition(code).tell;

/** The device talks: its silence is over, and what it complains of can be told (again). */
function spoke(record: DeviceRecord, from: Connectivity | null): IncidentDecision {
  const { reason, resolve } = resolved(record, 'offline', 'spoke_again');
  const untold = record.standing.filter((code) => worthTelling(code) && !record.open.has(code));
  const open = untold.map((trouble) => ({
    trouble,
    severity: troubleSeverity(trouble),
    reason: 'fault_stands' as const,
  }));
  const reconsider = from === 'offline' ? [...record.open].filter((trouble) => trouble !== 'offline') : [];
  return { reason: resolve.length === 0 && open.length > 0 ? 'fault_stands' : reason, open, resolve, reconsider };
}

/** What one change of a device does to its incidents. Total and pure; changes of one device come in their order. */
export function decideIncidents(change: DeviceChange, record: DeviceRecord): IncidentDecision {
  if (change.kind === 'lifecycle' && change.to === 'decommissioned') {
    const resolve = [...record.open].map((trouble) => ({ trouble, reason: 'device_retired' as const }));
    return { ...nothing('device_retired'), resolve };
  }
  if (record.lifecycle === 'decommissioned') return nothing('device_decommissioned');
  switch (change.kind) {
    case 'connectivity':
      if (change.to === 'offline') return opened(record, 'offline', 'silent_past_deadline');
      if (change.to === 'online') return spoke(record, change.from);
      return nothing(change.to === 'suspect' ? 'only_suspect' : 'device_never_seen');
    case 'fault_on':
      if (!worthTelling(change.code)) return nothing('fault_only_shown');
      if (record.connectivity === 'never_seen') return nothing('device_never_seen');
      return opened(record, change.code, 'fault_found');
    case 'fault_off':
      return resolved(record, change.code, 'fault_gone');
    case 'maintenance':
      return { ...nothing('maintenance_changed'), reconsider: [...record.open] };
    case 'lifecycle':
    case 'boot':
    case 'hardware':
      return nothing('no_trouble');
  }
}
