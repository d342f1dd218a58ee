import type { DeviceNo, EpochMs, PayloadOutcome } from '#libs/domain';
import type { CommandAckNote } from '../commands/command-delivery.store.ts';
import type { HistoryRow, Observation } from './observation.ts';

/** All that one device said since the last flush, joined: the newest word wins, history keeps every row. */
export interface DeviceEntry {
  readonly deviceNo: DeviceNo;
  sessionEpoch: number;
  /** Null: only a hint came, the device itself said nothing. */
  lastContactAt: EpochMs | null;
  hintedAt: EpochMs | null;
  bootId: string | null;
  /** The door's memory says that this boot is another one; the row decides. */
  bootChanged: boolean;
  seq: number | null;
  factsAt: EpochMs | null;
  facts: Readonly<Record<string, unknown>>;
  extra: Readonly<Record<string, unknown>> | null;
  announcedIntervalSeconds: number | null;
  rejection: (Observation & { kind: 'rejection' }) | null;
  rejections: number;
  outcome: PayloadOutcome | null;
  readonly history: HistoryRow[];
  /** In the order in which they came. */
  readonly acks: CommandAckNote[];
}

/** What waits for the next flush. */
export class IngestBatch {
  readonly devices = new Map<DeviceNo, DeviceEntry>();
  readonly committed: (() => void)[] = [];
  /** Messages, not devices: what memory is bounded by. */
  size = 0;

  add(observation: Observation): void {
    this.size++;
    const entry = this.entry(observation.deviceNo);
    entry.sessionEpoch = Math.max(entry.sessionEpoch, observation.sessionEpoch);
    if (observation.kind === 'hint') {
      entry.hintedAt = observation.at;
      return;
    }
    entry.lastContactAt = Math.max(entry.lastContactAt ?? 0, observation.at);
    switch (observation.kind) {
      case 'heartbeat':
        return addHeartbeat(entry, observation);
      case 'birth':
        entry.bootId = observation.bootId;
        entry.bootChanged ||= observation.bootChanged;
        entry.factsAt = observation.at;
        entry.facts = { ...entry.facts, ...observation.facts };
        entry.announcedIntervalSeconds = observation.announcedIntervalSeconds ?? entry.announcedIntervalSeconds;
        return;
      case 'rejection':
        entry.rejection = observation;
        entry.rejections++;
        return;
      case 'payload_outcome':
        entry.outcome = observation.outcome;
        return;
      case 'command_ack': {
        const { deviceNo, commandId, result, detail } = observation;
        entry.acks.push({ deviceNo, commandId, result, detail });
        return;
      }
      case 'contact':
        return;
    }
  }

  private entry(deviceNo: DeviceNo): DeviceEntry {
    let entry = this.devices.get(deviceNo);
    if (entry === undefined) this.devices.set(deviceNo, (entry = emptyEntry(deviceNo)));
    return entry;
  }
}

function addHeartbeat(entry: DeviceEntry, heartbeat: Observation & { kind: 'heartbeat' }): void {
  if (heartbeat.duplicate) return;
  const { at, seq, sentAt, late, facts } = heartbeat;
  entry.history.push({ receivedAt: at, seq, sentAt, late, facts });
  if (late) return;
  entry.bootId = heartbeat.bootId;
  entry.bootChanged ||= heartbeat.bootChanged;
  entry.seq = seq;
  entry.factsAt = at;
  // The first one of a flush is used as it is: almost every device says one thing a flush.
  entry.facts = Object.keys(entry.facts).length === 0 ? facts : { ...entry.facts, ...facts };
  entry.extra = heartbeat.extra ?? entry.extra;
}

const emptyEntry = (deviceNo: DeviceNo): DeviceEntry => ({
  deviceNo,
  sessionEpoch: 0,
  lastContactAt: null,
  hintedAt: null,
  bootId: null,
  bootChanged: false,
  seq: null,
  factsAt: null,
  facts: {},
  extra: null,
  announcedIntervalSeconds: null,
  rejection: null,
  rejections: 0,
  outcome: null,
  history: [],
  acks: [],
});
