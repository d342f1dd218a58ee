import {
  type DynamicModule,
  type INestApplication,
  type INestApplicationContext,
  Module,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { AddressInfo, Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AddressPolicy } from './address-policy.ts';
import { DatabaseClock } from './database-clock.ts';
import { startHealthServer } from './health-server.ts';
import { LoopRegistry } from './loop-registry.ts';
import { Metrics } from './metrics.ts';
import type { Logger } from './logger.ts';
import { asNestLogger } from './nest-logger.ts';
import { Readiness } from './readiness.ts';
import type { ProcessContext } from './run-process.ts';
import { RuntimeModule } from './runtime.module.ts';
import { explainListenError } from './start-error.ts';

const MEASURE_CLOCK_MS = 30_000;
const READY_PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 50;

export interface ApplicationParts {
  /** The rooms of this process, with the database's module. */
  readonly modules: readonly (Type | DynamicModule)[];
  /** One reading of the database server's clock, epoch ms. */
  readonly readServerTime: () => Promise<number>;
}

export interface StartedApplication {
  readonly app: INestApplicationContext;
  /** The port in use, also when 0 was asked for. */
  readonly httpPort: number;
}

/** Starts a process that serves no HTTP but `/healthz`, `/readyz` and `/metrics`. Throws StartError. */
export async function startWorker(context: ProcessContext, parts: ApplicationParts): Promise<StartedApplication> {
  const root = await rootModule(context, parts);
  const app = await NestFactory.createApplicationContext(root.module, {
    logger: asNestLogger(context.logger),
    abortOnError: false,
  });
  context.onStop(() => app.close());
  watchDatabase(app, parts, root.clock);
  const server = await startHealthServer(context.config, app.get(Readiness), app.get(Metrics));
  context.onStop(() => closed(server));
  const httpPort = portOf(server, app);
  await untilReady(app, context.logger);
  return { app, httpPort };
}

/**
 * Starts a process whose rooms serve HTTP; `configure` sets everything about it, body parsers too. Throws StartError
 * when the port is taken.
 */
export async function startServer(
  context: ProcessContext,
  parts: ApplicationParts & {
    readonly configure: (app: INestApplication) => void | Promise<void>;
  },
): Promise<StartedApplication> {
  const { host, port } = context.config.http;
  const root = await rootModule(context, parts);
  const options = { logger: asNestLogger(context.logger), abortOnError: false, bodyParser: false };
  const app = await NestFactory.create(root.module, options);
  context.onStop(() => app.close());
  await parts.configure(app);
  watchDatabase(app, parts, root.clock);
  try {
    await app.listen(port, host);
  } catch (error) {
    throw explainListenError(error, { name: 'HTTP', port, variable: 'HTTP_PORT' });
  }
  const httpPort = portOf(app.getHttpServer() as Server, app);
  await untilReady(app, context.logger);
  return { app, httpPort };
}

@Module({})
class Root {}

async function rootModule({ config, logger }: ProcessContext, { modules, readServerTime }: ApplicationParts) {
  const onStep = (byMs: number): void => logger.warn({ byMs }, "The database server's clock was changed");
  const clock = new DatabaseClock({ readServerTime, onStep });
  await clock.measure();
  const metrics = new Metrics();
  metrics.collectProcessFigures();
  const module: DynamicModule = {
    module: Root,
    imports: [RuntimeModule.forRoot({ config, clock, logger, metrics }), ...modules],
  };
  return { module, clock };
}

function watchDatabase(app: INestApplicationContext, { readServerTime }: ApplicationParts, clock: DatabaseClock): void {
  app.get(Readiness).add('database', async () => void (await readServerTime()));
  app.get(LoopRegistry).add({ name: 'database-clock', everyMs: MEASURE_CLOCK_MS, run: () => clock.measure() });
}

/** Whoever reads "ready" may rely on it. A part that takes longer is told, and may still become ready. */
async function untilReady(app: INestApplicationContext, logger: Logger): Promise<void> {
  const deadline = performance.now() + READY_PATIENCE_MS;
  let report = await app.get(Readiness).report();
  while (!report.ready && performance.now() < deadline) {
    await delay(LOOK_AGAIN_MS);
    report = await app.get(Readiness).report();
  }
  if (!report.ready) logger.warn({ checks: report.checks }, 'Started, but not everything is ready');
}

function portOf(server: Pick<Server, 'address'>, app: INestApplicationContext): number {
  const { port } = server.address() as AddressInfo;
  app.get(AddressPolicy).addOwnPort(port);
  return port;
}

async function closed(server: Pick<Server, 'close'>): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
