import 'reflect-metadata';
import { type DynamicModule, type INestApplication, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AlertingModule } from '#apps/alerting';
import { ApiModule, configureApi } from '#apps/api';
import { BrokerModule } from '#apps/broker';
import { type AgentState, EdgeModule, PollerModule } from '#apps/poller';
import { DatabaseModule } from '#libs/database';
import { type Config, createLogger, LoopRegistry, RuntimeModule, type VirtualClock } from '#libs/runtime';

export const ROLES = ['broker', 'poller', 'alerting', 'api'] as const;
export type RoleName = (typeof ROLES)[number];

const MODULES: Record<RoleName, Type> = {
  broker: BrokerModule,
  poller: PollerModule,
  alerting: AlertingModule,
  api: ApiModule,
};

@Module({})
class RoleRoot {}

const rootOf = (imports: (DynamicModule | Type)[]): DynamicModule => ({ module: RoleRoot, imports });

/** One role of the product as its own application in this process, its loops driven by hand on a virtual clock. */
export class Role {
  private constructor(
    readonly app: INestApplication,
    readonly loops: LoopRegistry,
  ) {}

  static async start(name: RoleName, config: Config, clock: VirtualClock): Promise<Role> {
    const logger = createLogger(config);
    const root = rootOf([
      RuntimeModule.forRoot({ config, clock, logger, drive: 'by-hand' }),
      DatabaseModule.forRoot({ url: config.databaseUrl ?? '', poolUrl: config.databasePoolUrl, poolSize: 5 }),
      MODULES[name],
    ]);
    const app = await NestFactory.create(root, { logger: false, abortOnError: false, bodyParser: false });
    if (name === 'api') {
      await configureApi(app);
      await app.listen(config.http.port, '127.0.0.1');
    } else {
      await app.init();
    }
    return new Role(app, app.get(LoopRegistry));
  }

  /** An edge agent: no database, only the connection it was told of. */
  static async startAgent(agent: AgentState, folder: string, config: Config, clock: VirtualClock): Promise<Role> {
    const logger = createLogger(config);
    const root = rootOf([
      RuntimeModule.forRoot({ config, clock, logger, drive: 'by-hand' }),
      EdgeModule.forRoot(agent, folder),
    ]);
    const app = await NestFactory.create(root, { logger: false, abortOnError: false, bodyParser: false });
    await app.init();
    return new Role(app, app.get(LoopRegistry));
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
