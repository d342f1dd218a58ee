/** What the screens read from the API. */
export const HEALTHS = ['online', 'suspect', 'offline', 'never_seen', 'maintenance', 'decommissioned'] as const;
export const DEVICE_KINDS = ['solar_light', 'camera', 'wifi_hotspot'] as const;
export const SEVERITIES = ['info', 'minor', 'major', 'critical'] as const;
export const UNIT_KINDS = ['group', 'village', 'commune', 'region', 'province', 'team'] as const;
export type Health = (typeof HEALTHS)[number];
export type Severity = (typeof SEVERITIES)[number];
export type DeviceKind = (typeof DEVICE_KINDS)[number] | 'edge_agent';
export type UnitKind = (typeof UNIT_KINDS)[number] | 'country';
export type Cause = 'device' | 'power_cut' | 'uplink' | 'carrier' | 'planned' | 'self';
export type IncidentState = 'open' | 'acknowledged' | 'resolved';
export type Channel = 'zalo_gmf' | 'zalo_bot' | 'zalo_template' | 'web_push' | 'email' | 'sms' | 'webhook';

export interface Fault {
  code: string;
  severity: Severity;
  since: string;
}
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
export interface Me {
  user: { id: string; name: string; email: string };
  grants: { role: string; unitId: string }[];
}
export interface Unit {
  id: string;
  kind: UnitKind;
  name: string;
  parentId: string | null;
  code: string | null;
  path: string;
  childCount: number;
}
export interface DeviceSummary {
  id: string;
  code: string;
  kind: DeviceKind;
  name: string;
  unitId: string;
  unitName: string;
  siteId: string;
  landmark: string | null;
  health: Health;
  faults: Fault[];
  lastSeenAt: string | null;
}
export interface DeviceDetail extends DeviceSummary {
  healthSince: string;
  healthReason: string;
  intervalSeconds: number;
  payer: string | null;
  facts: Record<string, unknown>;
  factsAt: string | null;
  lastRejected: { at: string; reason: string; path: string | null; payload: string; count: number } | null;
  site: { id: string; code: string; landmark: string | null; latitude: number | null; longitude: number | null };
}
export interface NewDevice {
  kind: DeviceKind;
}
export interface MqttCredentials {
  clientId: string;
  username: string;
  password: string;
  topicPrefix: string;
}
export interface RegisteredDevice {
  device: DeviceSummary;
  mqtt?: MqttCredentials;
}
export interface IncidentSummary {
  id: string;
  cause: Cause;
  faultCode: string | null;
  severity: Severity;
  state: IncidentState;
  unitId: string;
  unitName: string;
  deviceIds: string[];
  devices: { id: string; code: string; kind: DeviceKind; name: string; landmark: string | null }[];
  openedAt: string;
  startedAt: string;
  acknowledgedBy: { name: string } | null;
  resolvedAt: string | null;
  reason: string;
}
export interface IncidentEvent {
  id: string;
  at: string;
  kind: string;
  reason: string;
  actorName: string | null;
  text: string | null;
}
export interface IncidentDetail extends IncidentSummary {
  timeline: IncidentEvent[];
}
export interface AckView {
  incident: IncidentSummary;
}
export interface Target {
  id: string;
  unitId: string;
  unitName: string;
  channel: Channel;
  audience: 'responsible' | 'households';
  name: string;
  address: Record<string, unknown>;
  minimumSeverity: Severity;
}
export interface NewTarget {
  unitId?: string;
  channel: Channel;
  address: Record<string, string>;
  name?: string;
  language?: 'vi' | 'en';
  minimumSeverity?: Severity;
}
export interface CreatedTarget extends Target {
  secret?: string;
}
export interface DiscoveryOperation {
  state: 'queued' | 'running' | 'succeeded' | 'failed';
  progress: number;
  errorCode?: string;
  result?: { cameras: { url: string; name: string | null; model: string | null }[] };
}
export interface SiteFeature {
  type: 'Feature';
  geometry: { type: 'Point'; coordinates: [number, number] };
  properties: { siteId: string; code: string; name: string; health: Health; devices: number; faults: number };
}
export interface SiteCollection {
  type: 'FeatureCollection';
  features: SiteFeature[];
}
export interface LiveHealth {
  deviceId: string;
  health: Health;
  faults: Fault[];
  at: string;
  seq: number;
}
export interface LiveIncident {
  seq: number;
}
