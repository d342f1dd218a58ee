import { type DynamicModule, Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import type { Embedded } from '#libs/database';
import {
  CONFIG,
  type Config,
  DiskWatch,
  LOGGER,
  type Logger,
  LoopRegistry,
  Metrics,
  Notices,
  Readiness,
} from '#libs/runtime';

const EMBEDDED = Symbol('EMBEDDED');
const LOOK_EVERY_MS = 1_000;

@Injectable()
class DiskGuard implements OnApplicationBootstrap {
  constructor(
    @Inject(EMBEDDED) private readonly embedded: Embedded,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly loops: LoopRegistry,
    private readonly metrics: Metrics,
    private readonly notices: Notices,
    private readonly readiness: Readiness,
  ) {}

  onApplicationBootstrap(): void {
    const { folder, setReadOnly, ballast } = this.embedded;
    const freeBytes = async (): Promise<number> => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    };
    const { logger, metrics, notices, readiness } = this;
    const told = { logger, metrics, notices, readiness };
    const watch = new DiskWatch({ freeBytes, setReadOnly, ballast }, this.config.diskReserveBytes, told);
    this.loops.add({ name: 'disk', everyMs: LOOK_EVERY_MS, run: (now) => watch.check(now) });
  }
}

/** Watches the disk of the built-in database; an external server's disk is the business of whoever runs it. */
@Module({})
export class DiskGuardModule {
  static forRoot(embedded: Embedded): DynamicModule {
    return { module: DiskGuardModule, providers: [DiskGuard, { provide: EMBEDDED, useValue: embedded }] };
  }
}
