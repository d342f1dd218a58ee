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

export const INCIDENT_COLUMNS = `
  i.id, i.cause, i.fault_code AS "faultCode", i.severity, i.state, i.unit_id AS "unitId", u.name AS "unitName",
  (SELECT coalesce(json_agg(json_build_object('id', d.id, 'code', d.code, 'kind', d.kind, 'name', d.name,
       'siteCode', s.code, 'landmark', s.landmark) ORDER BY d.code), '[]')
   FROM incident_device m JOIN device d ON d.device_no = m.device_no JOIN site s ON s.id = coalesce(i.site_id, d.site_id)
   WHERE m.incident_id = i.id) AS devices,
  ${epoch('i.started_at')} AS "startedAt", ${epoch('i.opened_at')} AS "openedAt",
  ${epoch('i.acknowledged_at')} AS "acknowledgedAt", ${epoch('i.acknowledged_until')} AS "acknowledgedUntil",
  CASE WHEN i.acknowledged_at IS NOT NULL THEN
    json_build_object('userId', i.acknowledged_by_user, 'name', i.acknowledged_by_name) END AS "acknowledgedBy",
  ${epoch('i.ended_at')} AS "endedAt", ${epoch('i.resolved_at')} AS "resolvedAt",
  i.resolved_reason AS "resolvedReason", i.reason, i.rule, i.version`;
export const INCIDENT_TABLES = 'incident i JOIN unit u ON u.id = i.unit_id';
