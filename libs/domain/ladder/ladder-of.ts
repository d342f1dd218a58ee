import type { CameraLoginState } from '../camera-login.ts';
import type { Connectivity } from '../health.ts';
import type { EpochMs } from '../time.ts';
import { DEEP_RUNGS, type LadderRung, type RungFinding, type RungReading, type RungState } from './rung.ts';
import { isOld } from './timetable.ts';

export interface LadderFacts {
  readonly connectivity: Connectivity;
  readonly lastContactAt: EpochMs | null;
  readonly faults: readonly {
    readonly code: string;
    readonly since: EpochMs;
    readonly evidence: Readonly<Record<string, unknown>>;
  }[];
  /** Null: no address is known. */
  readonly login: {
    readonly state: CameraLoginState;
    readonly hasPassword: boolean;
    readonly checkedAt: EpochMs | null;
  } | null;
  /** Latest facts of the visits: `clockDriftSeconds`, `manufacturer`, `protocol` … */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly readings: readonly RungReading[];
}

/** One step of the ladder as people see it. */
export interface RungView {
  readonly rung: LadderRung;
  readonly state: RungState;
  readonly reason: RungFinding;
  /** When it was looked at last; null: never. */
  readonly at: EpochMs | null;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** The whole ladder now, from the ground up. What cannot be known now is unknown, whatever it was before. */
export function ladderOf(facts: LadderFacts, now: EpochMs): RungView[] {
  const reachable = reachableOf(facts);
  const stands = reachable.state === 'ok';
  const silent = facts.lastContactAt === null ? 'camera_never_heard' : 'camera_silent';
  const upper = [
    speaksOf(facts),
    loginOf(facts),
    clockOf(facts),
    ...DEEP_RUNGS.map((rung) => deepOf(rung, facts, now)),
  ];
  return [
    reachable,
    ...upper.map((view): RungView => (stands ? view : { ...view, state: 'unknown', reason: silent, evidence: {} })),
  ];
}

function reachableOf({ connectivity, lastContactAt }: LadderFacts): RungView {
  const base = { rung: 'reachable', at: lastContactAt, evidence: {} } as const;
  switch (connectivity) {
    case 'online':
      return { ...base, state: 'ok', reason: 'camera_answers' };
    case 'offline':
      return { ...base, state: 'fault', reason: 'camera_silent' };
    case 'suspect':
      return { ...base, state: 'unknown', reason: 'no_answer_this_time' };
    case 'never_seen':
      return { ...base, state: 'unknown', reason: 'camera_never_heard' };
  }
}

const faultOf = ({ faults }: LadderFacts, code: string) => faults.find((fault) => fault.code === code);

function speaksOf(facts: LadderFacts): RungView {
  const base = { rung: 'speaks', at: facts.lastContactAt } as const;
  const fault = faultOf(facts, 'not_onvif');
  if (fault) return { ...base, state: 'fault', reason: 'speaks_neither', evidence: fault.evidence };
  if (facts.facts['protocol'] === 'RTSP') return { ...base, state: 'ok', reason: 'speaks_rtsp', evidence: {} };
  const spoke = typeof facts.facts['clockDriftSeconds'] === 'number' || facts.facts['manufacturer'] !== undefined;
  if (spoke || facts.login?.state === 'accepted') return { ...base, state: 'ok', reason: 'speaks_onvif', evidence: {} };
  return { ...base, state: 'unknown', reason: 'not_checked_yet', evidence: {} };
}

function loginOf({ login }: LadderFacts): RungView {
  const base = { rung: 'login', at: login?.checkedAt ?? null, evidence: {} } as const;
  switch (login?.state) {
    case 'accepted':
      return { ...base, state: 'ok', reason: 'login_accepted' };
    case 'rejected':
      return { ...base, state: 'fault', reason: 'login_rejected' };
    case 'locked_out':
      return { ...base, state: 'fault', reason: 'camera_says_locked' };
    case 'untried':
    case undefined:
      return { ...base, state: 'unknown', reason: login?.hasPassword ? 'login_not_tested' : 'login_needed' };
  }
}

function clockOf(facts: LadderFacts): RungView {
  const base = { rung: 'clock', at: facts.lastContactAt } as const;
  const fault = faultOf(facts, 'clock_drift');
  if (fault) return { ...base, state: 'fault', reason: 'clock_wrong', evidence: fault.evidence };
  const drift = facts.facts['clockDriftSeconds'];
  if (typeof drift !== 'number') return { ...base, state: 'unknown', reason: 'clock_not_told', evidence: {} };
  return { ...base, state: 'ok', reason: 'clock_right', evidence: { driftSeconds: drift } };
}

function deepOf(rung: RungReading['rung'], { readings }: LadderFacts, now: EpochMs): RungView {
  const reading = readings.find((one) => one.rung === rung);
  if (!reading) return { rung, state: 'unknown', reason: 'not_checked_yet', at: null, evidence: {} };
  const { state, reason, at, evidence } = reading;
  if (isOld(rung, at, now)) return { rung, state: 'unknown', reason: 'checked_long_ago', at, evidence: {} };
  return { rung, state, reason, at, evidence };
}
