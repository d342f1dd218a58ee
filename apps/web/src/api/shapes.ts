import type { DeviceSummary, IncidentSummary, Me, Unit } from '#libs/contracts';

/** The wire shapes the screens read, and the choices they offer, in the order in which they offer them. */
export type {
  ApiKeyView,
  AuditEntry,
  CanarySettings,
  CanaryView,
  CreatedApiKey,
  CreatedUser,
  DrillPage,
  DrillView,
  NewApiKey,
  NewGrant,
  NewUser,
  NoticeList,
  SecurityEntry,
  UserView,
} from '#libs/contracts';

/** The wire shapes the screens read, and the choices they offer, in the order in which they offer them. */
export type {
  AckView,
  BoundaryFeatures,
  Contribution,
  ContributionSums,
  AvailabilityDay,
  CreatedTarget,
  DeviceAvailabilityDays,
  DeviceCommand,
  DeviceDetail,
  DeviceSummary,
  DiscoveryOperation,
  EvidenceAnswer,
  EvidenceTemplateView,
  MonthlyReportAnswer,
  Operation,
  PackFormat,
  PackResult,
  Sheet,
  DrillAckView,
  Duty,
  DutyOverride,
  DutyShift,
  DutyView,
  ExplainAnswer,
  Explanation,
  Fault,
  FieldProblem,
  FoundCamera,
  IncidentDetail,
  IncidentEvent,
  IncidentPeople,
  IncidentSummary,
  LiveHealth,
  LiveIncident,
  LiveClientEvents,
  LiveServerEvents,
  Maintenance,
  MapBase,
  MapExtent,
  Me,
  MqttCredentials,
  NewContribution,
  NewDevice,
  NewMaintenance,
  NewTarget,
  NewUnit,
  NotificationView,
  OperationStarted,
  Overview,
  Page,
  Policy,
  PolicyField,
  PolicyView,
  PowerCutFeatures,
  RegisteredDevice,
  Session,
  SiteEvent,
  Target,
  TelemetryAnswer,
  TelemetryItem,
  Unit,
  UplinkFeatures,
  PublicReport,
  Sticker,
  VillagePageRequest,
  VillagePageView,
  UnitContacts,
} from '#libs/contracts';

export type Health = DeviceSummary['health'];
export type DeviceKind = DeviceSummary['kind'];
export type Severity = IncidentSummary['severity'];
export type IncidentState = IncidentSummary['state'];
export type UnitKind = Unit['kind'];
export type Role = Me['grants'][number]['role'];

export const HEALTHS = [
  'offline',
  'suspect',
  'never_seen',
  'online',
  'maintenance',
  'decommissioned',
] as const satisfies readonly Health[];
/** Edge agents are set up by their own installer, not by this form. */
export const DEVICE_KINDS = ['solar_light', 'camera', 'wifi_hotspot'] as const satisfies readonly DeviceKind[];
export const SEVERITIES = ['info', 'minor', 'major', 'critical'] as const satisfies readonly Severity[];
export const UNIT_KINDS = [
  'group',
  'village',
  'commune',
  'region',
  'province',
  'team',
] as const satisfies readonly UnitKind[];
export const ROLES = [
  'group_member',
  'unit_leader',
  'installer',
  'it_officer',
  'viewer',
  'admin',
] as const satisfies readonly Role[];
