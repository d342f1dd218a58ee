import type { EpochMs, IncidentId } from '#libs/domain';
import { DEVICE_COUNT, DEVICES_NAMED, EXPLANATION } from './incident-columns.ts';
import type { Sql } from '../sql.ts';

/**
 * Tells open screens how these incidents stand now, in the shape of the incident list. Call it last in the transaction
 * that changed them.
 */
export async function publishIncidents(sql: Sql, ids: readonly IncidentId[], now: EpochMs): Promise<void> {
  if (ids.length === 0) return;
  await sql.query(
    `INSERT INTO live_event (kind, unit_id, payload, at)
     SELECT 'incident', i.unit_id, jsonb_strip_nulls(jsonb_build_object(
         'id', i.id, 'cause', i.cause, 'faultCode', i.fault_code, 'severity', i.severity, 'state', i.state,
         'unitId', i.unit_id, 'deviceIds', devices.ids, 'deviceCount', ${DEVICE_COUNT}, 'parentId', ${EXPLANATION},
         'reason', i.reason,
         'startedAt', ${iso('i.started_at')}, 'openedAt', ${iso('i.opened_at')},
         'acknowledgedAt', ${iso('i.acknowledged_at')},
         'acknowledgedUntil', ${iso('i.acknowledged_until')}, 'acknowledgedBy', CASE WHEN i.acknowledged_at IS NOT NULL THEN
           jsonb_build_object('userId', i.acknowledged_by_user, 'name', i.acknowledged_by_name) END,
         'endedAt', ${iso('i.ended_at')}, 'resolvedAt', ${iso('i.resolved_at')},
         'at', ${iso('$2::timestamptz')})), $2
     FROM incident i CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(named.id), '[]') AS ids FROM (
         SELECT d.id FROM incident_device m JOIN device d USING (device_no)
         WHERE m.incident_id = i.id ORDER BY d.code LIMIT ${DEVICES_NAMED}) named) devices
     WHERE i.id = ANY($1) ORDER BY i.id`,
    [ids, new Date(now)],
  );
  await sql.query(`SELECT pg_notify('live', '')`);
}

/** A timestamp as it stands on wires: UTC, milliseconds, Z. */
const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
