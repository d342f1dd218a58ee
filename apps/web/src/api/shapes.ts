import type { DeviceSummary, IncidentSummary, Me, Unit } from '#libs/contracts';

/** The wire shapes the screens read, and the choices they offer, in the order in which they offer them. */
export type {
  AckView,
  BoundaryFeatures,
  Contribution,
  ContributionSums,
  CreatedTarget,
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
  OperationStarted,
  Page,
  Policy,
  PolicyField,
  PolicyView,
  PowerCutFeatures,
  RegisteredDevice,
  Session,
  Target,
  Unit,
  UplinkFeatures,
  PublicReport,
  Sticker,
  VillagePageRequest,
  VillagePageView,
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
