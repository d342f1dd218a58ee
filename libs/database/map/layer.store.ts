import { Injectable } from '@nestjs/common';
import type { DeviceId, EpochMs, IncidentId, ReadBoundary, UnitId } from '#libs/domain';
import { inScope, narrowed, type Scope } from '../access.ts';
import { type Box, inBox } from '../registry/box.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';

export interface PowerCutRow {
  readonly incidentId: IncidentId;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly startedAt: EpochMs;
  readonly devices: number;
  /** The unit's boundary, when one was imported. */
  readonly geometry: ReadBoundary['geometry'] | null;
  /** Around the devices without power; null when none of them has a place. */
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
}

export interface UplinkRow {
  readonly deviceId: DeviceId;
  readonly uplinkDeviceId: DeviceId;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** The uplink is silent. */
  readonly down: boolean;
}

/** More lines than that say nothing any more. */
const MOST_UPLINKS = 2_000;

/** What the map draws besides the devices. */
@Injectable()
export class MapLayerStore {
  constructor(private readonly database: Database) {}

  /** Open power cuts, each as the place of its unit. */
  async powerCuts(scope: Scope, unitId: string | undefined): Promise<PowerCutRow[]> {
    const within = await narrowed(this.database, scope, unitId);
    return this.database.query<PowerCutRow>(
      `SELECT i.id AS "incidentId", i.unit_id AS "unitId", u.name AS "unitName", ${epoch('i.started_at')} AS "startedAt",
         m.devices, b.geometry, m.west, m.south, m.east, m.north
       FROM incident i JOIN unit u ON u.id = i.unit_id LEFT JOIN unit_boundary b ON b.unit_id = i.unit_id
         CROSS JOIN LATERAL (
           SELECT count(*)::int AS devices, min(s.longitude) AS west, min(s.latitude) AS south,
             max(s.longitude) AS east, max(s.latitude) AS north
           FROM incident_device x JOIN device d USING (device_no) JOIN site s ON s.id = d.site_id
           WHERE x.incident_id = i.id AND x.left_at IS NULL) m
       WHERE i.cause = 'power_cut' AND i.state <> 'resolved' AND ${inScope('i.unit_id', '$1')} ORDER BY i.id`,
      [within],
    );
  }

  /** Which device reaches the network through which other one that stands elsewhere; both in the scope. */
  async uplinks(scope: Scope, unitId: string | undefined, bbox: Box): Promise<UplinkRow[]> {
    const within = await narrowed(this.database, scope, unitId);
    const { bind, values } = new Parameters();
    const roots = bind(within);
    return this.database.query<UplinkRow>(
      `SELECT d.id AS "deviceId", p.id AS "uplinkDeviceId", ARRAY[s.longitude, s.latitude] AS "from",
         ARRAY[t.longitude, t.latitude] AS "to", h.connectivity = 'offline' AS down
       FROM device d JOIN site s ON s.id = d.site_id
         JOIN device p ON p.id = d.uplink_device_id JOIN site t ON t.id = p.site_id
         JOIN device_health h ON h.device_no = p.device_no
       WHERE ${inScope('d.unit_id', roots)} AND ${inScope('p.unit_id', roots)}
         AND d.lifecycle = 'active' AND p.lifecycle = 'active' AND t.id <> s.id AND t.latitude IS NOT NULL
         AND ${inBox(bbox, bind)} ORDER BY d.id LIMIT ${MOST_UPLINKS}`,
      values,
    );
  }
}
