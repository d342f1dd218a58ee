import { silenceDeadlines, type Connectivity, type DeviceNo, type EpochMs } from '#libs/domain';

/** What is known of one device's reporting; seconds and epoch ms as named. */
export interface Listened {
  readonly connectivity: Connectivity;
  readonly lastContactAt: EpochMs | null;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
}

/** Order matters: a device only moves to a higher state by silence. */
const State = { absent: 0, talking: 1, suspectProposed: 2, suspect: 3, offlineProposed: 4, offline: 5 } as const;

const STATE_OF: Readonly<Record<Connectivity, number>> = {
  never_seen: State.absent,
  online: State.talking,
  suspect: State.suspect,
  offline: State.offline,
};

/** Device numbers there is room for at first; doubled as they come. */
const FIRST_SIZE = 16;

/** How long a proposal may take to become a row before we look at the row ourselves. */
const CONFIRM_AFTER_MS = 3_000;

/**
 * When did each device last speak, in plain arrays by device number: a touch is two stores, a scan of a million devices
 * a few milliseconds. Advisory: it decides when somebody should look at the rows, never what is true.
 */
export class SilenceTable {
  private lastContact = new Float64Array(FIRST_SIZE);
  /** Milliseconds of silence until suspect and until offline; 0 for devices we do not know. */
  private suspectAfter = new Float64Array(FIRST_SIZE);
  private offlineAfter = new Float64Array(FIRST_SIZE);
  private state = new Uint8Array(FIRST_SIZE);
  private readonly proposedAt = new Map<DeviceNo, EpochMs>();
  private highest = -1;

  /**
   * Takes the rows' word for a device: new, changed, or after a proposal. A row that was read before our newest contact
   * was stored does not know better: taken at its word, a device that spoke once and died would never be missed. Such a
   * device goes on being proposed until the rows have caught up.
   */
  track(deviceNo: DeviceNo, facts: Listened): void {
    this.grow(deviceNo);
    const spokeSince =
      this.state[deviceNo] !== State.absent && this.lastContact[deviceNo]! > (facts.lastContactAt ?? 0);
    const { suspectAt, offlineAt } = silenceDeadlines(0, 0, facts);
    this.lastContact[deviceNo] = Math.max(this.lastContact[deviceNo]!, facts.lastContactAt ?? 0);
    this.suspectAfter[deviceNo] = suspectAt;
    this.offlineAfter[deviceNo] = offlineAt;
    this.state[deviceNo] = spokeSince ? State.talking : STATE_OF[facts.connectivity];
    this.proposedAt.delete(deviceNo);
  }

  forget(deviceNo: DeviceNo): void {
    if (deviceNo > this.highest) return;
    this.state[deviceNo] = State.absent;
    this.suspectAfter[deviceNo] = 0;
    this.proposedAt.delete(deviceNo);
  }

  /** The device spoke; kept for one whose row we have not read yet, too. */
  touch(deviceNo: DeviceNo, at: EpochMs): void {
    this.grow(deviceNo);
    this.lastContact[deviceNo] = at;
    this.state[deviceNo] = State.talking;
  }

  /** Time was set back: nobody spoke later than now. */
  forgetFuture(now: EpochMs): void {
    for (let no = 0; no <= this.highest; no++) this.lastContact[no] = Math.min(this.lastContact[no]!, now);
    this.proposedAt.clear();
  }

  /** Devices that have just been silent for too long. `listeningSince`: since when this door hears without a gap. */
  scan(now: EpochMs, listeningSince: EpochMs): DeviceNo[] {
    const due: DeviceNo[] = [];
    const { lastContact, suspectAfter, offlineAfter, state } = this;
    for (let no = 0; no <= this.highest; no++) {
      const known = state[no]!;
      if (known === State.absent || known >= State.offlineProposed || suspectAfter[no] === 0) continue;
      const last = lastContact[no]!;
      const silence = now - (last > listeningSince ? last : listeningSince);
      if (silence < suspectAfter[no]!) continue;
      const proposal = silence >= offlineAfter[no]! ? State.offlineProposed : State.suspectProposed;
      if (proposal <= known) continue;
      state[no] = proposal;
      this.proposedAt.set(no as DeviceNo, now);
      due.push(no as DeviceNo);
    }
    return due;
  }

  /** Devices proposed a while ago whose rows have not been looked at since: read them and `track` again. */
  unconfirmed(now: EpochMs, limit: number): DeviceNo[] {
    const list: DeviceNo[] = [];
    for (const [deviceNo, proposedAt] of this.proposedAt) {
      if (list.length >= limit || now - proposedAt < CONFIRM_AFTER_MS) break;
      if (this.state[deviceNo] === State.talking) this.proposedAt.delete(deviceNo);
      else list.push(deviceNo);
    }
    return list;
  }

  private grow(deviceNo: number): void {
    this.highest = Math.max(this.highest, deviceNo);
    if (deviceNo < this.state.length) return;
    const size = 2 ** Math.ceil(Math.log2(deviceNo + 1));
    this.lastContact = copied(new Float64Array(size), this.lastContact);
    this.suspectAfter = copied(new Float64Array(size), this.suspectAfter);
    this.offlineAfter = copied(new Float64Array(size), this.offlineAfter);
    this.state = copied(new Uint8Array(size), this.state);
  }
}

function copied<T extends Float64Array | Uint8Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
