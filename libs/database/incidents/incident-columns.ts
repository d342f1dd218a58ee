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
  UserId,
} from '#libs/domain';
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
  }[];
  /** Of a cause, with all that it explains through others; `devices` names the first of them. */
  readonly deviceCount: number;
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

export const INCIDENT_COLUMNS = `
  i.id, i.cause, i.fault_code AS "faultCode", i.severity, i.state, i.unit_id AS "unitId", u.name AS "unitName",
  (${PARTS} SELECT coalesce(json_agg(named.device), '[]') FROM (
     SELECT json_build_object('id', d.id, 'code', d.code, 'kind', d.kind, 'name', d.name,
       'siteCode', s.code, 'landmark', s.landmark) AS device
     FROM device d JOIN site s ON s.id = coalesce(i.site_id, d.site_id)
     WHERE d.device_no IN (SELECT m.device_no FROM part JOIN incident_device m ON m.incident_id = part.id)
     ORDER BY d.code LIMIT ${DEVICES_NAMED}) named) AS devices,
  ${DEVICE_COUNT} AS "deviceCount", ${EXPLANATION} AS "parentId",
  ${epoch('i.started_at')} AS "startedAt", ${epoch('i.opened_at')} AS "openedAt",
  ${epoch('i.acknowledged_at')} AS "acknowledgedAt", ${epoch('i.acknowledged_until')} AS "acknowledgedUntil",
  CASE WHEN i.acknowledged_at IS NOT NULL THEN
    json_build_object('userId', i.acknowledged_by_user, 'name', i.acknowledged_by_name) END AS "acknowledgedBy",
  ${epoch('i.ended_at')} AS "endedAt", ${epoch('i.resolved_at')} AS "resolvedAt",
  i.resolved_reason AS "resolvedReason", i.reason, i.rule, i.version`;
export const INCIDENT_TABLES = 'incident i JOIN unit u ON u.id = i.unit_id';
