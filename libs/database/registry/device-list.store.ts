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
  /** Runs not what somebody wants it to run. */
  readonly software?: 'differs' | undefined;
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
    return toPage(rows, filter.limit, ({ rank, name, id }) => (isRanked(filter) ? [rank, name, id] : [name, id]));
  }
}

/** The statement itself, so that a test can ask PostgreSQL how it would run it. */
export function deviceListQuery(scope: Scope, filter: DeviceFilter, now: EpochMs): { text: string; values: unknown[] } {
  const { bind, values } = new Parameters();
  const at = bind(new Date(now));
  const conditions = [inScope('d.unit_id', bind(scope)), ...conditionsOf(filter, at, bind)];
  const after = readCursor(filter.cursor, isRanked(filter) ? ['number', 'text', 'uuid'] : ['text', 'uuid']);
  const limit = bind(filter.limit + 1);
  const needsPlace = filter.q !== undefined || filter.bbox !== undefined;
  const needsHealth = filter.sort === 'urgency' || filter.health !== undefined || filter.trouble !== undefined;
  const from = `device d ${needsHealth ? 'JOIN device_health h USING (device_no)' : ''}
    ${needsPlace ? 'JOIN site s ON s.id = d.site_id' : ''}`;
  const pages = partsOf(filter, at, bind).flatMap(({ rank: above, only }) => {
    const behind = behindCursor(after, above, bind);
    if (behind === null) return [];
    const order = [...(above.isFixed ? [] : [above.sql]), 'd.name', 'd.id'].join(', ');
    return `(SELECT d.device_no, d.name, d.id, ${above.sql} AS rank FROM ${from}
       WHERE ${[...conditions, ...only(), ...behind].join(' AND ')} ORDER BY ${order} LIMIT ${limit})`;
  });
  const text = `
    WITH page AS MATERIALIZED (
      SELECT device_no, rank FROM (${pages.join(' UNION ALL ')}) part ORDER BY rank, name, id LIMIT ${limit})
    SELECT page.rank, ${deviceColumns(at)} FROM page JOIN device d USING (device_no) ${BESIDE_DEVICE}
    ORDER BY page.rank, d.name, d.id`;
  return { text, values };
}

interface Rank {
  readonly sql: string;
  /** The same for all rows of the part. */
  readonly isFixed: boolean;
}

interface Part {
  readonly rank: Rank;
  /** Bound only when the part is read: PostgreSQL refuses parameters that nobody uses. */
  readonly only: () => readonly string[];
}

/**
 * Parts of the list that follow each other, each read in the order of names and only as far as it is needed. A number
 * is found inside serial numbers and MAC addresses too: the devices that are called so come first.
 */
function partsOf(filter: DeviceFilter, now: string, bind: Bind): Part[] {
  if (filter.sort === 'urgency') return [{ rank: { sql: rank(now), isFixed: false }, only: () => [] }];
  const fixed = (sql: string): Rank => ({ sql, isFixed: true });
  const numbers = numbersOf(filter);
  if (numbers.length === 0) return [{ rank: fixed('0'), only: () => [] }];
  const called = (): string[] => numbers.map((number) => calledBy(number, bind));
  // What is in the name is in the searched words: said once more, because those have an index.
  const indexed = (): string[] =>
    numbers.map((number) => `d.search LIKE ${bind(`%${number.replace(/^0+(?=\d)/, '')}%`)}`);
  return [
    { rank: fixed('0'), only: () => [...called(), ...indexed()] },
    { rank: fixed('1'), only: () => [`NOT (${called().join(' AND ')})`] },
  ];
}

/** Conditions for what lies behind the cursor; null: nothing of this part does. */
function behindCursor(after: readonly unknown[] | null, above: Rank, bind: Bind): string[] | null {
  if (after === null) return [];
  const name = after.at(-2);
  const key = (): string => `${bind(name)}, ${bind(after.at(-1))}::uuid`;
  if (!above.isFixed) return [`(${above.sql}, d.name, d.id) > (${bind(after[0])}, ${key()})`];
  const reached = after.length === 3 ? Number(after[0]) : 0;
  if (reached > Number(above.sql)) return null;
  return reached < Number(above.sql) ? [] : [`(d.name, d.id) > (${key()})`];
}

/** As DeviceDetail's `differs`: what it has never said is not what is wanted. */
const RUNS_ANOTHER = `(d.desired_firmware IS NOT NULL OR d.desired_config IS NOT NULL) AND NOT EXISTS (
  SELECT 1 FROM device_latest l WHERE l.device_no = d.device_no
    AND (d.desired_firmware IS NULL OR l.facts->>'firmware' = d.desired_firmware)
    AND (d.desired_config IS NULL OR l.facts->>'configVersion' = d.desired_config))`;

function conditionsOf(filter: DeviceFilter, now: string, bind: Bind): string[] {
  const conditions = filter.health === undefined ? [`d.lifecycle = 'active'`] : [];
  if (filter.siteId !== undefined) conditions.push(`d.site_id = ${bind(filter.siteId)}`);
  if (filter.bbox) conditions.push(inBox(filter.bbox, bind));
  if (filter.software !== undefined) conditions.push(RUNS_ANOTHER);
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

const isRanked = (filter: DeviceFilter): boolean => filter.sort === 'urgency' || numbersOf(filter).length > 0;

/** More numbers than these are a MAC address or a serial number, which nothing is called. */
const MOST_NUMBERS = 2;

function numbersOf({ q }: DeviceFilter): string[] {
  const numbers = searchTerms(q).filter((term) => /^\d+$/.test(term));
  return numbers.length > MOST_NUMBERS ? [] : numbers;
}

/** The number stands by itself in the name: "Camera 12", "Camera 012", not "Camera 112". */
const calledBy = (number: string, bind: Bind): string =>
  `d.name ~ ${bind(`(^|[^0-9])0*${number.replace(/^0+(?=\d)/, '')}([^0-9]|$)`)}`;

const rank = (now: string): string =>
  `array_position(ARRAY[${HEALTH_BY_URGENCY.map((health) => `'${health}'`).join(',')}], ${healthOf(now)})`;
