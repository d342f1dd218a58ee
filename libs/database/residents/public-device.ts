import type { Cause, DeviceKind, DeviceNo, EpochMs, Health, IncidentId, SiteId, UnitId } from '#libs/domain';
import { healthOf } from '../registry/device-columns.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { camerasShown } from './public-token.ts';

/** A device as it stands there. Who shows it to strangers asks `publicState` first. */
export interface PublicDevice {
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly unitId: UnitId;
  readonly health: Health;
  readonly since: EpochMs;
  readonly flapping: boolean;
  readonly camerasShown: boolean;
  /** What lasts, also where a person closed it; `cause`: what explains it. */
  readonly incident: {
    readonly id: IncidentId;
    readonly startedAt: EpochMs;
    readonly taken: boolean;
    readonly cause: Cause;
  } | null;
}

/** What stands at a place, lights first. */
export const readDevices = (sql: Sql, siteId: SiteId, now: EpochMs): Promise<PublicDevice[]> =>
  sql.query<PublicDevice>(
    `SELECT d.device_no AS "deviceNo", d.kind, d.unit_id AS "unitId", ${healthOf('$2::timestamptz')} AS health,
       ${epoch('coalesce(h.silent_since, h.since)')} AS since, ${camerasShown('d.unit_id')} AS "camerasShown",
       EXISTS (SELECT 1 FROM device_fault f WHERE f.device_no = d.device_no AND f.code = 'flapping') AS flapping,
       (SELECT json_build_object('id', i.id, 'startedAt', ${epoch('i.started_at')},
            'taken', i.state = 'acknowledged' OR coalesce(parent.state = 'acknowledged', false),
            'cause', coalesce(parent.cause, 'device'))
          FROM incident i
          LEFT JOIN incident_parent p ON p.child_id = i.id AND p.left_at IS NULL
          LEFT JOIN incident parent ON parent.id = p.parent_id
          WHERE i.device_no = d.device_no AND i.cause = 'device' AND i.ended_at IS NULL
          ORDER BY i.started_at, i.id LIMIT 1) AS incident
     FROM device d JOIN device_health h USING (device_no)
     WHERE d.site_id = $1 AND d.lifecycle = 'active' AND d.kind <> 'edge_agent'
     ORDER BY array_position(ARRAY['solar_light','wifi_hotspot','camera'], d.kind), d.code`,
    [siteId, new Date(now)],
  );
