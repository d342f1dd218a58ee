import type { DeviceNo, EpochMs } from '#libs/domain';
import type { FaultFinding } from '../transitions/fault-transitions.ts';

/** What one probe tells the database. */
export interface CameraObservation {
  readonly deviceNo: DeviceNo;
  readonly at: EpochMs;
  /** true: it answered, which is contact. false: it did not, which is only a hint. */
  readonly reached: boolean;
  /** Latest facts (manufacturer, model, firmware, clockDriftSeconds …); kept when a probe learnt none. */
  readonly facts: Record<string, unknown> | null;
  readonly findings: readonly Omit<FaultFinding, 'deviceNo'>[];
}

/** All that probes found of one camera since the last write: the newest word of each kind wins. */
export interface ObservedCamera {
  readonly deviceNo: DeviceNo;
  readonly contactAt: EpochMs | null;
  /** Nobody answered, after the contact. */
  readonly missedAt: EpochMs | null;
  readonly facts: Record<string, unknown> | null;
  readonly findings: CameraObservation['findings'];
}

/** A camera that was probed again before the first probe could be written becomes one. In device_no order. */
export function joinObservations(observations: readonly CameraObservation[]): ObservedCamera[] {
  const cameras = new Map<DeviceNo, ObservedCamera>();
  for (const observation of [...observations].sort((a, b) => a.deviceNo - b.deviceNo || a.at - b.at)) {
    const before = cameras.get(observation.deviceNo);
    cameras.set(observation.deviceNo, joined(before, observation));
  }
  return [...cameras.values()];
}

function joined(before: ObservedCamera | undefined, observation: CameraObservation): ObservedCamera {
  const { deviceNo, at, reached, facts, findings } = observation;
  const newer = new Set(findings.map(({ code }) => code));
  return {
    deviceNo,
    contactAt: reached ? at : (before?.contactAt ?? null),
    missedAt: reached ? null : at,
    facts: before?.facts ? { ...before.facts, ...facts } : facts,
    findings: [...(before?.findings.filter(({ code }) => !newer.has(code)) ?? []), ...findings],
  };
}
