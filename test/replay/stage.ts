import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { AlertingModule } from '#apps/alerting';
import { type Access, Database, DatabaseModule, DutyStore, MaintenanceStore, PolicyStore } from '#libs/database';
import { BUILT_IN_POLICY, type EpochMs, type PolicyRules, type TargetId, type UnitId } from '#libs/domain';
import { createLogger, loadConfig, LoopRegistry, RuntimeModule, VirtualClock } from '#libs/runtime';
import { type DynamicModule, type INestApplicationContext, Module, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RudeReceiver } from '../alerting/rude-receiver.ts';
import { Registry } from '../harness/registry.ts';
import { addTarget } from '../harness/webhook-target.ts';
import { Field } from './field.ts';
import { readDuration } from './duration.ts';
import type { FieldDevice } from './field-device.ts';
import type { Trace, TraceEvent } from './trace.ts';

@Module({})
class Root {}
const rootOf = (...imports: ModuleMetadata['imports'] & object): DynamicModule => ({ module: Root, imports });

type Rota = Omit<Trace['duties'][number], 'duty'>;
type Maintenance = Extract<TraceEvent, { kind: 'maintenance' }>;

/** The product's engine on a virtual clock, on real PostgreSQL, with a real HTTP receiver for all targets of a trace. */
export class Stage {
  readonly units = new Map<string, UnitId>();
  rootId: UnitId;
  #engine: INestApplicationContext | null = null;

  private constructor(
    readonly clock: VirtualClock,
    readonly app: INestApplicationContext,
    readonly receiver: RudeReceiver,
    readonly field: Field,
    private readonly url: string,
    private readonly secrets: { readonly key: string; readonly webhook: string },
  ) {}

  /** `url`: an empty, migrated database. */
  static async set(trace: Trace, url: string): Promise<Stage> {
    const clock = new VirtualClock(trace.startsAt);
    const secrets = { key: randomBytes(32).toString('base64'), webhook: `whsec_${randomBytes(24).toString('base64')}` };
    const options = { logger: false } as const;
    const app = await NestFactory.createApplicationContext(
      rootOf(DatabaseModule.forRoot({ url, poolSize: 4 })),
      options,
    );
    const receiver = await RudeReceiver.start(secrets.webhook);
    const field = await Field.open(app, clock.now());
    const stage = new Stage(clock, app, receiver, field, url, secrets);
    await stage.#furnish(trace);
    await stage.startEngine();
    return stage;
  }

  get database(): Database {
    return this.app.get(Database);
  }

  async startEngine(): Promise<void> {
    if (this.#engine !== null) return;
    const config = loadConfig({
      OUTBOUND_ALLOW: '127.0.0.0/8',
      SECRET_KEY: this.secrets.key,
      LOG_LEVEL: 'silent',
      PUBLIC_URL: 'https://canhthon.example',
    });
    const runtime = RuntimeModule.forRoot({
      config,
      clock: this.clock,
      logger: createLogger(config),
      drive: 'by-hand',
    });
    const imports = [runtime, DatabaseModule.forRoot({ url: this.url, poolSize: 5 }), AlertingModule];
    this.#engine = await NestFactory.createApplicationContext(rootOf(...imports), { logger: false });
  }

  async stopEngine(): Promise<void> {
    await this.#engine?.close();
    this.#engine = null;
  }

  /** Time goes on to `until`: the field speaks, then every loop of the engine runs once that is due. */
  async moveTo(until: EpochMs): Promise<void> {
    this.clock.set(until);
    await this.field.live(until);
    await this.#engine?.get(LoopRegistry).advanceTo(this.clock, until);
  }

  /** Of a unit when nothing else is said, of each of these devices otherwise. Times count from `startsAt`. */
  async plan({ maintenance, of, from, until }: Maintenance, devices: readonly FieldDevice[], startsAt: EpochMs) {
    const schedule = {
      kind: 'once',
      from: startsAt + readDuration(from),
      until: startsAt + readDuration(until),
    } as const;
    const isOfUnit = of.unit !== undefined && Object.keys(of).length === 1;
    const unitPlace = isOfUnit ? [{ kind: 'unit', id: this.#unit(of.unit ?? '') } as const] : [];
    const places = isOfUnit ? unitPlace : await this.#placesOf(devices);
    for (const place of places) {
      const window = { kind: maintenance, source: 'person', place, schedule, reason: 'planned' } as const;
      await this.app.get(MaintenanceStore).create(this.#access, window, this.clock.now());
    }
  }

  async #placesOf(devices: readonly FieldDevice[]) {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM device WHERE device_no = ANY($1) ORDER BY device_no',
      [devices.map(({ deviceNo }) => deviceNo)],
    );
    return rows.map(({ id }) => ({ kind: 'device', id }) as const);
  }

  async strike(): Promise<void> {
    await this.stopEngine();
    await this.field.close();
    await this.app.close();
    await this.receiver.stop();
  }

  async #furnish(trace: Trace): Promise<void> {
    const now = trace.startsAt;
    const registry = await Registry.on(this.app, now);
    this.rootId = registry.rootId;
    for (const { unit, kind, name, in: parent } of trace.units) {
      const parentId = parent === undefined ? undefined : this.#unit(parent);
      // A country is what everything stands in already.
      const isRoot = kind === 'country' && parentId === undefined;
      this.units.set(unit, isRoot ? this.rootId : await registry.unit(kind, name, now, parentId));
    }
    for (const { policy, rules } of trace.policies) await this.#setPolicy(this.#unit(policy), rules);
    await this.field.furnish(trace, (name) => this.#unit(name), now);
    const targets = new Map<string, TargetId>();
    for (const { target: name, of, ...wishes } of trace.targets) {
      const target = { ...wishes, name, unitId: this.#unit(of), url: this.receiver.urlOf(`/${name}`) };
      const secrets = { key: this.secrets.key, secret: this.secrets.webhook };
      targets.set(name, await addTarget(this.database, target, secrets, now));
    }
    for (const { duty, ...rota } of trace.duties) await this.#setDuty(this.#unit(duty), rota, targets);
  }

  get #access(): Access {
    return { actor: { kind: 'system', id: null }, scope: [this.rootId] };
  }

  #unit(name: string): UnitId {
    const id = this.units.get(name);
    if (id === undefined) throw new Error(`the trace has no unit ${name} (units stand above what is in them)`);
    return id;
  }

  async #setDuty(unitId: UnitId, rota: Rota, targets: ReadonlyMap<string, TargetId>): Promise<void> {
    const named = <Entry extends { readonly target: string }>({ target, ...entry }: Entry) => {
      const targetId = targets.get(target);
      if (targetId === undefined) throw new Error(`the trace has no target ${target}`);
      return { ...entry, targetId };
    };
    const duty = { shifts: rota.shifts.map(named), overrides: rota.overrides.map(named) };
    await this.app.get(DutyStore).put(this.#access, unitId, duty, null, this.clock.now());
  }

  async #setPolicy(unitId: UnitId, rules: Partial<PolicyRules>): Promise<void> {
    const silent = Object.fromEntries(
      Object.keys(BUILT_IN_POLICY).map((field) => [field, null]),
    ) as unknown as PolicyRules;
    const steps = rules.escalation?.map((step) => ({ ...step, unitId: this.#unit(step.unitId) })) ?? null;
    const own = { ...silent, ...rules, escalation: steps };
    await this.app.get(PolicyStore).put(this.#access, unitId, own, null, this.clock.now());
  }
}
