import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { AlertingModule } from '#apps/alerting';
import { Database, DatabaseModule, PolicyStore } from '#libs/database';
import { BUILT_IN_POLICY, type EpochMs, type PolicyRules, type UnitId } from '#libs/domain';
import { createLogger, loadConfig, LoopRegistry, RuntimeModule, VirtualClock } from '#libs/runtime';
import { type DynamicModule, type INestApplicationContext, Module, type ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { RudeReceiver } from '../alerting/rude-receiver.ts';
import { Registry } from '../harness/registry.ts';
import { addTarget } from '../harness/webhook-target.ts';
import { Field } from './field.ts';
import type { Trace } from './trace.ts';

@Module({})
class Root {}
const rootOf = (...imports: ModuleMetadata['imports'] & object): DynamicModule => ({ module: Root, imports });

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
      this.units.set(unit, await registry.unit(kind, name, now, parentId));
    }
    for (const { policy, rules } of trace.policies) await this.#setPolicy(this.#unit(policy), rules);
    await this.field.furnish(trace, (name) => this.#unit(name), now);
    for (const { target: name, of, ...wishes } of trace.targets) {
      const target = { ...wishes, name, unitId: this.#unit(of), url: this.receiver.urlOf(`/${name}`) };
      await addTarget(this.database, target, { key: this.secrets.key, secret: this.secrets.webhook }, now);
    }
  }

  #unit(name: string): UnitId {
    const id = this.units.get(name);
    if (id === undefined) throw new Error(`the trace has no unit ${name} (units stand above what is in them)`);
    return id;
  }

  async #setPolicy(unitId: UnitId, rules: Partial<PolicyRules>): Promise<void> {
    const silent = Object.fromEntries(
      Object.keys(BUILT_IN_POLICY).map((field) => [field, null]),
    ) as unknown as PolicyRules;
    const steps = rules.escalation?.map((step) => ({ ...step, unitId: this.#unit(step.unitId) })) ?? null;
    const access = { actor: { kind: 'system', id: null }, scope: [unitId] } as const;
    const own = { ...silent, ...rules, escalation: steps };
    await this.app.get(PolicyStore).put(access, unitId, own, null, this.clock.now());
  }
}
