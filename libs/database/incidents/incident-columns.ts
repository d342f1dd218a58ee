import type {
  Cause,
  DeviceId,
  DeviceKind,
  EpochMs,
  FaultCode,
  IncidentId,
  IncidentState,
  Severity,
  UnitId,
  UnitKind,
  UserId,
} from '#libs/domain';
import { inScope } from '../access.ts';
import { epoch } from '../sql-text.ts';

/** An incident as people read it. */
export interface IncidentRow {
  readonly id: IncidentId;
  readonly cause: Cause;
  /** Null: the device is silent. */
  readonly faultCode: FaultCode | null;
  readonly severity: Severity;
  readonly state: IncidentState;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly devices: readonly {
    readonly id: DeviceId;
    readonly code: string;
    readonly kind: DeviceKind;
    readonly name: string;
    readonly siteCode: string;
    readonly landmark: string | null;
    readonly latitude: number | null;
    readonly longitude: number | null;
  }[];
  /** Of a cause, with all that it explains through others; `devices` names the first of them. */
  readonly deviceCount: number;
  /** Of a cause: its devices by kind, and how many units of each kind they belong to, at or below its place. */
  readonly extent: {
    readonly counts: Partial<Record<DeviceKind, number>>;
    readonly reaches: Partial<Record<UnitKind, number>>;
  } | null;
  /** What all of them hang on; null unless the cause is an uplink. */
  readonly uplink: { readonly id: DeviceId; readonly name: string } | null;
  /** Whose network it is; null unless the cause is a carrier. */
  readonly carrier: string | null;
  /** Nothing could testify for certain. */
  readonly likely: boolean;
  /** The cause that explains it now, or explained it when it ended. */
  readonly parentId: IncidentId | null;
  /** When it began. */
  readonly startedAt: EpochMs;
  /** When we knew. */
  readonly openedAt: EpochMs;
  readonly acknowledgedAt: EpochMs | null;
  /** `userId` is null for a link or an API key. */
  readonly acknowledgedBy: { readonly userId: UserId | null; readonly name: string | null } | null;
  /** Until when that word counts; null with an acknowledgement from before there was an end. */
  readonly acknowledgedUntil: EpochMs | null;
  /** When the trouble itself was over; null while it lasts, even if a person closed the incident. */
  readonly endedAt: EpochMs | null;
  readonly resolvedAt: EpochMs | null;
  readonly resolvedReason: string | null;
  readonly reason: string;
  readonly rule: string;
  readonly version: number;
}

/** Devices named with an incident; `deviceCount` says how many there are. */
export const DEVICES_NAMED = 50;

/** Of incident `i`. */
export const EXPLANATION = `(SELECT p.parent_id FROM incident_parent p WHERE p.child_id = i.id
  AND (p.left_at IS NULL OR p.left_reason = 'over') ORDER BY p.joined_at DESC LIMIT 1)`;

/** `part`: the incident with the causes that it explains; what those explain is about it, too. */
const PARTS = `WITH RECURSIVE part (id) AS (
    SELECT i.id UNION
    SELECT p.child_id FROM part JOIN incident_parent p ON p.parent_id = part.id
      JOIN incident c ON c.id = p.child_id AND c.cause <> 'device' WHERE i.cause <> 'device')`;

/** A storm publishes thousands of single devices: those are not counted. */
export const DEVICE_COUNT = `CASE WHEN i.cause = 'device' THEN 1 ELSE (
  ${PARTS} SELECT count(DISTINCT m.device_no)::int FROM part JOIN incident_device m ON m.incident_id = part.id) END`;

const EXTENT = `CASE WHEN i.cause <> 'device' THEN (
  ${PARTS}, own AS (
    SELECT DISTINCT d.device_no, d.kind, d.unit_id
    FROM part JOIN incident_device m ON m.incident_id = part.id JOIN device d ON d.device_no = m.device_no)
  SELECT json_build_object(
    'counts', (SELECT coalesce(json_object_agg(k.kind, k.number), '{}')
      FROM (SELECT kind, count(*)::int AS number FROM own GROUP BY kind) k),
    'reaches', (SELECT coalesce(json_object_agg(r.kind, r.number), '{}') FROM (
      SELECT v.kind, count(DISTINCT v.id)::int AS number
      FROM (SELECT DISTINCT unit_id FROM own) o JOIN unit_closure up ON up.descendant_id = o.unit_id
        JOIN unit_closure down ON down.descendant_id = up.ancestor_id AND down.ancestor_id = i.scope_unit_id
        JOIN unit v ON v.id = up.ancestor_id
      GROUP BY v.kind) r))) END`;

export const INCIDENT_COLUMNS = `
  i.id, i.cause, i.fault_code AS "faultCode", i.severity, i.state, i.unit_id AS "unitId", u.name AS "unitName",
  (${PARTS} SELECT coalesce(json_agg(named.device), '[]') FROM (
     SELECT json_build_object('id', d.id, 'code', d.code, 'kind', d.kind, 'name', d.name,
       'siteCode', s.code, 'landmark', s.landmark, 'latitude', s.latitude, 'longitude', s.longitude) AS device
     FROM device d JOIN site s ON s.id = coalesce(i.site_id, d.site_id)
     WHERE d.device_no IN (SELECT m.device_no FROM part JOIN incident_device m ON m.incident_id = part.id)
     ORDER BY d.code LIMIT ${DEVICES_NAMED}) named) AS devices,
  ${EXTENT} AS extent, i.detail->>'carrier' AS carrier, coalesce((i.detail->>'likely')::boolean, false) AS likely,
  CASE WHEN i.cause = 'uplink' THEN (SELECT json_build_object('id', d.id, 'name', d.name)
    FROM device d WHERE d.device_no = i.device_no) END AS uplink,
  ${DEVICE_COUNT} AS "deviceCount", ${EXPLANATION} AS "parentId",
  ${epoch('i.started_at')} AS "startedAt", ${epoch('i.opened_at')} AS "openedAt",
  ${epoch('i.acknowledged_at')} AS "acknowledgedAt", ${epoch('i.acknowledged_until')} AS "acknowledgedUntil",
  CASE WHEN i.acknowledged_at IS NOT NULL THEN
    json_build_object('userId', i.acknowledged_by_user, 'name', i.acknowledged_by_name) END AS "acknowledgedBy",
  ${epoch('i.ended_at')} AS "endedAt", ${epoch('i.resolved_at')} AS "resolvedAt",
  i.resolved_reason AS "resolvedReason", i.reason, i.rule, i.version`;
export const INCIDENT_TABLES = 'incident i JOIN unit u ON u.id = i.unit_id';

/** Nothing that the reader can see, too, speaks for incident `i`. */
export const notExplainedWithin = (units: string): string => `NOT EXISTS (
  SELECT 1 FROM incident_parent p JOIN incident parent ON parent.id = p.parent_id
  WHERE p.child_id = i.id AND (p.left_at IS NULL OR p.left_reason = 'over') AND ${inScope('parent.unit_id', units)})`;
