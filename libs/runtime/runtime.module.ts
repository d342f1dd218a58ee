import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type Provider,
} from '@nestjs/common';
import { AddressPolicy } from './address-policy.ts';
import { ClockSteps } from './clock-steps.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import { LoopRegistry } from './loop-registry.ts';
import { Metrics } from './metrics.ts';
import { Notices } from './notices.ts';
import { Readiness } from './readiness.ts';
import { SecretBox } from './secret-box.ts';
import { loadSecretKeys } from './secret-keys.ts';
import { StallMonitor } from './stall-monitor.ts';

export const CONFIG = Symbol('CONFIG');
export const CLOCK = Symbol('CLOCK');
export const LOGGER = Symbol('LOGGER');
const DRIVE = Symbol('DRIVE');

export interface RuntimeOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly logger: Logger;
  /** `timers` (the default) in production; `by-hand` when a test calls `LoopRegistry.advanceTo`. */
  readonly drive?: 'timers' | 'by-hand';
  /** Made here unless given. */
  readonly metrics?: Metrics;
  readonly secretBox?: SecretBox;
  readonly addressPolicy?: AddressPolicy;
}

/**
 * Gives every room its surroundings: CONFIG, CLOCK and LOGGER by token, the rest by class. Loops and the stall monitor
 * start with the application; loops stop in onModuleDestroy, before the rooms' last flush in beforeApplicationShutdown.
 */
@Module({})
export class RuntimeModule implements OnApplicationBootstrap, OnModuleDestroy {
  constructor(
    private readonly loops: LoopRegistry,
    private readonly stalls: StallMonitor,
    private readonly steps: ClockSteps,
    @Inject(DRIVE) private readonly drive: string,
  ) {}

  static forRoot(options: RuntimeOptions): DynamicModule {
    const metrics = options.metrics ?? new Metrics();
    const providers: Provider[] = [
      { provide: CONFIG, useValue: options.config },
      { provide: CLOCK, useValue: options.clock },
      { provide: LOGGER, useValue: options.logger },
      { provide: DRIVE, useValue: options.drive ?? 'timers' },
      { provide: Metrics, useValue: metrics },
      { provide: Readiness, useValue: new Readiness() },
      { provide: Notices, useValue: new Notices() },
      { provide: SecretBox, useFactory: () => options.secretBox ?? new SecretBox(loadSecretKeys(options.config)) },
      { provide: AddressPolicy, useFactory: () => options.addressPolicy ?? new AddressPolicy(options.config) },
      { provide: LoopRegistry, useFactory: () => new LoopRegistry(options.clock, options.logger, metrics) },
      { provide: ClockSteps, useFactory: () => new ClockSteps(options.logger) },
      { provide: StallMonitor, useFactory: () => new StallMonitor(metrics) },
    ];
    return { module: RuntimeModule, global: true, providers, exports: providers };
  }

  onApplicationBootstrap(): void {
    this.loops.add(this.steps.loop);
    if (this.drive !== 'timers') return;
    this.stalls.start();
    this.loops.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stalls.stop();
    await this.loops.stop();
  }
}
