import {
  readBirth,
  readCommandAck,
  readEdgeAnswer,
  readHeartbeat,
  readHeartbeatProtobuf,
  readObservationBatch,
  readStatus,
  refused,
  type Accepted,
  type HeartbeatMessage,
  type PayloadFault,
  type PayloadResult,
  type Refused,
  type SubscribeLeaf,
} from '#libs/contracts';
import type { BatchWriter } from '#libs/database';
import type { DeviceNo, EpochMs } from '#libs/domain';
import type { Intake } from '../door/intake.ts';
import type { AgentAnswers } from '../edge/agent-answers.ts';
import type { AgentReports } from '../edge/agent-reports.ts';
import type { Speaker } from '../door/speaker.ts';
import type { DoorEvent } from '../door/tally.ts';
import type { SilenceTable } from '../silence/silence-table.ts';
import { DeviceMemory } from './device-memory.ts';

/** Enough of a refused payload to see what is wrong with it. */
const KEPT_BYTES = 1_024;

export type RefusalReason = PayloadFault | 'unknown_topic';

export interface IntakeParts {
  readonly writer: Pick<BatchWriter, 'take' | 'whenCommitted' | 'accepting'>;
  readonly silence: Pick<SilenceTable, 'touch'>;
  readonly now: () => EpochMs;
  readonly refused: (reason: RefusalReason) => void;
  readonly openedFor: (deviceNo: DeviceNo) => void;
  readonly listensFor: (session: Speaker, leaf: SubscribeLeaf) => void;
  /** What edge agents report; acknowledges for itself. */
  readonly reports: Pick<AgentReports, 'take' | 'accepting'>;
  readonly answers: Pick<AgentAnswers, 'take' | 'accepting'>;
}

interface Heard {
  readonly deviceNo: DeviceNo;
  readonly sessionEpoch: number;
  readonly at: EpochMs;
}

/** Reads what a device says and proposes what it means. Refused messages are contact too, and acknowledged. */
export class DeviceIntake implements Intake {
  private readonly memories = new Map<DeviceNo, DeviceMemory>();
  private readonly parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.parts = parts;
  }

  get accepting(): boolean {
    const { writer, reports, answers } = this.parts;
    return writer.accepting && reports.accepting && answers.accepting;
  }

  /** These devices' last message was refused, say the rows. */
  remember(refusing: readonly DeviceNo[]): void {
    for (const deviceNo of refusing) this.memoryOf(deviceNo).refusing = true;
  }

  opened(session: Speaker): void {
    this.parts.openedFor(session.device.deviceNo);
    this.parts.writer.take({ kind: 'contact', ...this.heard(session) });
  }

  subscribed(session: Speaker, leaf: SubscribeLeaf): void {
    this.parts.listensFor(session, leaf);
  }

  closed(session: Speaker, _reason: DoorEvent, hint: boolean): void {
    if (!hint) return;
    this.hint({ deviceNo: session.device.deviceNo, sessionEpoch: session.startedAt, at: this.parts.now() });
  }

  message(session: Speaker, leaf: string, payload: Buffer, committed: (() => void) | null): void {
    const heard = this.heard(session);
    switch (leaf) {
      case 'heartbeat':
        this.heartbeat(heard, leaf, payload, readHeartbeat(payload));
        break;
      case 'heartbeat/pb':
        this.heartbeat(heard, leaf, payload, readHeartbeatProtobuf(payload));
        break;
      case 'birth':
        this.birth(heard, leaf, payload);
        break;
      case 'status':
        this.status(heard, leaf, payload);
        break;
      case 'commands/ack':
        this.commandAck(heard, leaf, payload);
        break;
      case 'observations':
        if (this.observations(session, heard, payload, committed)) return;
        break;
      case 'answers':
        if (this.answers(session, heard, payload, committed)) return;
        break;
      default:
        this.refuse(heard, leaf, payload, 'unknown_topic', '');
    }
    if (committed !== null) this.parts.writer.whenCommitted(committed);
  }

  private heartbeat(heard: Heard, leaf: string, payload: Buffer, read: PayloadResult<HeartbeatMessage>): void {
    const message = this.accept(heard, leaf, payload, read);
    if (message === null) return;
    const { value, unknown } = message;
    // Buffered messages may belong to an older boot: they must not look like a restart.
    const memory = value.late ? null : this.memoryOf(heard.deviceNo).counted(value.bootId, value.seq);
    this.parts.writer.take({
      kind: 'heartbeat',
      ...heard,
      ...value,
      extra: unknown,
      bootChanged: memory?.bootChanged ?? false,
      duplicate: memory?.duplicate ?? false,
    });
  }

  private birth(heard: Heard, leaf: string, payload: Buffer): void {
    const message = this.accept(heard, leaf, payload, readBirth(payload));
    if (message === null) return;
    const { bootId, intervalSeconds, firmware, configVersion, hardware, model } = message.value;
    const facts = {
      ...(firmware !== undefined && { firmware }),
      ...(configVersion !== undefined && { configVersion }),
      ...(hardware !== undefined && { hardware }),
      ...(model !== undefined && { model }),
    };
    const bootChanged = this.memoryOf(heard.deviceNo).booted(bootId);
    const announcedIntervalSeconds = intervalSeconds ?? null;
    this.parts.writer.take({ kind: 'birth', ...heard, bootId, bootChanged, facts, announcedIntervalSeconds });
  }

  private status(heard: Heard, leaf: string, payload: Buffer): void {
    const message = this.accept(heard, leaf, payload, readStatus(payload));
    if (message === null) return;
    this.contact(heard);
    if (!message.value.online) this.hint(heard);
  }

  /** True: taken, and acknowledged when it is written. */
  private observations(session: Speaker, heard: Heard, payload: Buffer, committed: (() => void) | null): boolean {
    const isAgent = session.device.kind === 'edge_agent';
    const read = isAgent ? readObservationBatch(payload) : refused('not_accepted');
    if (!read.ok) {
      this.refuse(heard, 'observations', payload, read.reason, read.path);
      return false;
    }
    this.acceptedAgain(heard);
    this.contact(heard);
    this.parts.reports.take(session, heard.at, read.value, committed);
    return true;
  }

  /** True: taken, and acknowledged when it is kept. */
  private answers(session: Speaker, heard: Heard, payload: Buffer, committed: (() => void) | null): boolean {
    const isAgent = session.device.kind === 'edge_agent';
    const read = isAgent ? readEdgeAnswer(payload) : refused('not_accepted');
    const message = this.accept(heard, 'answers', payload, read);
    if (message === null) return false;
    this.contact(heard);
    this.parts.answers.take(session, message.value, committed);
    return true;
  }

  /** A sign of life whatever it answers; the rows decide what it changes. */
  private commandAck(heard: Heard, leaf: string, payload: Buffer): void {
    const message = this.accept(heard, leaf, payload, readCommandAck(payload));
    if (message === null) return;
    const { commandId, result, detail } = message.value;
    this.parts.writer.take({ kind: 'command_ack', ...heard, commandId, result, detail: detail ?? null });
  }

  private contact(heard: Heard): void {
    this.parts.writer.take({ kind: 'contact', ...heard });
  }

  /** A hint speaks of the time after the last word, be it in the same millisecond. */
  private hint(heard: Heard): void {
    this.parts.writer.take({ kind: 'hint', ...heard, at: heard.at + 1 });
  }

  private accept<T>(heard: Heard, leaf: string, payload: Buffer, result: PayloadResult<T>): Accepted<T> | null {
    if (!result.ok) return this.refuse(heard, leaf, payload, result.reason, result.path);
    this.acceptedAgain(heard);
    return result;
  }

  private acceptedAgain(heard: Heard): void {
    const memory = this.memoryOf(heard.deviceNo);
    if (!memory.refusing) return;
    memory.refusing = false;
    this.parts.writer.take({ kind: 'payload_outcome', ...heard, outcome: 'accepted' });
  }

  private refuse(heard: Heard, topic: string, payload: Buffer, reason: RefusalReason, path: Refused['path']): null {
    this.parts.refused(reason);
    // A copy: the payload is a view into a read buffer.
    const kept = Buffer.from(payload.subarray(0, KEPT_BYTES));
    this.parts.writer.take({
      kind: 'rejection',
      ...heard,
      topic: storable(topic),
      reason,
      path: storable(path),
      payload: kept,
    });
    const memory = this.memoryOf(heard.deviceNo);
    if (!memory.refusing) {
      memory.refusing = true;
      this.parts.writer.take({ kind: 'payload_outcome', ...heard, outcome: 'refused' });
    }
    return null;
  }

  private heard(session: Speaker): Heard {
    const { deviceNo } = session.device;
    const at = this.parts.now();
    this.parts.silence.touch(deviceNo, at);
    return { deviceNo, sessionEpoch: session.startedAt, at };
  }

  private memoryOf(deviceNo: DeviceNo): DeviceMemory {
    let memory = this.memories.get(deviceNo);
    if (memory === undefined) this.memories.set(deviceNo, (memory = new DeviceMemory()));
    return memory;
  }
}

/** Text the device chose, cut and without what no database takes. */
const storable = (text: string): string => text.slice(0, 200).replace(/[\0\p{Surrogate}]/gu, '');
