import type { Lifecycle } from './device.ts';
import type { FaultCode, Severity } from './fault.ts';
import type { EpochMs } from './time.ts';

/** What the doors know: does the device talk to us? */
export const CONNECTIVITIES = ['never_seen', 'online', 'suspect', 'offline'] as const;
export type Connectivity = (typeof CONNECTIVITIES)[number];

/** What people are shown: connectivity, unless planned work or retirement hides it. */
export const HEALTHS = [...CONNECTIVITIES, 'maintenance', 'decommissioned'] as const;
export type Health = (typeof HEALTHS)[number];

export interface OpenFault {
  readonly code: FaultCode;
  readonly severity: Severity;
  readonly since: EpochMs;
}

export interface HealthInputs {
  readonly lifecycle: Lifecycle;
  /** End of the maintenance window that covers `now`, or null. */
  readonly maintenanceUntil: EpochMs | null;
  readonly connectivity: Connectivity;
}

/** Maintenance hides the truth and never erases it: connectivity goes on underneath. */
export function deriveHealth(inputs: HealthInputs, now: EpochMs): Health {
  if (inputs.lifecycle === 'decommissioned') return 'decommissioned';
  if (inputs.maintenanceUntil !== null && inputs.maintenanceUntil > now) return 'maintenance';
  return inputs.connectivity;
}

/** Worst first: the order lists and site markers use. */
export const HEALTH_BY_URGENCY: readonly Health[] = [
  'offline',
  'suspect',
  'never_seen',
  'maintenance',
  'online',
  'decommissioned',
];
