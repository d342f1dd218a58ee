import {
  decideIncidents,
  type DeviceRecord,
  type DeviceTrouble,
  type EpochMs,
  type IncidentId,
  type IncidentReason,
  type Severity,
  type TransitionId,
  type UnitId,
} from '#libs/domain';
import { newId } from '../new-id.ts';
import type { FoundDevice, LastingIncident, PendingChange } from './device-record.ts';

export interface Ending {
  readonly at: EpochMs;
  readonly knownAt: EpochMs;
  readonly reason: IncidentReason;
}

export interface OpenedIncident {
  readonly id: IncidentId;
  readonly change: PendingChange;
  readonly trouble: DeviceTrouble;
  readonly severity: Severity;
  readonly reason: IncidentReason;
  readonly startedAt: EpochMs;
  /** It may already be over when many changes were waiting. */
  ended: Ending | null;
}

/** An incident from before, and the change that touched it. */
export interface Touched {
  readonly id: IncidentId;
  readonly unitId: UnitId;
  readonly change: PendingChange;
}

/** What replaying the waiting changes of some devices came to. */
export interface Replay {
  readonly opened: OpenedIncident[];
  readonly ended: (Touched & { readonly ending: Ending })[];
  readonly reconsidered: Touched[];
  readonly decisions: {
    readonly transitionId: TransitionId;
    readonly reason: IncidentReason;
    readonly incidentIds: readonly IncidentId[];
  }[];
}

type Lasting = Map<DeviceTrouble, Omit<LastingIncident, 'trouble'> & { readonly opened: OpenedIncident | null }>;

/** Replays one device's changes in order, on what was found of it; adds to `replay`. */
export function replayDevice(found: FoundDevice, changes: readonly PendingChange[], replay: Replay): void {
  const lasting: Lasting = new Map(
    found.lasting.map(({ id, unitId, trouble }) => [trouble, { id, unitId, opened: null }]),
  );
  let connectivity = connectivityBefore(found, changes);
  for (const pending of changes) {
    const { change, transitionId } = pending;
    const record: DeviceRecord = {
      ...found,
      connectivity,
      open: new Set(lasting.keys()),
      standing: found.standing.map(({ code }) => code),
    };
    const decision = decideIncidents(change, record);
    const touched = [
      ...decision.resolve.map(({ trouble, reason }) => end(trouble, reason, pending, lasting, replay)),
      ...decision.open.map((opening) => open(opening, found, pending, lasting, replay)),
      ...decision.reconsider.map((trouble) => reconsider(trouble, pending, lasting, replay)),
    ];
    replay.decisions.push({ transitionId, reason: decision.reason, incidentIds: touched });
    if (change.kind === 'connectivity') connectivity = change.to;
  }
}

function connectivityBefore(found: FoundDevice, changes: readonly PendingChange[]): FoundDevice['connectivity'] {
  for (const { change } of changes) if (change.kind === 'connectivity') return change.from ?? 'never_seen';
  return found.connectivity;
}

function open(
  opening: { trouble: DeviceTrouble; severity: Severity; reason: IncidentReason },
  found: FoundDevice,
  change: PendingChange,
  lasting: Lasting,
  replay: Replay,
): IncidentId {
  const stands = found.standing.find(({ code }) => code === opening.trouble);
  const startedAt = opening.reason === 'fault_stands' && stands ? stands.since : change.occurredAt;
  const opened: OpenedIncident = { id: newId(change.knownAt), change, ...opening, startedAt, ended: null };
  lasting.set(opening.trouble, { id: opened.id, unitId: change.unitId, opened });
  replay.opened.push(opened);
  return opened.id;
}

function end(
  trouble: DeviceTrouble,
  reason: IncidentReason,
  change: PendingChange,
  lasting: Lasting,
  replay: Replay,
): IncidentId {
  const incident = lastingOf(trouble, lasting);
  const ending = { at: change.occurredAt, knownAt: change.knownAt, reason };
  lasting.delete(trouble);
  if (incident.opened) incident.opened.ended = ending;
  else replay.ended.push({ id: incident.id, unitId: incident.unitId, change, ending });
  return incident.id;
}

function reconsider(trouble: DeviceTrouble, change: PendingChange, lasting: Lasting, replay: Replay): IncidentId {
  const { id, unitId } = lastingOf(trouble, lasting);
  replay.reconsidered.push({ id, unitId, change });
  return id;
}

function lastingOf(trouble: DeviceTrouble, lasting: Lasting): NonNullable<ReturnType<Lasting['get']>> {
  const incident = lasting.get(trouble);
  if (!incident) throw new Error(`no lasting incident about ${trouble}`);
  return incident;
}
