import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AcceptanceController } from './acceptance/acceptance.controller.ts';
import { AcceptanceWatch } from './acceptance/acceptance-watch.ts';
import { AuditController } from './audit/audit.controller.ts';
import { AccessTokens } from './auth/access-token.ts';
import { AuthGuard } from './auth/auth.guard.ts';
import { Authenticator } from './auth/authenticator.ts';
import { LoginThrottle } from './auth/login-throttle.ts';
import { MeController } from './auth/me.controller.ts';
import { Passwords } from './auth/passwords.ts';
import { SessionController } from './auth/session.controller.ts';
import { SignIn } from './auth/sign-in.ts';
import { ChannelsController } from './channels/channels.controller.ts';
import { CommandsController } from './commands/commands.controller.ts';
import { ExplainController } from './explain/explain.controller.ts';
import { DrillLinkController } from './drills/drill-link.controller.ts';
import { DrillsController } from './drills/drills.controller.ts';
import { FirstStart } from './first-start.ts';
import { HistoryController } from './history/history.controller.ts';
import { ErrorFilter } from './http/error-filter.ts';
import { EtagInterceptor } from './http/etag.interceptor.ts';
import { IdempotencyInterceptor } from './http/idempotency.interceptor.ts';
import { RequestContext } from './http/request-context.ts';
import { validation } from './http/validation.ts';
import { AcknowledgeLinkController } from './incidents/acknowledge-link.controller.ts';
import { DeviceImports } from './import/device-imports.ts';
import { ExportController } from './import/export.controller.ts';
import { ImportController } from './import/import.controller.ts';
import { ImportReports } from './import/import-reports.ts';
import { IncidentsController } from './incidents/incidents.controller.ts';
import { NotificationsController } from './incidents/notifications.controller.ts';
import { LightProfilesController } from './lights/light-profiles.controller.ts';
import { LightsController } from './lights/lights.controller.ts';
import { LiveFeed } from './live/live-feed.ts';
import { LiveGateway } from './live/live.gateway.ts';
import { MaintenanceController } from './maintenance/maintenance.controller.ts';
import { BoundariesController } from './map/boundaries.controller.ts';
import { MapController } from './map/map.controller.ts';
import { MapFleets } from './map/map-fleets.ts';
import { TilesController } from './map/tiles.controller.ts';
import { OverviewController } from './overview/overview.controller.ts';
import { OperationsController } from './operations/operations.controller.ts';
import { ApiKeysController } from './people/api-keys.controller.ts';
import { UsersController } from './people/users.controller.ts';
import { CanaryNotices } from './process/canary-notices.ts';
import { ChannelNotices } from './process/channel-notices.ts';
import { CanaryController } from './process/canary.controller.ts';
import { NoticesController } from './process/notices.controller.ts';
import { ProcessController } from './process/process.controller.ts';
import { OwnPushKey } from './push/push-key.ts';
import { PushSubscriptionsController } from './push/push-subscriptions.controller.ts';
import { DeviceEditing } from './registry/device-edit.ts';
import { DevicesController } from './registry/devices.controller.ts';
import { DeviceRegistration } from './registry/new-device.ts';
import { Claims } from './registry/claims.ts';
import { ClaimsController } from './registry/claims.controller.ts';
import { MqttDoors } from './registry/mqtt-doors.ts';
import { DutyController } from './registry/duty.controller.ts';
import { PolicyController } from './registry/policy.controller.ts';
import { ThumbnailController } from './registry/thumbnail.controller.ts';
import { SitePhotoController } from './registry/site-photo.controller.ts';
import { SitesController } from './registry/sites.controller.ts';
import { BulkChangesController } from './registry/bulk-changes.controller.ts';
import { TerritoryController } from './registry/territory.controller.ts';
import { UnitsController } from './registry/units.controller.ts';
import { ReportMaker } from './reports/report-maker.ts';
import { ReportPacks } from './reports/report-packs.ts';
import { ReportsController } from './reports/reports.controller.ts';
import { EvidenceTemplates } from './reports/templates.ts';
import { ContributionSumsController } from './residents/contribution-sums.controller.ts';
import { RepairsController } from './residents/repairs.controller.ts';
import { ContributionsController } from './residents/contributions.controller.ts';
import { PrintedStickersController } from './stickers/printed-stickers.controller.ts';
import { StickerRollsController } from './stickers/sticker-rolls.controller.ts';
import { PagesController } from './residents/pages.controller.ts';
import { PublicAddresses } from './residents/public-address.ts';
import { PublicReportsController } from './residents/public-reports.controller.ts';
import { PublicSiteController } from './residents/public-site.controller.ts';
import { ReportThrottle } from './residents/report-throttle.ts';
import { ResidentPages } from './residents/resident-pages.ts';
import { StickersController } from './residents/stickers.controller.ts';
import { UnitStickersController } from './residents/unit-stickers.controller.ts';
import { VillagePageController } from './residents/village-page.controller.ts';
import { RefusedEntries } from './security/refused-entries.ts';
import { SecurityLogController } from './security/security-log.controller.ts';
import { SmsReceiptsController } from './sms/sms-receipts.controller.ts';
import { TargetAddresses } from './targets/target-address.ts';
import { TargetsController } from './targets/targets.controller.ts';
import { ZaloAccountController } from './zalo/zalo-account.controller.ts';
import { ZaloConsents } from './zalo/zalo-consents.ts';
import { ZaloDoorController } from './zalo/zalo-door.controller.ts';
import { ZaloLinksController } from './zalo/zalo-links.controller.ts';
import { ZaloNotices } from './zalo/zalo-notices.ts';

/** REST and live updates. Needs RuntimeModule and DatabaseModule around it, and `configureApi` before it listens. */
@Module({
  controllers: [
    ProcessController,
    NoticesController,
    CanaryController,
    SessionController,
    MeController,
    BulkChangesController,
    TerritoryController,
    UnitsController,
    PolicyController,
    DutyController,
    SitesController,
    SitePhotoController,
    ThumbnailController,
    // Before the devices: `devices/identify` and `devices/export` are no device ids.
    OperationsController,
    ImportController,
    ExportController,
    LightProfilesController,
    LightsController,
    DevicesController,
    ClaimsController,
    CommandsController,
    AcceptanceController,
    HistoryController,
    ReportsController,
    UsersController,
    ApiKeysController,
    // Before the targets: `targets/zalo-links` is no target id.
    ZaloLinksController,
    ZaloAccountController,
    ChannelsController,
    ZaloDoorController,
    TargetsController,
    PushSubscriptionsController,
    SmsReceiptsController,
    OverviewController,
    IncidentsController,
    ExplainController,
    AcknowledgeLinkController,
    NotificationsController,
    MaintenanceController,
    DrillsController,
    DrillLinkController,
    MapController,
    TilesController,
    BoundariesController,
    AuditController,
    SecurityLogController,
    StickersController,
    UnitStickersController,
    StickerRollsController,
    PrintedStickersController,
    ContributionsController,
    ContributionSumsController,
    RepairsController,
    PublicReportsController,
    VillagePageController,
    PublicSiteController,
    PagesController,
  ],
  providers: [
    AccessTokens,
    Authenticator,
    Passwords,
    LoginThrottle,
    SignIn,
    RefusedEntries,
    FirstStart,
    CanaryNotices,
    ChannelNotices,
    DeviceRegistration,
    DeviceEditing,
    DeviceImports,
    ImportReports,
    Claims,
    MqttDoors,
    TargetAddresses,
    OwnPushKey,
    ZaloConsents,
    ZaloNotices,
    AcceptanceWatch,
    ReportMaker,
    ReportPacks,
    EvidenceTemplates,
    PublicAddresses,
    ReportThrottle,
    ResidentPages,
    LiveFeed,
    MapFleets,
    LiveGateway,
    RequestContext,
    ErrorFilter,
    { provide: APP_FILTER, useExisting: ErrorFilter },
    { provide: APP_PIPE, useFactory: validation },
    { provide: APP_GUARD, useClass: AuthGuard },
    { provide: APP_INTERCEPTOR, useClass: EtagInterceptor },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
})
export class ApiModule {}
