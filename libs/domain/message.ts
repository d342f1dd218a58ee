import type { FoundCause } from './causes/cause-reasons.ts';
import type { DeviceKind } from './device.ts';
import type { Severity } from './fault.ts';
import type { DeviceId, IncidentId, UnitId } from './ids.ts';
import type { Cause, DeviceTrouble } from './incident.ts';
import type { EpochMs } from './time.ts';
import type { UnitKind } from './unit.ts';

/** What happened that a message speaks of; stored with its variables, put into words when sent. */
export const MESSAGE_EVENTS = [
  'incident.opened',
  'incident.updated',
  'incident.acknowledged',
  'incident.escalated',
  'incident.resolved',
  'incident.bundle',
  'digest.daily',
  'drill',
  'test',
] as const;
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

export type KindCounts = Readonly<Partial<Record<DeviceKind, number>>>;

/** What explains many devices at once, as its reader's unit sees it. */
export interface CauseFacts {
  readonly incidentId: IncidentId;
  /** What it was taken for; `corrected`: it was the line, not the power. */
  readonly cause: FoundCause;
  readonly corrected: boolean;
  readonly likely: boolean;
  readonly severity: Severity;
  readonly reason: string;
  readonly startedAt: EpochMs;
  readonly openedAt: EpochMs;
  readonly endedAt: EpochMs | null;
  readonly endedBecause: string | null;
  /** Where it is: the group, the village, or what stands above several of them. */
  readonly place: { readonly id: UnitId; readonly name: string };
  /** Of the reader's unit, an uplink itself not among them. */
  readonly counts: KindCounts;
  /** Of those, still silent when the end is told. */
  readonly remaining: KindCounts;
  /** The cut places below, when it stands above several; their kind when it is one and the same. */
  readonly places: { readonly count: number; readonly kind: UnitKind | null } | null;
  /** Of an uplink. */
  readonly uplink: TroubleLine['device'] | null;
  readonly carrier: string | null;
  /** The first of them by code; `counts` says how many there are. */
  readonly devices: readonly TroubleLine['device'][];
}

export interface IncidentVariables {
  readonly cause: Cause;
  readonly unit: { readonly id: UnitId; readonly name: string };
  readonly timeZone: string;
  /** Worst first, then oldest. Empty when `found` speaks for them. */
  readonly lines: readonly TroubleLine[];
  /** The cause, where the message is about one that explains many devices. */
  readonly found?: CauseFacts;
  /** Who is already on it, if somebody is. */
  readonly takenBy: string | null;
  /** For everybody of the place: no device, no camera, no person, nothing to press. */
  readonly forHouseholds?: true;
}

/** Somebody goes; `takenBy` says who, null: somebody who gave no name. */
export interface TakenVariables extends IncidentVariables {
  readonly until: EpochMs | null;
  readonly note: string | null;
}

export interface EscalatedVariables extends IncidentVariables {
  /** When the first message got through, and to whom; null: none did. */
  readonly told: { readonly at: EpochMs; readonly unitName: string } | null;
  /** Who said that he goes, and did not finish in time. */
  readonly takenBefore: string | null;
}

/** A beginning, a reminder of one, an end. */
export interface TroubleMessage {
  readonly event: 'incident.opened' | 'incident.updated' | 'incident.resolved';
  readonly variables: IncidentVariables;
}

export type IncidentMessage =
  | TroubleMessage
  | { readonly event: 'incident.acknowledged'; readonly variables: TakenVariables }
  | { readonly event: 'incident.escalated'; readonly variables: EscalatedVariables };

/** What waited together and does not read as one list; `parts`: the worst first. */
export interface BundleMessage {
  readonly event: 'incident.bundle';
  readonly variables: { readonly parts: readonly IncidentMessage[] };
}

export type NewsMessage = IncidentMessage | BundleMessage;

/** A day in one unit, for one target. Worst first, then oldest. */
export interface DigestVariables {
  readonly unit: { readonly id: UnitId; readonly name: string };
  readonly timeZone: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** It was told of and they last. */
  readonly open: readonly TroubleLine[];
  /** What explains many devices and lasts. */
  readonly causes: readonly {
    readonly incidentId: IncidentId;
    readonly cause: Exclude<Cause, 'device'>;
    readonly place: string;
    readonly startedAt: EpochMs;
  }[];
  /** They came and went in quiet hours, and nobody was woken. */
  readonly healed: readonly TroubleLine[];
}

export interface DigestMessage {
  readonly event: 'digest.daily';
  readonly variables: DigestVariables;
}

/** Nothing has happened: it is to be seen who is reached, and who answers. */
export interface DrillMessage {
  readonly event: 'drill';
  readonly variables: { readonly drillId: string; readonly unit: { readonly id: UnitId; readonly name: string } };
}

export type Message =
  | DigestMessage
  | DrillMessage
  | NewsMessage
  | { readonly event: 'test'; readonly variables: { readonly targetName: string } };

/** Does it tell of incidents? */
export const isNews = (message: Message): message is NewsMessage =>
  message.event !== 'test' && message.event !== 'drill' && message.event !== 'digest.daily';
