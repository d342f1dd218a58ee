import { Injectable } from '@nestjs/common';
import { type DeviceKind, type EpochMs, type Health, HEALTH_BY_URGENCY } from '#libs/domain';
import { inScope, narrowed, type Scope } from '../access.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { type Box, inBox } from './box.ts';
import { BESIDE_DEVICE, deviceColumns, type DeviceRow, healthOf } from './device-columns.ts';
import { searchTerms } from './search-terms.ts';

export interface DeviceFilter extends PageRequest {
  readonly unitId?: string | undefined;
  readonly siteId?: string | undefined;
  readonly kind?: DeviceKind | undefined;
  readonly health?: Health | undefined;
  /** A fault code, or `any`. */
  readonly fault?: string | undefined;
  /** Trouble that began within a day. */
  readonly trouble?: 'new' | undefined;
  readonly q?: string | undefined;
  readonly bbox?: Box | undefined;
  readonly sort?: 'name' | 'urgency' | undefined;
}

type Bind = (value: unknown) => string;

/** Finds devices. The page is cut first; health, faults and latest contact are read for its rows only. */
@Injectable()
export class DeviceListStore {
  constructor(private readonly database: Database) {}

  async list(scope: Scope, filter: DeviceFilter, now: EpochMs): Promise<PageOf<DeviceRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const { text, values } = deviceListQuery(within, filter, now);
    const rows = await this.database.query<DeviceRow & { rank: number }>(text, values);
    return toPage(rows, filter.limit, ({ rank, name, id }) =>
      filter.sort === 'urgency' ? [rank, name, id] : [name, id],
    );
  }
}

/** The statement itself, so that a test can ask PostgreSQL how it would run it. */
export function deviceListQuery(scope: Scope, filter: DeviceFilter, now: EpochMs): { text: string; values: unknown[] } {
  const { bind, values } = new Parameters();
  const at = bind(new Date(now));
  const byUrgency = filter.sort === 'urgency';
  const conditions = [inScope('d.unit_id', bind(scope)), ...conditionsOf(filter, at, bind)];
  const after = readCursor(filter.cursor, byUrgency ? ['number', 'text', 'uuid'] : ['text', 'uuid']);
  if (after) {
    const key = after.map((part, index) => bind(part) + (index === after.length - 1 ? '::uuid' : ''));
    conditions.push(`(${byUrgency ? `${rank(at)}, ` : ''}d.name, d.id) > (${key.join(', ')})`);
  }
  const order = byUrgency ? `${rank(at)}, d.name, d.id` : 'd.name, d.id';
  const needsPlace = filter.q !== undefined || filter.bbox !== undefined;
  const text = `
    WITH page AS MATERIALIZED (
      SELECT d.device_no, ${byUrgency ? rank(at) : '0'} AS rank
      FROM device d ${byUrgency || filter.health || filter.trouble ? 'JOIN device_health h USING (device_no)' : ''}
        ${needsPlace ? 'JOIN site s ON s.id = d.site_id' : ''}
      WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ${bind(filter.limit + 1)})
    SELECT page.rank, ${deviceColumns(at)} FROM page JOIN device d USING (device_no) ${BESIDE_DEVICE}
    ORDER BY page.rank, d.name, d.id`;
  return { text, values };
}

function conditionsOf(filter: DeviceFilter, now: string, bind: Bind): string[] {
  const conditions = filter.health === undefined ? [`d.lifecycle = 'active'`] : [];
  if (filter.siteId !== undefined) conditions.push(`d.site_id = ${bind(filter.siteId)}`);
  if (filter.bbox) conditions.push(inBox(filter.bbox, bind));
  return [...conditions, ...filterConditions(filter, now, bind)];
}

/** What lists and maps narrow by alike; the tables are `device d` and `device_health h`. */
export function filterConditions(
  filter: Pick<DeviceFilter, 'kind' | 'health' | 'fault' | 'trouble' | 'q'>,
  now: string,
  bind: Bind,
): string[] {
  const conditions: string[] = [];
  if (filter.health !== undefined) conditions.push(`${healthOf(now)} = ${bind(filter.health)}`);
  if (filter.kind !== undefined) conditions.push(`d.kind = ${bind(filter.kind)}`);
  if (filter.fault !== undefined) conditions.push(faulty(filter.fault, bind));
  if (filter.trouble !== undefined) conditions.push(isNewTrouble(now));
  for (const term of searchTerms(filter.q)) conditions.push(matchesTerm(term, bind));
  return conditions;
}

function faulty(fault: string, bind: Bind): string {
  const which = fault === 'any' ? '' : `AND f.code = ${bind(fault)}`;
  return `EXISTS (SELECT 1 FROM device_fault f WHERE f.device_no = d.device_no ${which})`;
}

/** isNewTrouble (libs/domain/map-state.ts) in SQL; test/medium/api/tiles.spec keeps the two equal. */
const isNewTrouble = (now: string): string => `(${healthOf(now)} IN ('online','suspect','offline') AND (
  (h.connectivity IN ('suspect','offline') AND h.since > ${now}::timestamptz - interval '1 day')
  OR EXISTS (SELECT 1 FROM device_fault f WHERE f.device_no = d.device_no AND f.since > ${now}::timestamptz - interval '1 day')))`;

/** A word of the search is in the device's own words, or in the name of a unit above it ("thap thuong"). */
export function matchesTerm(term: string, bind: Bind): string {
  const like = bind(`%${term}%`);
  return `(d.search LIKE ${like} OR d.unit_id = ANY (ARRAY(
    SELECT c.descendant_id FROM unit n JOIN unit_closure c ON c.ancestor_id = n.id WHERE n.search LIKE ${like})))`;
}

const rank = (now: string): string =>
  `array_position(ARRAY[${HEALTH_BY_URGENCY.map((health) => `'${health}'`).join(',')}], ${healthOf(now)})`;
