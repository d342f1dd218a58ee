import { Injectable } from '@nestjs/common';
import { DAY, type DeviceKind, type EpochMs, type UnitId, type UnitKind } from '#libs/domain';
import { type Access, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { healthOf } from '../registry/device-columns.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { Database, type Sql } from '../sql.ts';
import { type PublicGifts, readGiftsOfUnit } from './public-gifts.ts';
import { camerasShown, newPublicToken } from './public-token.ts';

/** Where a village sends its people: public services, its shop, a tour, the Wi-Fi's first page. */
export interface VillageLink {
  readonly title: string;
  readonly url: string;
}

export interface VillagePageSettings {
  readonly unitId: UnitId;
  /** Null until somebody opened the page for the first time. */
  readonly token: string | null;
  readonly isOpen: boolean;
  readonly links: readonly VillageLink[];
  readonly version: number;
}

/** What strangers see of a unit and everything below it. */
export interface VillagePage {
  readonly unitName: string;
  readonly timeZone: string;
  readonly links: readonly VillageLink[];
  /** `shown`: every responsible unit lets this kind be seen. */
  readonly kinds: readonly {
    readonly kind: DeviceKind;
    readonly total: number;
    readonly working: number;
    readonly shown: boolean;
  }[];
  /** Troubles of devices that are over, by kind of device, in a year. */
  readonly repaired: Readonly<Partial<Record<DeviceKind, number>>>;
  readonly gifts: PublicGifts;
}

const KINDS: readonly UnitKind[] = ['group', 'village', 'commune'];
const YEAR = 365 * DAY;

/** Pages of villages: off until the village turns its own on. */
@Injectable()
export class VillagePages {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, id: string): Promise<VillagePageSettings> {
    return read(this.database, await requireUnit(this.database, scope, id));
  }

  async put(
    { actor, scope }: Access,
    id: string,
    page: { readonly isOpen: boolean; readonly links: readonly VillageLink[] },
    version: number | null,
    now: EpochMs,
  ): Promise<VillagePageSettings> {
    return this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, id);
      const [unit] = await tx.query<{ kind: UnitKind }>('SELECT kind FROM unit WHERE id = $1 FOR NO KEY UPDATE', [
        unitId,
      ]);
      if (unit && !KINDS.includes(unit.kind)) throw new Refusal('village_page_not_for_kind');
      if (version !== null && (await read(tx, unitId)).version !== version) throw new Refusal('stale_version');
      await tx.query(
        `INSERT INTO village_page AS v (unit_id, token, is_open, links, updated_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (unit_id) DO UPDATE SET is_open = excluded.is_open, links = excluded.links,
           version = v.version + 1, updated_at = excluded.updated_at`,
        [unitId, newPublicToken(), page.isOpen, JSON.stringify(page.links), new Date(now)],
      );
      await recordAudit(tx, actor, { action: 'village_page.put', objectKind: 'unit', objectId: unitId, unitId }, now);
      return read(tx, unitId);
    });
  }

  /** A closed page is as little there as one that never was. */
  async view(token: string, now: EpochMs): Promise<VillagePage> {
    const [row] = await this.database.query<
      Pick<VillagePage, 'unitName' | 'timeZone' | 'links'> & { readonly unitId: UnitId }
    >(
      `SELECT v.unit_id AS "unitId", u.name AS "unitName", u.time_zone AS "timeZone", v.links
       FROM village_page v JOIN unit u ON u.id = v.unit_id WHERE v.token = $1 AND v.is_open`,
      [token],
    );
    const { unitId, ...page } = orRefuse(row, 'village_page_not_found');
    const kinds = await countKinds(this.database, unitId, now);
    const repaired = await countRepaired(this.database, unitId, now);
    return { ...page, kinds, repaired, gifts: await readGiftsOfUnit(this.database, unitId) };
  }
}

async function read(sql: Sql, unitId: UnitId): Promise<VillagePageSettings> {
  const [row] = await sql.query<VillagePageSettings>(
    `SELECT unit_id AS "unitId", token, is_open AS "isOpen", links, version FROM village_page WHERE unit_id = $1`,
    [unitId],
  );
  return row ?? { unitId, token: null, isOpen: false, links: [], version: 0 };
}

/** What stands in the unit, whoever looks after it. */
const DEVICES_HERE = `device d JOIN device_health h USING (device_no) JOIN site s ON s.id = d.site_id
  JOIN unit_closure k ON k.descendant_id = s.unit_id AND k.ancestor_id = $1`;

const countKinds = (sql: Sql, unitId: UnitId, now: EpochMs): Promise<VillagePage['kinds'][number][]> =>
  sql.query(
    `WITH here AS (
       SELECT d.kind, d.unit_id, ${healthOf('$2::timestamptz')} AS health FROM ${DEVICES_HERE}
       WHERE d.lifecycle = 'active' AND d.kind <> 'edge_agent'),
     shows AS (SELECT unit_id, ${camerasShown('units.unit_id')} AS cameras FROM (SELECT DISTINCT unit_id FROM here) units)
     SELECT kind, count(*)::int AS total, count(*) FILTER (WHERE health IN ('online','suspect'))::int AS working,
       kind <> 'camera' OR bool_and(shows.cameras) AS shown
     FROM here JOIN shows USING (unit_id) GROUP BY kind
     ORDER BY array_position(ARRAY['solar_light','wifi_hotspot','camera'], kind)`,
    [unitId, new Date(now)],
  );

async function countRepaired(sql: Sql, unitId: UnitId, now: EpochMs): Promise<VillagePage['repaired']> {
  const rows = await sql.query<{ kind: DeviceKind; count: number }>(
    `SELECT d.kind, count(*)::int FROM ${DEVICES_HERE} JOIN incident i ON i.device_no = d.device_no
     WHERE i.cause = 'device' AND i.ended_at > $2 AND i.ended_at <= $3
       AND i.resolved_reason IN ('spoke_again','fault_gone','closed_by_person') GROUP BY d.kind`,
    [unitId, new Date(now - YEAR), new Date(now)],
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
