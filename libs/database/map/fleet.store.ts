import { Injectable } from '@nestjs/common';
import type { DeviceId, DeviceKind, DeviceNo, EpochMs, Health, SiteId } from '#libs/domain';
import { inScope, narrowed, type Scope } from '../access.ts';
import { healthOf } from '../registry/device-columns.ts';
import { matchesTerm } from '../registry/device-list.store.ts';
import { searchTerms } from '../registry/search-terms.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';

/** A device in service that stands somewhere, as the map draws it. */
export interface FleetRow {
  readonly deviceId: DeviceId;
  readonly kind: DeviceKind;
  readonly health: Health;
  /** Codes of open faults; null: none. */
  readonly faults: readonly string[] | null;
  /** When the newest of what is wrong with it began. */
  readonly troubleSince: EpochMs | null;
  /** When maintenance that was set on the device itself ends. */
  readonly maintenanceUntil: EpochMs | null;
  readonly siteId: SiteId;
  /** Never empty. */
  readonly siteName: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Devices read by one statement: a million are many statements, none of which holds anything up. */
const AT_ONCE = 20_000;

/** Whole fleets, for the memory that tiles are drawn from. */
@Injectable()
export class FleetStore {
  constructor(private readonly database: Database) {}

  /** The units a map of `unitId` covers; refuses one outside the scope. */
  async rootsOf(scope: Scope, unitId: string | undefined): Promise<Scope> {
    return narrowed(this.database, scope, unitId);
  }

  /** Every device of the scope once, in pieces that are read one after the other. */
  async *read(scope: Scope, now: EpochMs): AsyncGenerator<readonly FleetRow[]> {
    // One text, not a million rows: a server that waits for a busy reader would run out of its statement's time.
    const [all] = await this.database.query<{ numbers: string | null }>(
      `SELECT string_agg(d.device_no::text, ',' ORDER BY d.device_no) AS numbers FROM device d
       WHERE ${inScope('d.unit_id', '$1')} AND d.lifecycle = 'active'`,
      [scope],
    );
    const numbers = (all?.numbers ?? '').split(',').filter(Boolean).map(Number) as DeviceNo[];
    for (let from = 0; from < numbers.length; from += AT_ONCE)
      yield await this.#devices(numbers.slice(from, from + AT_ONCE), now);
  }

  /** Ids of the devices a search finds, whatever their number. */
  async matching(scope: Scope, q: string): Promise<DeviceId[]> {
    const { bind, values } = new Parameters();
    const conditions = [inScope('d.unit_id', bind(scope)), ...searchTerms(q).map((term) => matchesTerm(term, bind))];
    const rows = await this.database.query<{ id: DeviceId }>(
      `SELECT d.id FROM device d WHERE ${conditions.join(' AND ')}`,
      values,
    );
    return rows.map(({ id }) => id);
  }

  /** Changes whenever another maintenance window is open: what it hides has to be read again. */
  async planned(now: EpochMs): Promise<string> {
    const [row] = await this.database.query<{ open: string }>(
      `SELECT coalesce(md5(string_agg(w::text, ',' ORDER BY w::text)), '') AS open FROM open_maintenance($1) w`,
      [new Date(now)],
    );
    return row?.open ?? '';
  }

  async #devices(deviceNos: readonly DeviceNo[], now: EpochMs): Promise<FleetRow[]> {
    return this.database.query<FleetRow>(
      `SELECT d.id AS "deviceId", d.kind, ${healthOf('$2')} AS health, f.codes AS faults,
         ${epoch(`greatest(CASE WHEN h.connectivity IN ('offline','suspect') THEN h.since END, f.newest)`)} AS "troubleSince",
         ${epoch('d.maintenance_until')} AS "maintenanceUntil", s.id AS "siteId",
         coalesce(s.name, s.landmark, s.code) AS "siteName", s.latitude, s.longitude
       FROM unnest($1::int[]) n (device_no) JOIN device d USING (device_no) JOIN device_health h USING (device_no)
         JOIN site s ON s.id = d.site_id
         LEFT JOIN (SELECT device_no, array_agg(code ORDER BY code) AS codes, max(since) AS newest FROM device_fault
           WHERE device_no = ANY($1) GROUP BY device_no) f USING (device_no)
       WHERE d.lifecycle = 'active' AND s.latitude IS NOT NULL AND s.longitude IS NOT NULL`,
      [deviceNos, new Date(now)],
    );
  }
}
