/**
 * The only room with SQL: entities, stores, migrations, the embedded server. Stores take `now`, return domain types,
 * and decide nothing themselves: they lock, ask libs/domain, and record. Knows no wire and no process.
 */
export { DatabaseModule } from './database.module.ts';
export { createDataSource } from './data-source.ts';
export { Database, type Sql, type Transaction } from './sql.ts';
export { newId } from './new-id.ts';
export { DOOR_LEASE } from './doors/lease.ts';
export { DoorStore, type DoorLease } from './doors/door.store.ts';
export { POLL_BLOCKS } from './doors/poll-blocks.ts';
export { PollBlockStore, type PollBlock } from './doors/poll-block.store.ts';
export { recordContacts, type Contact } from './transitions/contact-transitions.ts';
export { recordSilences } from './transitions/silence-transitions.ts';
export { endFlapping } from './transitions/flapping.ts';
export { recordFaults, type FaultFinding } from './transitions/fault-transitions.ts';
export { type CameraObservation } from './doors/camera-observation.ts';
export { CameraStore, type CameraToPoll } from './doors/camera.store.ts';
export { CameraLoginStore, type LoginClaim } from './doors/camera-login.store.ts';
export { type CheckedRung, LadderStore, type RungRow } from './ladder/ladder.store.ts';
export { forgetThumbnails, type SealedThumbnail } from './ladder/keep-thumbnails.ts';
export { type AgentCameras, type AgentLogin, EdgeStore } from './doors/edge.store.ts';
export type { AgentReport } from './doors/agent-report.ts';
export {
  DeviceDirectory,
  type DeviceChanges,
  type DeviceCredential,
  type ListeningRow,
} from './doors/device-directory.store.ts';
export { startEmbedded, type Embedded, type EmbeddedLog, type EmbeddedOptions } from './embedded/start-embedded.ts';
export { EmbeddedPostgresError } from './embedded/embedded-error.ts';
export { borrowEmbedded, createEmbedded } from './embedded/use-embedded.ts';
export { binariesIn, packageOfThisPlatform, type Binaries } from './embedded/binaries.ts';
export { upgradeDatabase } from './backup/upgrade-database.ts';
export { BackupError } from './backup/backup-error.ts';
export { makeBackup, type MadeBackup } from './backup/make-backup.ts';
export { checkBackup, restoreBackup } from './backup/restore-backup.ts';
export type { BackupProgress } from './backup/write-backup.ts';
export { readRecording, type RecordingWish } from './trace/read-recording.ts';
export { RecordingError } from './trace/recording-error.ts';
export { migrate } from './migrate.ts';
export { ServerTime } from './server-time.ts';
export { prepareDatabase } from './prepare-database.ts';
export { type AgentWork, AgentWorkStore } from './operations/agent-work.store.ts';
export { OPERATION_LEASE, OperationStore, type ClaimedOperation } from './operations/operation.store.ts';
export { isRefusedValue } from './database-error.ts';
export { IngestStore } from './ingest/ingest.store.ts';
export type { BatchWriter, BatchWriterOptions } from './ingest/batch-writer.ts';
export type { Observation } from './ingest/observation.ts';
export { TELEMETRY_COLUMNS } from './ingest/telemetry-copy.ts';
export { verifySilences } from './transitions/silence-candidates.ts';
export { deadDoors, sweepDeadDoor } from './doors/dead-door.ts';
export { judgeOverlooked } from './doors/overlooked.ts';
export { devicesWithChanges } from './incidents/device-record.ts';
export { decideChanges } from './incidents/decide-changes.ts';
export { announceUnit, unitsWithAnnouncementsDue } from './notifications/announce.ts';
export { fallBackInUnit, unitsToFallBack } from './notifications/fall-back.ts';
export { DeliveryReceipts, type ReceiptKind } from './notifications/receipts.ts';
export { givenUpTargets } from './notifications/target-health.ts';
export { accountFigures, type AccountFigures } from './notifications/accounts.ts';
export { ChannelCosts, type ChannelCost } from './notifications/channel-costs.ts';
export { ChannelHealthStore, channelsAreHere, type ChannelFigures } from './notifications/channel-health.ts';
export { PushKeys, type PushKey } from './push/push-keys.ts';
export { endSubscriptions } from './push/ended-subscriptions.ts';
export { sendDigests } from './notifications/digest.ts';
export { tendCanary } from './canary/tend-canary.ts';
export { planDrills } from './drills/plan-drills.ts';
export { drillsDue, holdDrill } from './drills/hold-drills.ts';
export { followUpUnit, unitsToFollowUp } from './escalation/follow-up-unit.ts';
export { Outbox } from './notifications/outbox.ts';
export type { OutboxItem } from './notifications/outbox-item.ts';
export { forgetFuture } from './upkeep/forget-future.ts';
export { CommandDelivery, type DeliverableCommand, recordCommandAcks } from './commands/command-delivery.store.ts';
export { SecurityLog } from './security/security-log.ts';
export { dropPackedDays } from './history/packed-days.ts';
export { packDays } from './history/pack-days.ts';
export { packHours } from './history/pack-hours.ts';
export { indexFinishedDays, prepareTelemetryPartitions } from './upkeep/telemetry-partitions.ts';
export { applyRetention, type Retention } from './upkeep/retention.ts';
export { darkScoreOfAll } from './lights/dark-tonight.store.ts';
export { judgeHotspots } from './hotspots/judge-hotspots.ts';
export { judgeLights } from './lights/judge-lights.ts';
export { rollUpHours } from './history/roll-up.ts';
export { repeatLateHours } from './history/repeat-late-hours.ts';
export { findCauses } from './causes/find-causes.ts';
export { anythingToDecide, anythingToExplain, anythingToTell } from './incidents/anything-waits.ts';
export { WakeUps } from './wake-ups.ts';
export * from './for-people.ts';
export {
  ChannelTokens,
  type Exchanged,
  type NewPair,
  OA_ACCOUNT,
  oaTokenScope,
  type SealedText,
  type TokenRow,
} from './zalo/channel-tokens.ts';
export { ZaloAccounts, type ZaloAccountName, type ZaloAccountRow } from './zalo/zalo-accounts.ts';
export { ZaloAnswers, type ZaloAnswer } from './zalo/zalo-answers.ts';
export { ZaloInbox, type WaitingZaloEvent, type ZaloDoor } from './zalo/zalo-inbox.ts';
export { ZaloLinks, type ZaloLinkRow } from './zalo/zalo-links.ts';
export { eraseZaloUser, groupGone } from './zalo/forget-chat.ts';
export { hearChat } from './zalo/hear-chat.ts';
export { addGroupTarget, nameOfUnit } from './zalo/group-target.ts';
