import type { ObservationBatch, ReportedFinding, ReportedRung } from '#libs/contracts';
import { type AgentLogin, type AgentReport, type CheckedRung, type EdgeStore, isRefusedValue } from '#libs/database';
import {
  DEEP_RUNGS,
  type DeviceNo,
  type DoorId,
  type EpochMs,
  isCameraFault,
  RUNG_FINDINGS,
  RUNG_STATES,
  type SecurityNote,
} from '#libs/domain';
import type { Speaker } from '../door/speaker.ts';
import { WaitingLine } from './waiting-line.ts';

/** Batches that may wait for the database; an agent keeps what is not acknowledged. */
const MOST_WAITING = 2_000;

interface Waiting {
  readonly session: Speaker;
  readonly receivedAt: EpochMs;
  readonly batch: ObservationBatch;
}

export interface AgentReportsParts {
  readonly store: Pick<EdgeStore, 'record' | 'quarantine'>;
  readonly doorId: () => DoorId | null;
  /** It speaks of a camera that is not its own and was not its own lately. */
  readonly noticed: (note: SecurityNote) => void;
  readonly wasGiven: (session: Speaker, camera: DeviceNo) => boolean;
  readonly wake: () => void;
  readonly onQuarantine: (agentNo: DeviceNo, cause: unknown) => void;
  /** There is room again after there was none. */
  readonly onRoom: () => void;
}

/**
 * What edge agents report, one batch after the other. A batch is acknowledged after its commit; what cannot be written
 * waits, and nothing more is taken in when too much waits; what never can is put aside, so that no other waits for it.
 */
export class AgentReports {
  private readonly line: WaitingLine<Waiting>;
  private readonly parts: AgentReportsParts;

  constructor(parts: AgentReportsParts) {
    this.parts = parts;
    this.line = new WaitingLine(MOST_WAITING, parts.onRoom);
  }

  get accepting(): boolean {
    return this.line.hasRoom;
  }

  take(session: Speaker, receivedAt: EpochMs, batch: ObservationBatch, committed: (() => void) | null): void {
    this.line.push({ session, receivedAt, batch }, committed);
    this.parts.wake();
  }

  async write(now: EpochMs): Promise<void> {
    const doorId = this.parts.doorId();
    if (doorId === null) return;
    await this.line.drain((one) => this.recordOrPutAside(one, doorId, now));
  }

  private async recordOrPutAside(one: Waiting, doorId: DoorId, now: EpochMs): Promise<void> {
    try {
      await this.record(one, doorId, now);
    } catch (error) {
      if (!isRefusedValue(error)) throw error;
      const { deviceNo } = one.session.device;
      await this.parts.store.quarantine(deviceNo, one.batch, error, now);
      this.parts.onQuarantine(deviceNo, error);
    }
  }

  private async record({ session, receivedAt, batch }: Waiting, doorId: DoorId, now: EpochMs): Promise<void> {
    const { deviceNo, deviceId } = session.device;
    const told = toReport(deviceNo, batch, receivedAt);
    const { foreign } = await this.parts.store.record(told, doorId, now);
    for (const camera of foreign) {
      if (this.parts.wasGiven(session, camera)) continue;
      const { address } = session;
      this.parts.noticed({ event: 'foreign_camera', deviceNo, address, sample: `${deviceId}: camera ${camera}` });
    }
  }
}

export interface Told {
  readonly report: AgentReport;
  readonly logins: readonly AgentLogin[];
  readonly rungs: readonly CheckedRung[];
}

/** Moments become ours by how long ago they were when the batch was sent. */
export function toReport(agentNo: DeviceNo, batch: ObservationBatch, receivedAt: EpochMs): Told {
  const ours = (at: number): EpochMs => receivedAt - (batch.sentAt - at);
  const cameras = batch.cameras.map(({ camera, runs }) => ({
    deviceNo: camera as DeviceNo,
    runs: runs.map(({ reached, firstAt, lastAt, facts, findings }) => ({
      ...{ reached, facts, firstAt: ours(firstAt), lastAt: ours(lastAt) },
      findings: findings.flatMap((finding) => toFinding(finding, ours)),
    })),
  }));
  const logins = batch.cameras.flatMap(({ camera, login }) => {
    if (login === null) return [];
    const { credentialVersion, outcome: kind, attemptsLeft, uncounted } = login;
    const outcome = kind === 'rejected' ? { kind, attemptsLeft } : { kind };
    return [{ deviceNo: camera as DeviceNo, credentialVersion, outcome, uncounted }];
  });
  const { late, coversUntil } = batch;
  const toldUntil = coversUntil === null ? null : ours(coversUntil);
  const rungs = batch.cameras.flatMap(({ camera, rungs: told }) =>
    told.flatMap((rung) => toChecked(camera as DeviceNo, rung, ours)),
  );
  return { report: { agentNo, late, watchingSince: ours(batch.watchingSince), toldUntil, cameras }, logins, rungs };
}

type Ours = (at: number) => EpochMs;

const toFinding = ({ code, at, ...finding }: ReportedFinding, ours: Ours): CheckedRung['findings'] =>
  isCameraFault(code) ? [{ code, ...finding, occurredAt: ours(at) }] : [];

/** A rung, state or reason that we do not know was said by a newer program than ours. */
function toChecked(deviceNo: DeviceNo, told: ReportedRung, ours: Ours): CheckedRung[] {
  const rung = DEEP_RUNGS.find((name) => name === told.rung);
  const state = RUNG_STATES.find((name) => name === told.state);
  const reason = RUNG_FINDINGS.find((name) => name === told.reason);
  if (rung === undefined || state === undefined || reason === undefined) return [];
  const { evidence, findings } = told;
  const reading = { rung, state, reason, at: ours(told.at), evidence };
  return [{ deviceNo, reading, findings: findings.flatMap((finding) => toFinding(finding, ours)) }];
}
