import type { RecordedDevice, RecordedRota, RecordedTarget, RecordedUnit, Span, UnitId } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import { DEADLINE_SECONDS } from '../transitions/deadline-seconds.ts';
import type { Session } from './session.ts';

// Sorted by a hash of the id: ordinals that follow it say nothing of who was registered first.

/** The subtree of a unit and the units above it; all for null. The canary's unit is nobody's. */
export const readUnits = (session: Session, topId: UnitId | null): Promise<RecordedUnit[]> =>
  session(
    `SELECT u.id, u.kind, u.parent_id AS "parentId", CASE WHEN p.unit_id IS NOT NULL THEN json_build_object(
       'groupWaitSeconds', p.group_wait_seconds, 'repeatMinutes', p.repeat_minutes,
       'acknowledgeMinutes', p.acknowledge_minutes, 'escalation', p.escalation, 'quietHours', p.quiet_hours,
       'budget', p.budget, 'householdsEnabled', p.households_enabled, 'showCameraState', p.show_camera_state,
       'digestAt', p.digest_at, 'drill', p.drill) END AS rules
     FROM unit u LEFT JOIN unit_policy p ON p.unit_id = u.id
     WHERE u.kind <> 'canary' AND ($1::uuid IS NULL OR EXISTS (
       SELECT 1 FROM unit_closure c
       WHERE (c.ancestor_id, c.descendant_id) IN ((u.id, $1::uuid), ($1::uuid, u.id))))
     ORDER BY (SELECT count(*) FROM unit_closure c WHERE c.descendant_id = u.id), md5(u.id::text)`,
    [topId],
  );

/** Those in use now that were there before the span ended, below the unit. */
export const readDevices = (session: Session, topId: UnitId | null, { until }: Span): Promise<RecordedDevice[]> =>
  session(
    `SELECT d.device_no AS "deviceNo", d.kind, d.unit_id AS "unitId", d.power_source AS power,
       l.facts->>'carrier' AS carrier, up.device_no AS behind,
       coalesce(h.announced_interval_seconds, d.interval_seconds) AS "intervalSeconds",
       ${DEADLINE_SECONDS} AS "offlineAfterSeconds", h.connectivity,
       ${epoch('d.maintenance_until')} AS "maintenanceUntil"
     FROM device d JOIN unit u ON u.id = d.unit_id JOIN device_health h USING (device_no)
       LEFT JOIN device_latest l USING (device_no) LEFT JOIN device up ON up.id = d.uplink_device_id
     WHERE d.lifecycle = 'active' AND d.created_at < $2 AND u.kind <> 'canary' AND ($1::uuid IS NULL OR d.unit_id IN (
       SELECT descendant_id FROM unit_closure WHERE ancestor_id = $1::uuid))
     ORDER BY md5(d.id::text)`,
    [topId, new Date(until)],
  );

export const readTargets = (session: Session, unitIds: readonly UnitId[], { until }: Span): Promise<RecordedTarget[]> =>
  session(
    `SELECT id, unit_id AS "unitId", channel, audience, minimum_severity AS "minimumSeverity", quiet_hours AS "quietHours"
     FROM target WHERE unit_id = ANY($1) AND enabled AND removed_at IS NULL AND created_at < $2 ORDER BY md5(id::text)`,
    [unitIds, new Date(until)],
  );

export const readRotas = (session: Session, unitIds: readonly UnitId[]): Promise<RecordedRota[]> =>
  session(
    `SELECT unit_id AS "unitId", shifts, overrides FROM unit_duty WHERE unit_id = ANY($1) ORDER BY md5(unit_id::text)`,
    [unitIds],
  );
