import { DataSource, type DataSourceOptions } from 'typeorm';
import { ApiKeyEntity, RefreshTokenEntity, UserEntity, UserGrantEntity } from './entities/people.entity.ts';
import {
  CameraEndpointEntity,
  DeviceEntity,
  HardwareEntity,
  OperationEntity,
  SiteEntity,
} from './entities/registry.entity.ts';
import { ContactEntity, TargetEntity } from './entities/target.entity.ts';
import { UnitAliasEntity, UnitEntity, UnitParentEntity, UnitPolicyEntity } from './entities/territory.entity.ts';
import { TerritoryAndPeople1763700000001 } from './migrations/0001-territory-and-people.ts';
import { Registry1763700000002 } from './migrations/0002-registry.ts';
import { Observations1763700000003 } from './migrations/0003-observations.ts';
import { IncidentsAndMessages1763700000004 } from './migrations/0004-incidents-and-messages.ts';
import { PeopleAndLists1763700000005 } from './migrations/0005-people-and-lists.ts';
import { Engine1763700000006 } from './migrations/0006-engine.ts';
import { History1763700000007 } from './migrations/0007-history.ts';
import { CommandsAndSecurity1763700000008 } from './migrations/0008-commands-and-security.ts';
import { Causes1763700000009 } from './migrations/0009-causes.ts';
import { Calm1763700000010 } from './migrations/0010-calm.ts';
import { AcknowledgeAndEscalate1763700000011 } from './migrations/0011-acknowledge-and-escalate.ts';
import { Maintenance1763700000012 } from './migrations/0012-maintenance.ts';
import { Drills1763700000013 } from './migrations/0013-drills.ts';
import { Reports1763700000014 } from './migrations/0014-reports.ts';
import { Map1763700000015 } from './migrations/0015-map.ts';
import { Residents1763700000016 } from './migrations/0016-residents.ts';
import { Zalo1763700000017 } from './migrations/0017-zalo.ts';
import { DeliveryTruth1763700000018 } from './migrations/0018-delivery-truth.ts';
import { FailedMessages1763700000019 } from './migrations/0019-failed-messages.ts';
import { WhoseFailure1763700000020 } from './migrations/0020-whose-failure.ts';
import { ChannelHealth1763700000021 } from './migrations/0021-channel-health.ts';
import { WebPush1763700000022 } from './migrations/0022-web-push.ts';
import { FailedReceipts1763700000023 } from './migrations/0023-failed-receipts.ts';
import { PackageLimits1763700000024 } from './migrations/0024-package-limits.ts';
import { HardwareChange1763700000029 } from './migrations/0029-hardware-change.ts';
import { BulkChanges1763700000031 } from './migrations/0031-bulk-changes.ts';
import { ClaimCodes1763700000036 } from './migrations/0036-claim-codes.ts';
import { Repairs1763700000035 } from './migrations/0035-repairs.ts';
import { Acceptance1763700000034 } from './migrations/0034-acceptance.ts';
import { Succession1763700000030 } from './migrations/0030-succession.ts';
import { StickerRolls1763700000032 } from './migrations/0032-sticker-rolls.ts';
import { RegisteringOnTheWay1763700000033 } from './migrations/0033-registering-on-the-way.ts';
import { Lights1763700000037 } from './migrations/0037-lights.ts';
import { DarkTonight1763700000038 } from './migrations/0038-dark-tonight.ts';
import { CameraLadder1763700000039 } from './migrations/0039-camera-ladder.ts';
import { CameraPictures1763700000040 } from './migrations/0040-camera-pictures.ts';
import { CameraTries1763700000042 } from './migrations/0042-camera-tries.ts';
import { EdgeAgents1763700000043 } from './migrations/0043-edge-agents.ts';
import { HotspotMemory1763700000045 } from './migrations/0045-hotspot-memory.ts';
import { Weather1763700000046 } from './migrations/0046-weather.ts';
import { LightProfiles1763700000047 } from './migrations/0047-light-profiles.ts';
import { PackedHistory1763700000048 } from './migrations/0048-packed-history.ts';
import { WorkOfAgents1763700000049 } from './migrations/0049-work-of-agents.ts';
import { Thumbnails1763700000051 } from './migrations/0051-thumbnails.ts';
import { PackedDays1763700000055 } from './migrations/0055-packed-days.ts';
import { PostgresNaming } from './naming.ts';
import { PoolClient } from './pool-client.ts';

const ENTITIES = [
  UnitEntity,
  UnitParentEntity,
  UnitAliasEntity,
  UnitPolicyEntity,
  UserEntity,
  UserGrantEntity,
  RefreshTokenEntity,
  ApiKeyEntity,
  SiteEntity,
  HardwareEntity,
  DeviceEntity,
  CameraEndpointEntity,
  OperationEntity,
  ContactEntity,
  TargetEntity,
];

/** In order; never edited once released. */
const MIGRATIONS = [
  TerritoryAndPeople1763700000001,
  Registry1763700000002,
  Observations1763700000003,
  IncidentsAndMessages1763700000004,
  PeopleAndLists1763700000005,
  Engine1763700000006,
  History1763700000007,
  CommandsAndSecurity1763700000008,
  Causes1763700000009,
  Calm1763700000010,
  AcknowledgeAndEscalate1763700000011,
  Maintenance1763700000012,
  Drills1763700000013,
  Reports1763700000014,
  Map1763700000015,
  Residents1763700000016,
  Zalo1763700000017,
  DeliveryTruth1763700000018,
  FailedMessages1763700000019,
  WhoseFailure1763700000020,
  ChannelHealth1763700000021,
  WebPush1763700000022,
  FailedReceipts1763700000023,
  PackageLimits1763700000024,
  HardwareChange1763700000029,
  Succession1763700000030,
  BulkChanges1763700000031,
  StickerRolls1763700000032,
  RegisteringOnTheWay1763700000033,
  Acceptance1763700000034,
  Repairs1763700000035,
  ClaimCodes1763700000036,
  Lights1763700000037,
  DarkTonight1763700000038,
  CameraLadder1763700000039,
  CameraPictures1763700000040,
  CameraTries1763700000042,
  EdgeAgents1763700000043,
  HotspotMemory1763700000045,
  Weather1763700000046,
  LightProfiles1763700000047,
  PackedHistory1763700000048,
  WorkOfAgents1763700000049,
  Thumbnails1763700000051,
  PackedDays1763700000055,
];

/** A frozen server must not hang its callers: every wait has an end (milliseconds). */
export const PATIENCE = { connect: 5_000, statement: 15_000, query: 20_000, idleInTransaction: 15_000 } as const;

/** What a connection asks of the server when it begins. */
const SESSION = {
  statement_timeout: PATIENCE.statement,
  // A process that is frozen in the middle of a transaction must not keep its locks from the others.
  idle_in_transaction_session_timeout: PATIENCE.idleInTransaction,
  options: '-c timezone=UTC',
};
const OURS = { query_timeout: PATIENCE.query, keepAlive: true };

/** The server itself, for what needs a session of its own: listening, and the writer of a door. */
export interface DirectConnection {
  readonly connectionString: string;
}

export const directTo = (url: string): DirectConnection => ({ connectionString: url, ...SESSION, ...OURS });

/**
 * @param poolUrl a pooler between, which may give each transaction another session (PgBouncer, transaction mode): then
 *   nothing is asked of a session, the pooler sets it up, and statements have no names
 */
export function dataSourceOptions(url: string, poolSize = 10, poolUrl?: string): DataSourceOptions {
  return {
    type: 'postgres',
    url: poolUrl ?? url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new PostgresNaming(),
    synchronize: false,
    connectTimeoutMS: PATIENCE.connect,
    extra: {
      Client: PoolClient,
      max: poolSize,
      ...OURS,
      ...(poolUrl === undefined ? SESSION : { namesStatements: false }),
      direct: directTo(url),
    },
  };
}

export const createDataSource = (url: string, poolSize?: number, poolUrl?: string): DataSource =>
  new DataSource(dataSourceOptions(url, poolSize, poolUrl));

/** How to reach the server itself, whatever stands before it. */
export const directConnection = (source: DataSource): DirectConnection =>
  (source.options as unknown as { extra: { direct: DirectConnection } }).extra.direct;
