import { Injectable } from '@nestjs/common';
import {
  type DeviceKind,
  type EpochMs,
  type Health,
  HEALTH_BY_URGENCY,
  MAP_STATES,
  type MapState,
  mapStateOf,
  type SiteId,
  type UnitId,
} from '#libs/domain';
import { inScope, narrowed, type Scope } from '../access.ts';
import { type Box, inBox } from '../registry/box.ts';
import { healthOf } from '../registry/device-columns.ts';
import { filterConditions } from '../registry/device-list.store.ts';
import { Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';

export interface SitePoint {
  readonly siteId: SiteId;
  readonly code: string;
  readonly name: string;
  readonly landmark: string | null;
  readonly unitId: UnitId;
  readonly latitude: number;
  readonly longitude: number;
  /** Of the worst device. */
  readonly health: Health;
  readonly devices: number;
  readonly faults: number;
}

export interface MapCounts {
  readonly devices: number;
  readonly sites: number;
  readonly withFaults: number;
  readonly openIncidents: number;
  readonly byHealth: Readonly<Record<Health, number>>;
  readonly byState: Readonly<Record<MapState, number>>;
}

/** What a map is narrowed by: the same as the list of devices. */
export interface MapFilter {
  readonly unitId?: string | undefined;
  readonly kind?: DeviceKind | undefined;
  readonly health?: Health | undefined;
  /** A fault code, or `any`. */
  readonly fault?: string | undefined;
  readonly trouble?: 'new' | undefined;
  readonly q?: string | undefined;
}

const URGENCY = `ARRAY[${HEALTH_BY_URGENCY.map((health) => `'${health}'`).join(',')}]`;

/** The health map: one point a pole. */
@Injectable()
export class MapStore {
  constructor(private readonly database: Database) {}

  async sites(
    scope: Scope,
    filter: { readonly unitId?: string | undefined; readonly bbox?: Box | undefined },
    now: EpochMs,
  ): Promise<SitePoint[]> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const { bind, values } = new Parameters();
    const at = bind(new Date(now));
    const conditions = [inScope('d.unit_id', bind(within)), `d.lifecycle = 'active'`, 's.latitude IS NOT NULL'];
    if (filter.bbox) conditions.push(inBox(filter.bbox, bind));
    return this.database.query<SitePoint>(
      `SELECT s.id AS "siteId", s.code, coalesce(s.name, s.landmark, s.code) AS name, s.landmark,
         s.unit_id AS "unitId", s.latitude, s.longitude,
         (${URGENCY})[min(array_position(${URGENCY}, ${healthOf(at)}))] AS health, count(*)::int AS devices,
         coalesce(sum(f.open), 0)::int AS faults
       FROM device d JOIN device_health h USING (device_no) JOIN site s ON s.id = d.site_id
         LEFT JOIN (SELECT device_no, count(*) AS open FROM device_fault GROUP BY device_no) f USING (device_no)
       WHERE ${conditions.join(' AND ')} GROUP BY s.id ORDER BY s.id`,
      values,
    );
  }

  async summary(scope: Scope, filter: MapFilter, now: EpochMs): Promise<MapCounts> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const { bind, values } = new Parameters();
    const at = bind(new Date(now));
    const conditions = [inScope('d.unit_id', bind(within)), ...filterConditions(filter, at, bind)];
    const rows = await this.database.query<{ health: Health; count: number; withFaults: number }>(
      `SELECT ${healthOf(at)} AS health, count(*)::int AS count, count(f.device_no)::int AS "withFaults"
       FROM device d JOIN device_health h USING (device_no)
         LEFT JOIN (SELECT DISTINCT device_no FROM device_fault) f USING (device_no)
       WHERE ${conditions.join(' AND ')} GROUP BY 1`,
      values,
    );
    const [others] = await this.database.query<{ sites: number; openIncidents: number }>(
      `SELECT (SELECT count(*)::int FROM site s WHERE ${inScope('s.unit_id', '$1')}) AS sites,
         (SELECT count(*)::int FROM incident i WHERE i.state <> 'resolved' AND ${inScope('i.unit_id', '$1')})
           AS "openIncidents"`,
      [within],
    );
    const inService = rows.filter((row) => row.health !== 'decommissioned');
    const counted = new Map(rows.map((row) => [row.health, row.count]));
    return {
      devices: inService.reduce((sum, row) => sum + row.count, 0),
      withFaults: inService.reduce((sum, row) => sum + row.withFaults, 0),
      sites: others?.sites ?? 0,
      openIncidents: others?.openIncidents ?? 0,
      byState: countStates(rows),
      byHealth: Object.fromEntries(HEALTH_BY_URGENCY.map((health) => [health, counted.get(health) ?? 0])) as Record<
        Health,
        number
      >,
    };
  }
}

function countStates(
  rows: readonly { readonly health: Health; readonly count: number; readonly withFaults: number }[],
): Record<MapState, number> {
  const counts = Object.fromEntries(MAP_STATES.map((state) => [state, 0])) as Record<MapState, number>;
  for (const { health, count, withFaults } of rows) {
    const [well, faulty] = [mapStateOf(health, 0), mapStateOf(health, 1)];
    if (well !== null) counts[well] += count - withFaults;
    if (faulty !== null) counts[faulty] += withFaults;
  }
  return counts;
}
