import {
  type BatchWriter,
  Database,
  DeviceDirectory,
  DoorStore,
  IngestStore,
  PollBlockStore,
  recordFaults,
} from '#libs/database';
import {
  silenceDeadlines,
  type DoorId,
  type DoorKind,
  type EpochMs,
  type FaultCode,
  type UnitId,
  doorOf,
  MINUTE,
} from '#libs/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { registerCrowd } from '../harness/crowd.ts';
import { expandDevices, type FieldDevice } from './field-device.ts';
import type { Trace } from './trace.ts';

interface Door {
  id: DoorId;
  readonly kind: DoorKind;
  readonly writer: BatchWriter;
  readonly close: () => Promise<void>;
  since: EpochMs;
}

/** Devices as they truly are, and the two doors that hear them, played through the doors' own stores. */
export class Field {
  readonly devices = new Map<string, FieldDevice>();
  #doors: Door[] = [];
  #isOpen = false;
  #now: EpochMs;
  #opened = 0;
  #clockWasSet = false;

  private constructor(
    private readonly app: INestApplicationContext,
    now: EpochMs,
  ) {
    this.#now = now;
  }

  static async open(app: INestApplicationContext, now: EpochMs): Promise<Field> {
    const field = new Field(app, now);
    await field.openDoors(now);
    return field;
  }

  /** Processes of ours begin to listen. */
  async openDoors(now: EpochMs): Promise<void> {
    if (this.#isOpen) return;
    this.#opened += 1;
    for (const kind of ['broker', 'poller'] as const) {
      const { writer, close } = this.app.get(IngestStore).openWriter({ now: () => this.#now, flushAfterMs: 0 });
      const id = await this.app.get(DoorStore).open(kind, `${kind}-${this.#opened}`, now);
      writer.openFor(id);
      this.#doors.push({ id, kind, writer, close, since: now });
    }
    this.#isOpen = true;
    await this.#renew(now);
  }

  /** They are killed: nobody listens, nobody says so. */
  async killDoors(): Promise<void> {
    this.#isOpen = false;
    for (const door of this.#doors.splice(0)) await door.close();
  }

  async close(): Promise<void> {
    await this.killDoors();
  }

  async furnish(trace: Trace, unitId: (name: string) => UnitId, now: EpochMs): Promise<void> {
    const devices = expandDevices(trace, now);
    const crowd = devices.map(
      ({ name: code, title: name, unit, power = 'unknown', landmark = null, behind = null, ...device }) => ({
        ...device,
        ...{ code, name, power, landmark, behind, unitId: unitId(unit) },
      }),
    );
    const numbers = await registerCrowd(this.app.get(Database), crowd, now);
    for (const device of devices) {
      device.deviceNo = numbers.get(device.name) ?? device.deviceNo;
      this.devices.set(device.name, device);
    }
  }

  /** What devices and doors do up to `now`. */
  async live(now: EpochMs): Promise<void> {
    this.#now = now;
    if (!this.#isOpen) return;
    await this.#renew(now);
    for (const door of this.#doors) {
      const own = [...this.devices.values()].filter(({ kind }) => doorOf(kind) === door.kind);
      await this.#hear(door, own, now);
      await this.#noticeSilence(door, own, now);
    }
  }

  /** When something will be heard or missed that matters; Infinity: nothing but what is usual. */
  nextMoment(now: EpochMs): EpochMs {
    if (!this.#isOpen) return Infinity;
    const moments = [...this.devices.values()].flatMap((device) => {
      if (device.talking) return device.isDown ? [device.nextReportAt] : [];
      const { suspectAt, offlineAt } = this.#deadlines(device);
      return [suspectAt, offlineAt];
    });
    return moments.filter((at) => at > now).reduce((soonest, at) => Math.min(soonest, at), Infinity);
  }

  async fault(devices: readonly FieldDevice[], code: FaultCode, present: boolean, now: EpochMs): Promise<void> {
    const findings = devices.map(({ deviceNo }) => ({
      deviceNo,
      code,
      present,
      reason: 'probe',
      rule: 'probe/1',
      occurredAt: now,
    }));
    const doorId = this.#doors[0]?.id ?? null;
    await this.app.get(Database).transaction((tx) => recordFaults(tx, findings, doorId, now));
  }

  /** The clocks of our machines were set: leases are as old as they look. */
  clockWasSet(): void {
    this.#clockWasSet = true;
  }

  async #renew(now: EpochMs): Promise<void> {
    if (!this.#clockWasSet) await this.#renewedAllTheWhile(now);
    this.#clockWasSet = false;
    for (const door of this.#doors) {
      const { listeningSince } = await this.app.get(DoorStore).renew(door.id, now);
      door.since = listeningSince ?? now;
      if (door.kind !== 'poller') continue;
      const blocks = this.app.get(PollBlockStore);
      const held = await blocks.renew(door.id, now);
      const taken = await blocks.acquire(door.id, 64 - held.length, now);
      door.since = Math.max(door.since, ...[...held, ...taken].map(({ pollingSince }) => pollingSince));
    }
  }

  /** Time moves in strides here; real doors renew every few seconds. */
  async #renewedAllTheWhile(now: EpochMs): Promise<void> {
    const ids = this.#doors.map(({ id }) => id);
    const sql = this.app.get(Database);
    await sql.query('UPDATE door SET lease_until = $2 WHERE id = ANY($1) AND accepting_since IS NOT NULL', [
      ids,
      new Date(now),
    ]);
    await sql.query('UPDATE poll_block SET lease_until = $2 WHERE door_id = ANY($1)', [ids, new Date(now)]);
  }

  async #hear({ writer }: Door, devices: readonly FieldDevice[], now: EpochMs): Promise<void> {
    const speaking = devices.filter(({ talking, nextReportAt }) => talking && nextReportAt <= now);
    if (speaking.length === 0) return;
    for (const device of speaking) {
      const { deviceNo, isNew, boot, carrier, intervalSeconds } = device;
      const heard = { deviceNo, sessionEpoch: 1, at: now };
      const facts = carrier === undefined ? {} : { carrier };
      if (isNew)
        writer.take({
          ...heard,
          kind: 'birth',
          bootId: `boot-${boot}`,
          bootChanged: true,
          facts,
          announcedIntervalSeconds: null,
        });
      else writer.take({ ...heard, kind: 'contact' });
      device.isNew = false;
      device.isDown = false;
      device.lastHeardAt = now;
      const missed = Math.floor((now - device.nextReportAt) / (intervalSeconds * 1_000));
      device.nextReportAt += (missed + 1) * intervalSeconds * 1_000;
    }
    await new Promise<void>((committed) => writer.whenCommitted(committed));
  }

  async #noticeSilence(door: Door, devices: readonly FieldDevice[], now: EpochMs): Promise<void> {
    for (const device of devices) device.proposedAt = Math.min(device.proposedAt, now);
    const missed = devices.filter((device) => {
      if (device.talking && device.nextReportAt > now - MINUTE && !device.isDown) return false;
      const { suspectAt, offlineAt } = this.#deadlines(device);
      return [suspectAt, offlineAt].some((at) => at <= now && at > device.proposedAt);
    });
    if (missed.length === 0) return;
    for (const device of missed) Object.assign(device, { proposedAt: now, isDown: true });
    const nos = missed.map(({ deviceNo }) => deviceNo);
    await this.app.get(DeviceDirectory).proposeSilence(nos, door.id, now);
  }

  #deadlines(device: FieldDevice) {
    const since = this.#doors.find(({ kind }) => kind === doorOf(device.kind))?.since ?? this.#now;
    return silenceDeadlines(device.lastHeardAt, since, device);
  }
}
