import { Injectable } from '@nestjs/common';
import type {
  DeviceNo,
  EpochMs,
  MaintenanceKind,
  MaintenanceSchedule,
  MaintenanceSource,
  MaintenanceWindow,
  SiteId,
  UnitId,
} from '#libs/domain';
import { type Access, type Actor, inScope, narrowed, type Scope } from '../access.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { nameOf } from '../incidents/incident-act.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { requireDevice, requireSite } from '../registry/device-registry.store.ts';
import { Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { publishHealth } from '../transitions/record.ts';
import { askAgain } from './ask-again.ts';
import { COVERS_DEVICE, toWindow, WINDOW_COLUMNS, type WindowColumns } from './window-columns.ts';

/** What a window is about: a unit with all below it, a pole, or one device. */
export interface MaintenancePlace {
  readonly kind: 'unit' | 'site' | 'device';
  readonly id: string;
}

export interface MaintenanceRow extends MaintenanceWindow {
  readonly source: MaintenanceSource;
  readonly place: MaintenancePlace & { readonly name: string };
  /** Of the place. */
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly reason: string;
  readonly madeBy: string | null;
  readonly endedBy: string | null;
}

/** `schedule.timeZone` of a weekly one is not asked for: it is the unit's. */
export interface NewMaintenance {
  readonly kind: MaintenanceKind;
  readonly source: MaintenanceSource;
  readonly place: MaintenancePlace;
  readonly schedule: Untimed<MaintenanceSchedule>;
  readonly reason: string;
}
type Untimed<T> = T extends { readonly timeZone: string } ? Omit<T, 'timeZone'> : T;

export interface MaintenanceFilter extends PageRequest {
  readonly unitId?: string | undefined;
  /** Those that cover this device. */
  readonly deviceId?: string | undefined;
  /** Left out: also those that are over. */
  readonly over?: boolean | undefined;
}

interface Row extends WindowColumns {
  readonly source: MaintenanceSource;
  readonly placeKind: MaintenancePlace['kind'];
  readonly placeId: string;
  readonly placeName: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly reason: string;
  readonly madeBy: string | null;
  readonly endedBy: string | null;
}

/** The unit whose people see a window and may end it. */
const HOME = 'coalesce(w.unit_id, s.unit_id, d.unit_id)';
const TABLES = `maintenance_window w LEFT JOIN site s ON s.id = w.site_id LEFT JOIN device d ON d.device_no = w.device_no
  JOIN unit u ON u.id = ${HOME}`;
const COLUMNS = `${WINDOW_COLUMNS}, w.source, w.reason, w.made_by_name AS "madeBy", w.ended_by_name AS "endedBy",
  CASE WHEN w.unit_id IS NOT NULL THEN 'unit' WHEN w.site_id IS NOT NULL THEN 'site' ELSE 'device' END AS "placeKind",
  coalesce(w.unit_id, w.site_id, d.id) AS "placeId", u.id AS "unitId", u.name AS "unitName",
  CASE WHEN w.unit_id IS NOT NULL THEN u.name WHEN w.site_id IS NOT NULL THEN coalesce(s.landmark, s.name, s.code)
    ELSE d.name END AS "placeName"`;
const IS_OVER = `(w.ended_at IS NOT NULL OR w.until_at <= $now
  OR w.last_day < ($now AT TIME ZONE w.time_zone)::date - 1)`;

function toRow({ placeKind, placeId, placeName, ...row }: Row): MaintenanceRow {
  const { unitId, unitName, source, reason, madeBy, endedBy } = row;
  const place = { kind: placeKind, id: placeId, name: placeName };
  return { ...toWindow(row), source, place, unitId, unitName, reason, madeBy, endedBy };
}

/** Planned work and planned power outages, as people make, see and end them. */
@Injectable()
export class MaintenanceStore {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(scope: Scope, filter: MaintenanceFilter, now: EpochMs): Promise<PageOf<MaintenanceRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const { bind, values } = new Parameters();
    const conditions = [inScope(HOME, bind(within))];
    if (filter.over !== undefined) {
      const over = IS_OVER.replaceAll('$now', `${bind(new Date(now))}::timestamptz`);
      conditions.push(filter.over ? over : `NOT coalesce(${over}, false)`);
    }
    if (filter.deviceId !== undefined) {
      const covers = COVERS_DEVICE.replaceAll('d.', 'asked.');
      conditions.push(`EXISTS (SELECT 1 FROM device asked WHERE asked.id = ${bind(filter.deviceId)} AND ${covers})`);
    }
    const after = readCursor(filter.cursor, ['uuid']);
    if (after) conditions.push(`w.id < ${bind(after[0])}::uuid`);
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${conditions.join(' AND ')}
       ORDER BY w.id DESC LIMIT ${bind(filter.limit + 1)}`,
      values,
    );
    return toPage(rows.map(toRow), filter.limit, (row) => [row.id]);
  }

  async get(scope: Scope, id: string): Promise<MaintenanceRow> {
    const [row] = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE w.id = $2 AND ${inScope(HOME, '$1')}`,
      [scope, id],
    );
    return toRow(orRefuse(row, 'maintenance_not_found'));
  }

  async create(access: Access, window: NewMaintenance, now: EpochMs): Promise<MaintenanceRow> {
    const id = await this.database.transaction((tx) => makeWindow(tx, access, window, now));
    return this.get(access.scope, id);
  }

  /** Ends it now; what it held and what lasts is asked about at once. */
  async end({ actor, scope }: Access, id: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [window] = await tx.query<{ id: string; unit_id: UnitId; over: boolean }>(
        `SELECT w.id, ${HOME} AS unit_id, coalesce(${IS_OVER.replaceAll('$now', '$3::timestamptz')}, false) AS over
         FROM ${TABLES} WHERE w.id = $2 AND ${inScope(HOME, '$1')} FOR UPDATE OF w`,
        [scope, id, new Date(now)],
      );
      const found = orRefuse(window, 'maintenance_not_found');
      if (found.over) throw new Refusal('maintenance_is_over');
      await endWindows(tx, 'w.id = $1', found.id, await nameOf(tx, actor), now);
      await audit(tx, actor, 'maintenance.end', found.id, found.unit_id, now);
    });
  }
}

const audit = (sql: Sql, actor: Actor, action: string, id: string, unitId: UnitId | null, now: EpochMs) =>
  recordAudit(sql, actor, { action, objectKind: 'maintenance', objectId: id, unitId }, now);

interface Place {
  readonly unitId: UnitId | null;
  readonly siteId: SiteId | null;
  readonly deviceNo: DeviceNo | null;
}

async function placeOf(sql: Sql, scope: Scope, { kind, id }: MaintenancePlace): Promise<Place> {
  const nothing = { unitId: null, siteId: null, deviceNo: null };
  switch (kind) {
    case 'unit':
      return { ...nothing, unitId: await requireLivingUnit(sql, scope, id) };
    case 'site':
      return { ...nothing, siteId: (await requireSite(sql, scope, id)).id };
    case 'device':
      return { ...nothing, deviceNo: await requireDevice(sql, scope, id) };
  }
}

/** In the caller's transaction. Refuses a place outside the scope. */
export async function makeWindow(
  sql: Sql,
  { actor, scope }: Access,
  window: NewMaintenance,
  now: EpochMs,
): Promise<string> {
  const place = await placeOf(sql, scope, window.place);
  const id = newId(now);
  await insertWindow(sql, { ...window, id, place, actor, name: await nameOf(sql, actor) }, now);
  const [home] = await sql.query<{ unit_id: UnitId }>(`SELECT ${HOME} AS unit_id FROM ${TABLES} WHERE w.id = $1`, [id]);
  await audit(sql, actor, 'maintenance.create', id, home?.unit_id ?? null, now);
  await showTheCovered(sql, 'w.id = $1', id, now);
  return id;
}

type WindowToInsert = Omit<NewMaintenance, 'place'> & {
  readonly id: string;
  readonly place: Place;
  readonly actor: Actor;
  readonly name: string | null;
};

export async function insertWindow(sql: Sql, window: WindowToInsert, now: EpochMs): Promise<void> {
  const { schedule, place, actor } = window;
  const [once, weekly] = schedule.kind === 'once' ? [schedule, null] : [null, schedule];
  await sql.query(
    `INSERT INTO maintenance_window (id, kind, source, unit_id, site_id, device_no, from_at, until_at, weekdays, from_time,
       to_time, last_day, time_zone, reason, made_by_kind, made_by, made_by_name, created_at)
     SELECT $1, $2, $3, $4, $5, $6::int, $7, $8, $9, $10, $11, $12, u.time_zone, $13, $14, $15, $16, $17
     FROM unit u WHERE u.id = coalesce($4::uuid, (SELECT s.unit_id FROM site s WHERE s.id = $5::uuid),
       (SELECT d.unit_id FROM device d WHERE d.device_no = $6::int))`,
    [
      window.id,
      window.kind,
      window.source,
      place.unitId,
      place.siteId,
      place.deviceNo,
      once && new Date(once.from),
      once && new Date(once.until),
      weekly?.weekdays ?? null,
      weekly?.from ?? null,
      weekly?.to ?? null,
      weekly?.lastDay ?? null,
      window.reason,
      actor.kind,
      actor.id,
      window.name,
      new Date(now),
    ],
  );
}

/** Ends the windows `w` now. `condition` speaks of `w` and of $1. */
export async function endWindows(
  sql: Sql,
  condition: string,
  value: unknown,
  endedBy: string | null,
  now: EpochMs,
): Promise<void> {
  await sql.query(
    `UPDATE maintenance_window w SET ended_at = $2, ended_by_name = $3 WHERE ${condition} AND w.ended_at IS NULL`,
    [value, new Date(now), endedBy],
  );
  await askAgain(
    sql,
    `EXISTS (SELECT 1 FROM maintenance_window w WHERE ${condition} AND ${COVERS_DEVICE})`,
    value,
    now,
  );
  await showTheCovered(sql, condition, value, now);
}

/** Screens repaint by themselves what a window begins or ceases to hide; of larger places when they are next read. */
const MOST_REPAINTED = 500;

async function showTheCovered(sql: Sql, condition: string, value: unknown, now: EpochMs): Promise<void> {
  const devices = await sql.query<{ device_no: DeviceNo }>(
    `SELECT d.device_no FROM device d JOIN device_health h USING (device_no)
     WHERE EXISTS (SELECT 1 FROM maintenance_window w WHERE ${condition} AND ${COVERS_DEVICE}) LIMIT ${MOST_REPAINTED}`,
    [value],
  );
  if (devices.length === 0) return;
  const deviceNos = devices.map((row) => row.device_no);
  await publishHealth(sql, deviceNos, now);
  await sql.query(`SELECT pg_notify('live', '')`);
}
