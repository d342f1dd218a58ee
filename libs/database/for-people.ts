import { AcceptanceStore } from './acceptance/acceptance.store.ts';
import { ApiKeyStore } from './people/api-key.store.ts';
import { AuditStore } from './audit/audit.store.ts';
import { CanaryStore } from './canary/canary.store.ts';
import { CommandStore } from './commands/command.store.ts';
import { AvailabilityStore } from './history/availability.store.ts';
import { DeviceExportStore } from './device-import/device-export.store.ts';
import { DeviceImportStore } from './device-import/device-import.store.ts';
import { DarkTonightStore } from './lights/dark-tonight.store.ts';
import { LightPlanStore } from './lights/light-plan.store.ts';
import { LightProfileStore } from './lights/light-profile.store.ts';
import { ClaimStore } from './registry/claim.store.ts';
import { BulkChangeStore } from './registry/bulk-change.store.ts';
import { DeviceHardwareStore } from './registry/device-hardware.store.ts';
import { DeviceLife } from './registry/device-life.store.ts';
import { DeviceListStore } from './registry/device-list.store.ts';
import { DeviceRegistry } from './registry/device-registry.store.ts';
import { DeviceStore } from './registry/device.store.ts';
import { DrillStore } from './drills/drill.store.ts';
import { DutyStore } from './registry/duty.store.ts';
import { ExplainStore } from './explain/explain.store.ts';
import { FeedStore } from './live/feed.store.ts';
import { FirstAdministratorStore } from './people/first-administrator.store.ts';
import { GrantStore } from './people/grant.store.ts';
import { IdempotencyStore } from './idempotency/idempotency.store.ts';
import { IncidentStore } from './incidents/incident.store.ts';
import { MaintenanceImport } from './maintenance/import.ts';
import { MaintenanceStore } from './maintenance/maintenance.store.ts';
import { BoundaryStore } from './map/boundary.store.ts';
import { FleetStore } from './map/fleet.store.ts';
import { MapLayerStore } from './map/layer.store.ts';
import { MapStore } from './map/map.store.ts';
import { NotificationStore } from './notifications/notification.store.ts';
import { OperationRequestStore } from './operations/operation-request.store.ts';
import { ContributionStore } from './residents/contribution.store.ts';
import { RepairStore } from './residents/repair.store.ts';
import { PublicReportStore } from './residents/report.store.ts';
import { StickerStore } from './residents/sticker.store.ts';
import { PrintedStickers } from './stickers/printed-sticker.store.ts';
import { StickerRolls } from './stickers/sticker-roll.store.ts';
import { VillagePages } from './residents/village-page.store.ts';
import { PushSubscriptions } from './push/push-subscriptions.ts';
import { PolicyStore } from './registry/policy.store.ts';
import { OverviewStore } from './overview/overview.store.ts';
import { PruningStore } from './live/pruning.store.ts';
import { SecurityLogStore } from './security/security-log.store.ts';
import { SessionStore } from './people/session.store.ts';
import { ThumbnailStore } from './ladder/thumbnail.store.ts';
import { SitePhotos } from './registry/site-photo.store.ts';
import { SiteStore } from './registry/site.store.ts';
import { SuccessionStore } from './territory/succession.store.ts';
import { TargetStore } from './targets/target.store.ts';
import { TelemetryHistory } from './history/telemetry-history.store.ts';
import { OperationFileStore } from './operations/operation-file.store.ts';
import { ReportStore } from './reports/report.store.ts';
import { UnitContactStore } from './people/unit-contact.store.ts';
import { UnitListStore } from './registry/unit-list.store.ts';
import { UnitStore } from './registry/unit.store.ts';
import { UserStore } from './people/user.store.ts';

/** What apps/api reads and writes for people: every call inside the caller's scope, every refusal a named one. */
export const PEOPLE_STORES = [
  AcceptanceStore,
  SessionStore,
  UserStore,
  GrantStore,
  UnitContactStore,
  FirstAdministratorStore,
  ApiKeyStore,
  UnitStore,
  UnitListStore,
  SuccessionStore,
  PolicyStore,
  DrillStore,
  DutyStore,
  SiteStore,
  SitePhotos,
  ThumbnailStore,
  DeviceStore,
  DeviceListStore,
  DeviceRegistry,
  DeviceLife,
  DeviceHardwareStore,
  BulkChangeStore,
  ClaimStore,
  LightPlanStore,
  LightProfileStore,
  DarkTonightStore,
  DeviceImportStore,
  DeviceExportStore,
  TargetStore,
  OperationRequestStore,
  MapStore,
  MapLayerStore,
  FleetStore,
  BoundaryStore,
  AuditStore,
  CanaryStore,
  CommandStore,
  SecurityLogStore,
  IdempotencyStore,
  FeedStore,
  PruningStore,
  IncidentStore,
  OverviewStore,
  NotificationStore,
  TelemetryHistory,
  AvailabilityStore,
  ReportStore,
  OperationFileStore,
  MaintenanceStore,
  MaintenanceImport,
  ExplainStore,
  StickerStore,
  PrintedStickers,
  StickerRolls,
  ContributionStore,
  RepairStore,
  PublicReportStore,
  VillagePages,
  PushSubscriptions,
];

export { Refusal, type RefusalCode } from './refusal.ts';
export { isDatabaseUnavailable, isStorageFull } from './database-error.ts';
export { narrowed, type Access, type Actor, type Manager, type Scope } from './access.ts';
export type { PageOf, PageRequest } from './page.ts';
export { SessionStore, type CallerRow, type GrantRow } from './people/session.store.ts';
export { UserStore, type UserRow } from './people/user.store.ts';
export { UnitContactStore } from './people/unit-contact.store.ts';
export { GrantStore } from './people/grant.store.ts';
export { FirstAdministratorStore } from './people/first-administrator.store.ts';
export { AcceptanceStore, type AcceptanceRow, type AcceptanceSummaryRow } from './acceptance/acceptance.store.ts';
export { ApiKeyStore, type ApiKeyRow } from './people/api-key.store.ts';
export { UnitStore, type UnitRow } from './registry/unit.store.ts';
export { SuccessionStore } from './territory/succession.store.ts';
export { UnitListStore, type UnitParentRow } from './registry/unit-list.store.ts';
export { PolicyStore, type UnitPolicy } from './registry/policy.store.ts';
export { DrillStore, type DrillRow, type DrillTargetRow, type UnreachableRow } from './drills/drill.store.ts';
export { DrillLinks, type DrillLinkView } from './drills/drill-links.ts';
export { DutyStore, type UnitDuty } from './registry/duty.store.ts';
export { SitePhotos } from './registry/site-photo.store.ts';
export { ThumbnailStore, type ThumbnailLeave } from './ladder/thumbnail.store.ts';
export { SiteStore, type SiteEventRow, type SiteRow } from './registry/site.store.ts';
export { DeviceStore } from './registry/device.store.ts';
export { DeviceListStore, deviceListQuery, type DeviceFilter } from './registry/device-list.store.ts';
export { DeviceRegistry, type NewDevice } from './registry/device-registry.store.ts';
export { DeviceExportStore, type ExportedRow } from './device-import/device-export.store.ts';
export { DeviceImportStore, isOvertaken, type KeptPart } from './device-import/device-import.store.ts';
export type { ImportFacts } from './device-import/read-world.ts';
export type { ImportedChange } from './device-import/change-devices.ts';
export type { ImportBatch, ImportedDevice } from './device-import/write-rows.ts';
export { DarkTonightStore } from './lights/dark-tonight.store.ts';
export { LightPlanStore, type PlannedLightRow } from './lights/light-plan.store.ts';
export { LightProfileStore, type LightProfileRow } from './lights/light-profile.store.ts';
export { ClaimStore, type ClaimCodeRow } from './registry/claim.store.ts';
export { BulkChangeStore, type BulkChangeRow } from './registry/bulk-change.store.ts';
export { DeviceHardwareStore, type HardwareRow, type HardwareChangeRow } from './registry/device-hardware.store.ts';
export { DeviceLife, type DeviceChanges as DeviceEdit } from './registry/device-life.store.ts';
export type { SealedPassword } from './registry/camera-endpoint.ts';
export type { DeviceDetailRow, DeviceRow, FaultRow, RejectionRow } from './registry/device-columns.ts';
export type { Box } from './registry/box.ts';
export type { AddressParts } from './targets/contact.ts';
export { TargetStore, type TargetRow } from './targets/target.store.ts';
export { OperationLost } from './operations/operation.store.ts';
export { OperationRequestStore, type OperationRow } from './operations/operation-request.store.ts';
export { FILES_KEPT, OperationFileStore, type OperationFile } from './operations/operation-file.store.ts';
export { ReportStore, type ReportedUnit } from './reports/report.store.ts';
export { MapStore, type MapFilter } from './map/map.store.ts';
export { BoundaryStore, type NamedBoundary, type UnplacedBoundary } from './map/boundary.store.ts';
export { FleetStore, type FleetRow } from './map/fleet.store.ts';
export { MapLayerStore, type PowerCutRow } from './map/layer.store.ts';
export { AuditStore } from './audit/audit.store.ts';
export { CanaryStore, type CanaryRow, type CanaryRunRow } from './canary/canary.store.ts';
export { CommandStore } from './commands/command.store.ts';
export type { CommandRow } from './commands/command-columns.ts';
export { SecurityLogStore, type SecurityEventRow } from './security/security-log.store.ts';
export { IdempotencyStore } from './idempotency/idempotency.store.ts';
export { ExplainStore, type Explained } from './explain/explain.store.ts';
export { FeedStore, type FeedEvent, type FeedPosition } from './live/feed.store.ts';
export { PruningStore } from './live/pruning.store.ts';
export { IncidentStore, type IncidentStory, type TimelineRow } from './incidents/incident.store.ts';
export type { IncidentRow } from './incidents/incident-columns.ts';
export { OverviewStore } from './overview/overview.store.ts';
export { NotificationStore, type NotificationRow } from './notifications/notification.store.ts';
export { AckReplies, type Reply } from './notifications/ack-replies.ts';
export { AckLinks, type AckLinkView } from './notifications/ack-links.ts';
export type { HourReading, HourValue } from './history/hour-reading.ts';
export { TelemetryHistory, type Reading } from './history/telemetry-history.store.ts';
export { MaintenanceStore, type MaintenanceRow, type NewMaintenance } from './maintenance/maintenance.store.ts';
export { MaintenanceImport, type ImportedLine } from './maintenance/import.ts';
export { AvailabilityStore, type DeviceAvailability, type UnitAvailability } from './history/availability.store.ts';
export type { CorrectionRow } from './history/device-history.ts';
export { StickerStore, type StickerRow } from './residents/sticker.store.ts';
export { PrintedStickers } from './stickers/printed-sticker.store.ts';
export type { FoundSticker } from './stickers/bind-sticker.ts';
export { type PrintedRow, type RollRow, StickerRolls } from './stickers/sticker-roll.store.ts';
export { ContributionStore, type ContributionRow, type ContributionTotals } from './residents/contribution.store.ts';
export { RepairStore, type RepairRow } from './residents/repair.store.ts';
export { PublicReportStore, type ReportRow } from './residents/report.store.ts';
export { PushSubscriptions, type SubscriptionRow } from './push/push-subscriptions.ts';
export { VillagePages, type VillagePage, type VillagePageSettings } from './residents/village-page.store.ts';
export { PublicSites, type PublicSite, type PublicSiteReport } from './residents/public-site.store.ts';
export type { PublicDevice } from './residents/public-device.ts';
export type { PublicGifts } from './residents/public-gifts.ts';
