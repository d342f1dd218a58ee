import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { createDataSource, dataSourceOptions } from './data-source.ts';
import { CommandDelivery } from './commands/command-delivery.store.ts';
import { CameraLoginStore } from './doors/camera-login.store.ts';
import { CameraStore } from './doors/camera.store.ts';
import { DeviceDirectory } from './doors/device-directory.store.ts';
import { DoorStore } from './doors/door.store.ts';
import { PollBlockStore } from './doors/poll-block.store.ts';
import { LadderStore } from './ladder/ladder.store.ts';
import { EdgeStore } from './doors/edge.store.ts';
import { IngestStore } from './ingest/ingest.store.ts';
import { DrillLinks } from './drills/drill-links.ts';
import { AckLinks } from './notifications/ack-links.ts';
import { AckReplies } from './notifications/ack-replies.ts';
import { ChannelCosts } from './notifications/channel-costs.ts';
import { ChannelHealthStore } from './notifications/channel-health.ts';
import { Outbox } from './notifications/outbox.ts';
import { DeliveryReceipts } from './notifications/receipts.ts';
import { AgentWorkStore } from './operations/agent-work.store.ts';
import { OperationStore } from './operations/operation.store.ts';
import { PushKeys } from './push/push-keys.ts';
import { SecurityLog } from './security/security-log.ts';
import { Database } from './sql.ts';
import { PEOPLE_STORES } from './for-people.ts';
import { PublicSites } from './residents/public-site.store.ts';
import { ChannelTokens } from './zalo/channel-tokens.ts';
import { ZaloAccounts } from './zalo/zalo-accounts.ts';
import { ZaloAnswers } from './zalo/zalo-answers.ts';
import { ZaloInbox } from './zalo/zalo-inbox.ts';
import { ZaloLinks } from './zalo/zalo-links.ts';
import { WakeUps } from './wake-ups.ts';

const STORES = [
  ...PEOPLE_STORES,
  Database,
  WakeUps,
  DoorStore,
  PollBlockStore,
  DeviceDirectory,
  CameraStore,
  CameraLoginStore,
  LadderStore,
  EdgeStore,
  IngestStore,
  OperationStore,
  AgentWorkStore,
  Outbox,
  AckLinks,
  DrillLinks,
  AckReplies,
  DeliveryReceipts,
  ChannelCosts,
  ChannelHealthStore,
  PublicSites,
  CommandDelivery,
  SecurityLog,
  PushKeys,
  ChannelTokens,
  ZaloAccounts,
  ZaloAnswers,
  ZaloInbox,
  ZaloLinks,
];

/** One connection pool and every store for the process. The schema is migrated before this module is made. */
@Global()
@Module({})
export class DatabaseModule {
  /** @param url the server itself; `poolUrl`: a pooler before it, for all but what needs a session of its own */
  static forRoot({
    url,
    poolUrl,
    poolSize = 10,
  }: {
    url: string;
    poolUrl?: string | undefined;
    poolSize?: number;
  }): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => dataSourceOptions(url, poolSize, poolUrl),
          dataSourceFactory: () => createDataSource(url, poolSize, poolUrl).initialize(),
        }),
      ],
      providers: STORES,
      exports: STORES,
    };
  }
}
