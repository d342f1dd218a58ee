import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { AlertingModule, Engine } from '#apps/alerting';
import {
  Database,
  DatabaseModule,
  DOOR_LEASE,
  IncidentStore,
  DoorStore,
  Outbox,
  recordCommandAcks,
  recordContacts,
  recordFaults,
  recordSilences,
} from '#libs/database';
import type {
  Cause,
  CommandResult,
  DeviceId,
  DeviceKind,
  DeviceNo,
  DoorId,
  FaultCode,
  PowerSource,
  TargetId,
  UnitId,
  UnitKind,
} from '#libs/domain';
import { createLogger, loadConfig, LoopRegistry, RuntimeModule, VirtualClock } from '#libs/runtime';
import { type DynamicModule, type INestApplicationContext, Module, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { Registry } from '../harness/registry.ts';
import { addTarget } from '../harness/webhook-target.ts';
import { type Received, RudeReceiver } from './rude-receiver.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
/** 19:42 in Vietnam. */
export const T0 = Date.parse('2026-11-21T12:42:00Z');
/** So long engines are watched closely after something fell due, and so long they are let alone while nothing is. */
const FINE_FOR = 3 * SECOND;
const WIDE = 5 * MINUTE;
/** Seconds after a deadline at which the rows are asked without a door. */
const PATROL_AFTER = 15;
const SECRET = `whsec_${randomBytes(24).toString('base64')}`;

/** The top of a process; holds nothing itself. */
@Module({})
class Process {}

const processOf = (...imports: ModuleMetadata['imports'] & object): DynamicModule => ({
  module: Process,
  imports,
});

/**
 * One village on real PostgreSQL with real engines and a real HTTP receiver; doors are played by their stores. Only
 * time is pretended.
 */
export class WatchedVillage {
  readonly clock = new VirtualClock(T0);
  readonly units: UnitId[] = [];
  #engines: INestApplicationContext[] = [];
  #deviceCount = 0;
  #isAway = false;
  #fineUntil = 0;
  /** They report all the time. */
  readonly #talking = new Set<DeviceNo>();
  #door: DoorId;

  private constructor(
    readonly testDatabase: TestDatabase,
    readonly receiver: RudeReceiver,
    readonly key: string,
    readonly app: INestApplicationContext,
    private readonly registry: Registry,
  ) {}

  static async start({ engines = 1 } = {}): Promise<WatchedVillage> {
    const testDatabase = await cloneDatabase();
    const receiver = await RudeReceiver.start(SECRET);
    const app = await NestFactory.createApplicationContext(
      processOf(DatabaseModule.forRoot({ url: testDatabase.url, poolSize: 4 })),
      { logger: false },
    );
    const key = randomBytes(32).toString('base64');
    const village = new WatchedVillage(testDatabase, receiver, key, app, await Registry.on(app, T0));
    await village.#settle();
    for (let count = 0; count < engines; count += 1) await village.addEngine();
    return village;
  }

  get database(): Database {
    return this.app.get(Database);
  }

  async #settle(): Promise<void> {
    const commune = await this.unit('commune', 'Xã Ô Diên');
    const village = await this.unit('village', 'Thôn Tháp Thượng', commune);
    await this.unit('group', 'Tổ tự quản số 5', village);
    const [door] = await this.database.query<{ id: DoorId }>(
      `INSERT INTO door (kind, instance, started_at, accepting_since, lease_until)
       VALUES ('broker', 'test', $1, $1, $2) RETURNING id`,
      [new Date(T0 - 60 * MINUTE), new Date(T0 + DOOR_LEASE)],
    );
    this.#door = (door as { id: DoorId }).id;
    await this.database.query(`UPDATE poll_block SET door_id = $1, lease_until = $3, polling_since = $2`, [
      this.#door,
      new Date(T0 - 60 * MINUTE),
      new Date(T0 + DOOR_LEASE),
    ]);
  }

  get group(): UnitId {
    return this.units[2] as UnitId;
  }
  get village(): UnitId {
    return this.units[1] as UnitId;
  }

  /** Below the country unless said otherwise. */
  async unit(kind: UnitKind, name: string, parentId?: UnitId): Promise<UnitId> {
    const id = await this.registry.unit(kind, name, T0, parentId);
    this.units.push(id);
    return id;
  }

  /** `log`: hears each line; see LOG_LEVEL. */
  async addEngine(
    settings: Record<string, string> = {},
    log?: (line: string) => void,
  ): Promise<INestApplicationContext> {
    const config = loadConfig({
      OUTBOUND_ALLOW: '127.0.0.0/8',
      SECRET_KEY: this.key,
      LOG_LEVEL: 'silent',
      PUBLIC_URL: 'https://canhthon.example',
      ...settings,
    });
    const imports = [
      RuntimeModule.forRoot({
        config,
        clock: this.clock,
        logger: createLogger(config, log && { write: log }),
        drive: 'by-hand',
      }),
      DatabaseModule.forRoot({ url: this.testDatabase.url, poolSize: 5 }),
      AlertingModule,
    ];
    const engine = await NestFactory.createApplicationContext(processOf(...imports), { logger: false });
    this.#engines.push(engine);
    return engine;
  }

  /** A decision-maker without loops, for crashing on purpose. */
  engine(atBorder: (step: string) => void): Engine {
    return new Engine(this.database, atBorder);
  }

  /** The same on a database of the test's choice. */
  engineOn(database: Database): Engine {
    return new Engine(database);
  }

  /** A sender that takes what is due and is gone. */
  async claimAndDie(): Promise<number> {
    return (await this.app.get(Outbox).claim(10, this.clock.now())).length;
  }

  /**
   * Lets all engines run for `ms`: each loop at every moment at which something falls due, a few times right after it,
   * and every five minutes at least. With a `stride`: once a stride. Several engines run at the same real time.
   */
  async pass(ms: number, stride?: number): Promise<void> {
    const until = this.clock.now() + ms;
    const loops = this.#engines.map((engine) => engine.get(LoopRegistry));
    this.#fineUntil = this.clock.now() + FINE_FOR;
    while (this.clock.now() < until) {
      const now = this.clock.now();
      this.clock.set(Math.min(until, stride === undefined ? await this.#nextStop(now) : now + stride));
      await this.#doorLives();
      await Promise.all(loops.map((registry) => registry.advanceTo(this.clock, this.clock.now())));
    }
  }

  async #nextStop(now: number): Promise<number> {
    if (now < this.#fineUntil) return now + SECOND;
    const due = await this.#nextDue(now);
    if (due > now + WIDE) return now + WIDE;
    this.#fineUntil = due + FINE_FOR;
    return due;
  }

  /** When an engine has something to look at; Infinity: nothing. What waits in vain is nobody's next moment. */
  async #nextDue(now: number): Promise<number> {
    const [row] = await this.database.prepared<{ at: Date | null }>(
      `SELECT min(at) AS at FROM (
         SELECT due_at AS at FROM announcement UNION ALL SELECT due_at FROM incident_follow_up
         UNION ALL SELECT due_at FROM cause_work UNION ALL SELECT digest_due_at FROM target
         UNION ALL SELECT due_at FROM drill WHERE state = 'waiting'
         UNION ALL SELECT next_attempt_at FROM notification WHERE state IN ('queued','sending')
         UNION ALL SELECT next_attempt_at FROM zalo_answer
         UNION ALL SELECT l.last_contact_at + make_interval(secs => d.offline_after_seconds + ${PATROL_AFTER})
           FROM device_latest l JOIN device d USING (device_no) JOIN device_health h USING (device_no)
           WHERE h.connectivity IN ('online','suspect') AND l.device_no <> ALL ($2)) due
       WHERE at > $1`,
      [new Date(now), [...this.#talking]],
    );
    return Math.max(now + SECOND, row?.at?.getTime() ?? Infinity);
  }

  /** Lets the night or the day pass in large strides, up to a local time of the village, `YYYY-MM-DDTHH:MM`. */
  until(local: string, stride = 10 * MINUTE): Promise<void> {
    return this.pass(Date.parse(`${local}:00+07:00`) - this.clock.now(), stride);
  }

  /** Time passes in the field and at the door; no engine runs. */
  async wait(ms: number): Promise<void> {
    this.clock.set(this.clock.now() + ms);
    await this.#doorLives();
  }

  /** Nobody of ours listens for so long, while engines run; then the door is there again. */
  async doorsAway(ms: number): Promise<void> {
    this.#isAway = true;
    await this.pass(ms);
    this.#isAway = false;
    await this.app.get(DoorStore).renew(this.#door, this.clock.now());
    await this.rows('UPDATE poll_block SET polling_since = $1', new Date(this.clock.now()));
  }

  /** The door keeps its leases and hears whoever talks; what falls silent is found by the patrol unless the test says so. */
  async #doorLives(): Promise<void> {
    if (this.#isAway) return;
    const now = this.clock.now();
    await this.database.prepared(
      `WITH door AS (UPDATE door SET lease_until = $2 WHERE id = $1),
         block AS (UPDATE poll_block SET lease_until = $2 WHERE door_id = $1)
       UPDATE device_latest SET last_contact_at = $3 WHERE device_no = ANY($4)`,
      [this.#door, new Date(now + DOOR_LEASE), new Date(now), [...this.#talking]],
    );
  }

  async stop(): Promise<void> {
    for (const engine of this.#engines) await engine.close();
    await this.app.close();
    await this.receiver.stop();
    await this.testDatabase.drop();
  }

  async target(
    path: string,
    {
      host = '127.0.0.1',
      ...more
    }: {
      unitId?: UnitId;
      channel?: string;
      minimumSeverity?: string;
      audience?: string;
      quietHours?: object;
      /** The same receiver by another name (`127.1`): a host of its own to whoever sends. */
      host?: string;
    } = {},
  ): Promise<TargetId> {
    const url = this.receiver.urlOf(path).replace('127.0.0.1', host);
    const target = { unitId: this.group, ...more, name: path, url };
    return addTarget(this.database, target, { key: this.key, secret: SECRET }, T0);
  }

  /** A device that is heard once, now. */
  async device(
    name: string,
    kind: DeviceKind = 'solar_light',
    unitId = this.group,
    more: { powerSource?: PowerSource; uplinkDeviceId?: DeviceId } = {},
  ): Promise<DeviceNo> {
    const deviceNo = await this.registered(name, kind, unitId, more);
    await this.hear(deviceNo);
    this.#talking.delete(deviceNo);
    return deviceNo;
  }

  /** One that never said anything. */
  async registered(
    name: string,
    kind: DeviceKind = 'solar_light',
    unitId = this.group,
    more: { powerSource?: PowerSource; uplinkDeviceId?: DeviceId } = {},
  ): Promise<DeviceNo> {
    this.#deviceCount += 1;
    const [code, siteCode] = [`D-${this.#deviceCount}`, `C-${this.#deviceCount}`];
    const { deviceNo } = await this.registry.device(
      {
        kind,
        name,
        code,
        unitId,
        siteCode,
        landmark: 'cổng làng',
        intervalSeconds: 5,
        offlineAfterSeconds: 15,
        ...more,
      },
      T0,
    );
    return deviceNo;
  }

  /** As a door does when a device speaks, which it goes on doing. */
  async hear(...deviceNos: DeviceNo[]): Promise<void> {
    for (const deviceNo of deviceNos) this.#talking.add(deviceNo);
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO device_latest (device_no, session_epoch, door_id, last_contact_at) SELECT unnest($1::int[]), 1, $2, $3
         ON CONFLICT (device_no) DO UPDATE SET last_contact_at = excluded.last_contact_at, door_id = excluded.door_id`,
        [deviceNos, this.#door, new Date(now)],
      );
      await recordContacts(
        tx,
        deviceNos.map((deviceNo) => ({ deviceNo, heardAt: now })),
        this.#door,
        now,
      );
    });
  }

  /** A report of then arrives only now; it says nothing about the present. */
  async hearLate(deviceNo: DeviceNo, heardAt: number): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction((tx) => recordContacts(tx, [{ deviceNo, heardAt }], this.#door, now));
  }

  /** From now on they say nothing. */
  hush(...deviceNos: DeviceNo[]): void {
    for (const deviceNo of deviceNos) this.#talking.delete(deviceNo);
  }

  /** As the engine does when silence is proposed: these devices were last heard 15 s before now or earlier. */
  async fallSilent(...deviceNos: DeviceNo[]): Promise<void> {
    this.hush(...deviceNos);
    const now = this.clock.now();
    await this.database.transaction((tx) => recordSilences(tx, deviceNos, this.#door, now));
  }

  /** As a door does when a device answers a command. */
  async answer(deviceNo: DeviceNo, commandId: string, result: CommandResult): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction((tx) =>
      recordCommandAcks(tx, [{ deviceNo, commandId, result, detail: null }], now),
    );
  }

  async fault(deviceNo: DeviceNo, code: FaultCode, present: boolean): Promise<void> {
    const now = this.clock.now();
    const finding = { deviceNo, code, present, reason: 'probe', rule: 'probe/1', occurredAt: now };
    await this.database.transaction((tx) => recordFaults(tx, [finding], this.#door, now));
  }

  /** A person closes what is open of this cause. */
  async closeByHand(cause: Cause): Promise<void> {
    const access = { actor: { kind: 'system', id: null }, scope: this.units.slice(0, 1) } as const;
    for (const { id } of await this.rows<{ id: string }>(
      `SELECT id FROM incident WHERE cause = $1 AND state <> 'resolved'`,
      cause,
    ))
      await this.app.get(IncidentStore).resolve(access, id, null, this.clock.now());
  }

  /** What arrived at a target, in words, with repetitions of one message counted once. */
  said(path: string): string[] {
    const once = new Map(this.receiver.at(path).map((message): [string, Received] => [message.id, message]));
    return [...once.values()].map((message) => message.body.data.text.vi);
  }

  rows<Row>(text: string, ...parameters: unknown[]): Promise<Row[]> {
    return this.database.query<Row>(text, parameters);
  }
}
