import type {
  Connectivity,
  CameraLoginState,
  CameraScheme,
  DeviceId,
  DeviceKind,
  DeviceNo,
  EpochMs,
  FaultCode,
  Health,
  Lifecycle,
  OpenFault,
  PowerSource,
  Severity,
  SiteId,
  UnitId,
} from '#libs/domain';
import { isHidden } from '../maintenance/covers.ts';
import { stickerOf } from '../stickers/sticker-columns.ts';
import { epoch } from '../sql-text.ts';

export interface DeviceRow {
  readonly deviceNo: DeviceNo;
  readonly id: DeviceId;
  readonly code: string;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly siteId: SiteId;
  readonly siteCode: string;
  readonly landmark: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly health: Health;
  readonly healthSince: EpochMs;
  readonly faults: readonly OpenFault[];
  readonly lastSeenAt: EpochMs | null;
}

export interface FaultRow {
  readonly code: FaultCode;
  readonly severity: Severity;
  readonly since: EpochMs;
  readonly knownAt: EpochMs;
  readonly evidence: Record<string, unknown>;
}

export interface RejectionRow {
  readonly at: EpochMs;
  readonly topic: string;
  readonly reason: string;
  readonly path: string | null;
  readonly payload: Buffer;
  readonly count: number;
}

export interface EndpointRow {
  readonly scheme: CameraScheme;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly username: string | null;
  readonly hasPassword: boolean;
  readonly streamPort: number | null;
  readonly basicAllowed: boolean;
  readonly credentialState: CameraLoginState;
  readonly blockedUntil: EpochMs | null;
  readonly checkedAt: EpochMs | null;
}

export interface HardwareRow {
  readonly id: string;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly firmware: string | null;
}

export interface DeviceDetailRow extends Omit<DeviceRow, 'faults'> {
  readonly faults: readonly FaultRow[];
  readonly connectivity: Connectivity;
  readonly healthReason: string;
  readonly healthKnownAt: EpochMs;
  readonly silentSince: EpochMs | null;
  readonly lifecycle: Lifecycle;
  readonly maintenanceUntil: EpochMs | null;
  readonly siteUnitId: UnitId;
  readonly siteName: string | null;
  /** The printed sticker that leads to the place. */
  readonly sticker: string | null;
  readonly hardware: HardwareRow | null;
  readonly endpoint: EndpointRow | null;
  readonly hasSecret: boolean;
  /** What is written down of a solar light. */
  readonly lightProfile: { readonly id: string; readonly name: string } | null;
  readonly uplinkDeviceId: DeviceId | null;
  readonly powerSource: PowerSource;
  readonly payer: string | null;
  readonly funding: string | null;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
  readonly desiredFirmware: string | null;
  readonly desiredConfig: string | null;
  readonly facts: Record<string, unknown>;
  readonly factsAt: EpochMs | null;
  readonly extra: Record<string, unknown>;
  readonly rejection: RejectionRow | null;
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

/** deriveHealth (libs/domain/health.ts) in SQL, for filters and counts; test/medium/maintenance.spec keeps the two equal. */
export const healthOf = (now: string): string => `
  CASE WHEN d.lifecycle = 'decommissioned' THEN 'decommissioned'
       WHEN ${isHidden(now)} THEN 'maintenance'
       ELSE h.connectivity END`;

/** Tables behind the columns below. Every device has a health row from its first moment. */
export const BESIDE_DEVICE =
  'JOIN device_health h USING (device_no) JOIN site s ON s.id = d.site_id JOIN unit u ON u.id = d.unit_id';
export const DEVICE_TABLES = `device d ${BESIDE_DEVICE}`;

export const deviceColumns = (now: string): string => `
  d.device_no AS "deviceNo", d.id, d.code, d.kind, d.name, d.unit_id AS "unitId", u.name AS "unitName",
  d.site_id AS "siteId", s.code AS "siteCode", s.landmark, s.latitude, s.longitude, ${healthOf(now)} AS health,
  ${epoch('h.since')} AS "healthSince",
  (SELECT ${epoch('l.last_contact_at')} FROM device_latest l WHERE l.device_no = d.device_no) AS "lastSeenAt",
  coalesce((SELECT json_agg(json_build_object('code', f.code, 'severity', f.severity, 'since', ${epoch('f.since')},
      'knownAt', ${epoch('f.known_at')}, 'evidence', f.evidence) ORDER BY f.code)
    FROM device_fault f WHERE f.device_no = d.device_no), '[]') AS faults`;

export const deviceDetailColumns = (now: string): string => `
  ${deviceColumns(now)}, h.connectivity, h.reason AS "healthReason", ${epoch('h.known_at')} AS "healthKnownAt",
  ${epoch('h.silent_since')} AS "silentSince", d.lifecycle, ${epoch('d.maintenance_until')} AS "maintenanceUntil",
  s.unit_id AS "siteUnitId", s.name AS "siteName", ${stickerOf('s.id')} AS sticker, d.secret_hash IS NOT NULL AS "hasSecret",
  (SELECT json_build_object('id', p.id, 'name', p.name) FROM light_with_profile w JOIN light_profile p ON p.id = w.profile_id
   WHERE w.device_no = d.device_no) AS "lightProfile", d.uplink_device_id AS "uplinkDeviceId", d.power_source AS "powerSource", d.payer, d.funding,
  d.desired_firmware AS "desiredFirmware",
  d.desired_config AS "desiredConfig", d.interval_seconds AS "intervalSeconds", d.offline_after_seconds AS "offlineAfterSeconds", d.version,
  ${epoch('d.created_at')} AS "createdAt", ${epoch('d.updated_at')} AS "updatedAt",
  (SELECT json_build_object('id', w.id, 'manufacturer', w.manufacturer, 'model', w.model, 'serial', w.serial,
      'mac', w.mac, 'firmware', w.firmware) FROM hardware w WHERE w.id = d.hardware_id) AS hardware,
  (SELECT json_build_object('scheme', e.scheme, 'host', e.host, 'port', e.port, 'path', e.path, 'username', e.username,
      'hasPassword', e.password_ciphertext IS NOT NULL,
      'streamPort', e.stream_port, 'basicAllowed', e.basic_allowed, 'credentialState', e.credential_state,
      'blockedUntil', ${epoch('e.credential_blocked_until')}, 'checkedAt', ${epoch('e.credential_checked_at')})
    FROM camera_endpoint e WHERE e.device_id = d.id) AS endpoint`;
