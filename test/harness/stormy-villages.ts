import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import {
  Database,
  DatabaseModule,
  DOOR_LEASE,
  DoorStore,
  recordContacts,
  recordFaults,
  recordSilences,
} from '#libs/database';
import { DAY, type DeviceNo, type DoorId, type TransitionId, type UnitId } from '#libs/domain';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { registerCrowd } from './crowd.ts';
import { Registry } from './registry.ts';
import { addTarget, type Sealing } from './webhook-target.ts';

const DEVICES_A_GROUP = 20;
/** Nobody but the bench says that they are silent. */
const PATIENCE_SECONDS = 604_800;
const LONG_AGO = 8 * DAY;

@Module({})
class Root {}

interface Receivers extends Sealing {
  readonly urlOf: (path: string) => string;
}

/** Villages whose devices fall silent, come back and have faults as fast as they are told to; a door's part is played. */
export class StormyVillages {
  readonly #down = new Set<DeviceNo>();
  readonly #faulty = new Set<DeviceNo>();
  /** Recorded and not yet decided: when it was committed, by this process's clock (ms). */
  readonly #waiting = new Map<TransitionId, number>();
  #looking: Promise<void> | undefined;
  #turn = 0;
  #renewedAt = 0;

  private constructor(
    private readonly app: INestApplicationContext,
    private readonly door: DoorId,
    private readonly devices: readonly DeviceNo[],
  ) {}

  static async found(url: string, count: number, receivers: Receivers): Promise<StormyVillages> {
    const root = { module: Root, imports: [DatabaseModule.forRoot({ url, poolSize: 4 })] };
    const app = await NestFactory.createApplicationContext(root, { logger: false });
    const now = Date.now();
    const registry = await Registry.on(app, now);
    const groups: UnitId[] = [];
    for (let group = 0; group * DEVICES_A_GROUP < count; group += 1) {
      const village = await registry.unit('village', `Thôn ${group + 1}`, now);
      groups.push(await registry.unit('group', `Tổ tự quản số ${group + 1}`, now, village));
    }
    const sql = app.get(Database);
    await sql.query('INSERT INTO unit_policy (unit_id, group_wait_seconds, updated_at) VALUES ($1, 0, $2)', [
      registry.rootId,
      new Date(now),
    ]);
    for (const [index, unitId] of groups.entries())
      await addTarget(sql, { unitId, name: `/${index}`, url: receivers.urlOf(`/${index}`) }, receivers, now);
    const crowd = Array.from({ length: count }, (_, index) => ({
      code: `den-${index}`,
      name: `Đèn ${index}`,
      kind: 'solar_light' as const,
      unitId: groups[Math.floor(index / DEVICES_A_GROUP)] as UnitId,
      power: 'solar' as const,
      landmark: 'đầu ngõ',
      intervalSeconds: 86_400,
      offlineAfterSeconds: PATIENCE_SECONDS,
      behind: null,
    }));
    const devices = [...(await registerCrowd(sql, crowd, now)).values()];
    const door = await app.get(DoorStore).open('broker', 'storm', now);
    await sql.query('UPDATE door SET accepting_since = $2, lease_until = $3 WHERE id = $1', [
      door,
      new Date(now - 2 * LONG_AGO),
      new Date(now + DOOR_LEASE),
    ]);
    const villages = new StormyVillages(app, door, devices);
    await villages.#hear(devices, now);
    return villages;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** So many devices change: every other time their connection, every other time a fault. */
  async trouble(count: number): Promise<void> {
    const chosen = Array.from(
      { length: count },
      () => this.devices[(this.#turn += 7) % this.devices.length] as DeviceNo,
    );
    const now = Date.now();
    await this.#keepListening(now);
    if (this.#turn % 2 === 0) await this.#toggleFault(chosen, now);
    else await this.#toggleSilence(chosen, now);
    await this.#note(chosen, now);
  }

  /** Which of the waiting are decided by now? */
  async look(latencies: number[]): Promise<void> {
    if (this.#looking || this.#waiting.size === 0) return;
    this.#looking = this.#lookOnce(latencies);
    await this.#looking;
    this.#looking = undefined;
  }

  /** As `look`, when no other look goes on any more: nothing that is decided is left out. */
  async lookAtLast(latencies: number[]): Promise<void> {
    await this.#looking;
    await this.#lookOnce(latencies);
  }

  async #lookOnce(latencies: number[]): Promise<void> {
    const rows = await this.#sql.query<{ transition_id: TransitionId }>(
      'SELECT transition_id FROM transition_decision WHERE transition_id = ANY($1::uuid[])',
      [[...this.#waiting.keys()]],
    );
    const seenAt = performance.now();
    for (const { transition_id: id } of rows) {
      latencies.push(seenAt - (this.#waiting.get(id) ?? seenAt));
      this.#waiting.delete(id);
    }
  }

  async untilDecided(atMostMs: number): Promise<void> {
    const deadline = performance.now() + atMostMs;
    while (performance.now() < deadline) {
      const [row] = await this.#sql.query<{ waits: boolean }>('SELECT EXISTS (SELECT 1 FROM transition_work) AS waits');
      if (!row?.waits) return;
      await this.#keepListening(Date.now());
      await pause(100);
    }
  }

  rows<Row>(text: string, ...parameters: unknown[]): Promise<Row[]> {
    return this.#sql.query<Row>(text, parameters);
  }

  leave(): Promise<void> {
    return this.app.close();
  }

  async #keepListening(now: number): Promise<void> {
    if (now - this.#renewedAt < DOOR_LEASE / 4) return;
    this.#renewedAt = now;
    await this.app.get(DoorStore).renew(this.door, now);
  }

  get #sql(): Database {
    return this.app.get(Database);
  }

  async #toggleFault(chosen: readonly DeviceNo[], now: number): Promise<void> {
    const findings = chosen.map((deviceNo) => ({
      ...{ deviceNo, code: 'clock_drift' as const, present: !this.#faulty.has(deviceNo) },
      ...{ reason: 'probe', rule: 'probe/1', occurredAt: now },
    }));
    for (const { deviceNo, present } of findings) this.#faulty[present ? 'add' : 'delete'](deviceNo);
    await this.#sql.transaction((tx) => recordFaults(tx, findings, this.door, now));
  }

  async #toggleSilence(chosen: readonly DeviceNo[], now: number): Promise<void> {
    const back = chosen.filter((deviceNo) => this.#down.has(deviceNo));
    const gone = chosen.filter((deviceNo) => !this.#down.has(deviceNo));
    for (const deviceNo of back) this.#down.delete(deviceNo);
    for (const deviceNo of gone) this.#down.add(deviceNo);
    if (back.length > 0) await this.#hear(back, now);
    if (gone.length === 0) return;
    await this.#sql.transaction(async (tx) => {
      const lastHeard = new Date(now - LONG_AGO);
      await tx.query('UPDATE device_latest SET last_contact_at = $2 WHERE device_no = ANY($1)', [gone, lastHeard]);
      await recordSilences(tx, gone, this.door, now);
    });
  }

  async #hear(devices: readonly DeviceNo[], now: number): Promise<void> {
    await this.#sql.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO device_latest (device_no, session_epoch, door_id, last_contact_at)
         SELECT unnest($1::int[]), 1, $2, $3
         ON CONFLICT (device_no) DO UPDATE SET last_contact_at = excluded.last_contact_at`,
        [devices, this.door, new Date(now)],
      );
      const contacts = devices.map((deviceNo) => ({ deviceNo, heardAt: now }));
      await recordContacts(tx, contacts, this.door, now);
    });
  }

  async #note(chosen: readonly DeviceNo[], now: number): Promise<void> {
    const at = performance.now();
    const rows = await this.#sql.query<{ id: TransitionId }>(
      'SELECT id FROM transition WHERE device_no = ANY($1) AND known_at = $2',
      [chosen, new Date(now)],
    );
    for (const { id } of rows) this.#waiting.set(id, at);
  }
}
