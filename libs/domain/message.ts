import type { DeviceKind } from './device.ts';
import type { Severity } from './fault.ts';
import type { DeviceId, IncidentId, UnitId } from './ids.ts';
import type { Cause, DeviceTrouble } from './incident.ts';
import type { EpochMs } from './time.ts';

/** What happened that a message speaks of; stored with its variables, put into words when sent. */
export const MESSAGE_EVENTS = ['incident.opened', 'incident.resolved', 'test'] as const;
export type MessageEvent = (typeof MESSAGE_EVENTS)[number];

/** One device's trouble, as it was when the message was decided. */
export interface TroubleLine {
  readonly incidentId: IncidentId;
  readonly trouble: DeviceTrouble;
  readonly severity: Severity;
  readonly reason: string;
  readonly startedAt: EpochMs;
  readonly openedAt: EpochMs;
  readonly endedAt: EpochMs | null;
  readonly device: {
    readonly id: DeviceId;
    readonly code: string;
    readonly kind: DeviceKind;
    readonly name: string;
    readonly site: { readonly code: string; readonly landmark: string | null };
  };
}

export interface IncidentVariables {
  readonly cause: Cause;
  readonly unit: { readonly id: UnitId; readonly name: string };
  readonly timeZone: string;
  /** Worst first, then oldest. */
  readonly lines: readonly TroubleLine[];
  /** Who is already on it, if somebody is. */
  readonly takenBy: string | null;
}

export type Message =
  | { readonly event: 'incident.opened' | 'incident.resolved'; readonly variables: IncidentVariables }
  | { readonly event: 'test'; readonly variables: { readonly targetName: string } };
