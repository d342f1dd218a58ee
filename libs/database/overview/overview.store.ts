import { Injectable } from '@nestjs/common';
import {
  type DeviceId,
  type DeviceKind,
  type EpochMs,
  type Health,
  groupedBy,
  HEALTH_BY_URGENCY,
  type UnitId,
  type UnitKind,
} from '#libs/domain';
import { inScope, narrowed, type Scope } from '../access.ts';
import {
  INCIDENT_COLUMNS,
  INCIDENT_TABLES,
  type IncidentRow,
  notExplainedWithin,
} from '../incidents/incident-columns.ts';
import { healthOf } from '../registry/device-columns.ts';
import { epoch } from '../sql-text.ts';
import { Database } from '../sql.ts';

export interface Counts {
  readonly devices: number;
  readonly byHealth: Readonly<Record<Health, number>>;
  readonly withFaults: number;
}

export interface Overview {
  readonly unitId: UnitId | null;
  readonly total: Counts;
  readonly byKind: readonly (Counts & { readonly kind: DeviceKind })[];
  readonly byUnit: readonly (Counts & {
    readonly unitId: UnitId;
    readonly name: string;
    readonly kind: UnitKind;
    readonly itself: boolean;
  })[];
  readonly longest: readonly LongOutageRow[];
  readonly unacknowledged: number;
  readonly acknowledged: number;
  readonly oldestUnacknowledgedAt: EpochMs | null;
  readonly causes: readonly IncidentRow[];
  readonly trend: readonly DayRow[];
}

export interface LongOutageRow {
  readonly deviceId: DeviceId;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly landmark: string | null;
  readonly since: EpochMs;
}

export interface DayRow {
  readonly day: string;
  readonly from: EpochMs;
  readonly before: EpochMs;
  readonly incidents: number;
}

interface CountRow {
  readonly unitId: UnitId;
  readonly name: string;
  readonly unitKind: UnitKind;
  readonly itself: boolean;
  readonly kind: DeviceKind;
  readonly health: Health;
  readonly count: number;
  readonly withFaults: number;
}

const LONGEST = 10;
const CAUSES = 20;
/** A place with more units than this is asked for by its parts. */
const UNITS = 100;

/**
 * `top`: from each unit of the scope ($1) down as long as there is only one below. `branch`: the units next below it.
 * A device counts in its branch, or, with none above it, in the top itself.
 */
const COUNTS = `
  WITH RECURSIVE line AS (
    SELECT u.id, u.id AS root, 0 AS depth FROM unit u WHERE u.id = ANY($1::uuid[])
      AND NOT EXISTS (SELECT 1 FROM unit_closure c
        WHERE c.descendant_id = u.id AND c.ancestor_id = ANY($1::uuid[]) AND c.ancestor_id <> u.id)
    UNION ALL
    SELECT child.id, line.root, depth + 1 FROM line JOIN unit child ON child.parent_id = line.id
    WHERE (SELECT count(*) FROM unit s WHERE s.parent_id = line.id) = 1
      AND EXISTS (SELECT 1 FROM unit below WHERE below.parent_id = child.id)),
  top AS (SELECT DISTINCT ON (root) id, root FROM line ORDER BY root, depth DESC),
  branch AS (SELECT child.id FROM top JOIN unit child ON child.parent_id = top.id),
  place AS (
    SELECT c.descendant_id AS unit_id, branch.id AS branch_id, false AS itself
      FROM branch JOIN unit_closure c ON c.ancestor_id = branch.id
    UNION ALL
    SELECT c.descendant_id, top.root, true FROM top JOIN unit_closure c ON c.ancestor_id = top.root
      WHERE NOT EXISTS (SELECT 1 FROM branch JOIN unit_closure b ON b.ancestor_id = branch.id
        WHERE b.descendant_id = c.descendant_id)),
  counted AS (
    SELECT place.branch_id, place.itself, d.kind, ${healthOf('$2::timestamptz')} AS health, count(*)::int AS count,
      count(f.device_no)::int AS with_faults
    FROM place JOIN device d ON d.unit_id = place.unit_id AND d.lifecycle = 'active' JOIN device_health h USING (device_no)
      LEFT JOIN (SELECT DISTINCT device_no FROM device_fault) f USING (device_no)
    GROUP BY 1, 2, 3, 4)
  SELECT u.id AS "unitId", u.name, u.kind AS "unitKind", itself, counted.kind, health, count, with_faults AS "withFaults"
  FROM counted JOIN unit u ON u.id = counted.branch_id ORDER BY u.name, u.id`;

const LONG_OUTAGES = `
  SELECT d.id AS "deviceId", d.name, d.kind, d.unit_id AS "unitId", u.name AS "unitName", s.landmark,
    ${epoch('coalesce(h.silent_since, h.since)')} AS since
  FROM device_health h JOIN device d USING (device_no) JOIN unit u ON u.id = d.unit_id JOIN site s ON s.id = d.site_id
  WHERE h.connectivity = 'offline' AND d.lifecycle = 'active' AND ${inScope('d.unit_id', '$1')}
    AND ${healthOf('$2::timestamptz')} = 'offline'
  ORDER BY coalesce(h.silent_since, h.since), d.device_no LIMIT ${LONGEST}`;

const WAITING = `
  SELECT count(*) FILTER (WHERE i.state = 'open')::int AS unacknowledged,
    count(*) FILTER (WHERE i.state = 'acknowledged')::int AS acknowledged,
    ${epoch(`min(i.opened_at) FILTER (WHERE i.state = 'open')`)} AS "oldestUnacknowledgedAt"
  FROM incident i WHERE i.state <> 'resolved' AND ${inScope('i.unit_id', '$1')} AND ${notExplainedWithin('$1')}`;

const OPEN_CAUSES = `
  SELECT ${INCIDENT_COLUMNS} FROM ${INCIDENT_TABLES}
  WHERE i.cause <> 'device' AND i.state <> 'resolved' AND ${inScope('i.unit_id', '$1')} AND ${notExplainedWithin('$1')}
  ORDER BY i.opened_at DESC, i.id DESC LIMIT ${CAUSES}`;

/** Days of the place where the scope begins. */
const TREND = `
  WITH zone AS (SELECT coalesce((SELECT time_zone FROM unit WHERE id = ($1::uuid[])[1]), 'Asia/Ho_Chi_Minh') AS name),
  day AS (
    SELECT day FROM zone, generate_series(
      date_trunc('day', $2::timestamptz AT TIME ZONE zone.name) - interval '13 days',
      date_trunc('day', $2::timestamptz AT TIME ZONE zone.name), interval '1 day') AS day),
  found AS (
    SELECT date_trunc('day', i.opened_at AT TIME ZONE zone.name) AS day, count(*)::int AS incidents
    FROM zone, incident i
    WHERE ${inScope('i.unit_id', '$1')} AND ${notExplainedWithin('$1')}
      AND i.opened_at >= (SELECT min(day.day) AT TIME ZONE zone.name FROM day)
    GROUP BY 1)
  SELECT to_char(day.day, 'YYYY-MM-DD') AS day, ${epoch('day.day AT TIME ZONE zone.name')} AS "from",
    ${epoch(`(day.day + interval '1 day') AT TIME ZONE zone.name`)} AS before, coalesce(found.incidents, 0) AS incidents
  FROM zone, day LEFT JOIN found USING (day) ORDER BY day.day`;

type Waiting = Pick<Overview, 'unacknowledged' | 'acknowledged' | 'oldestUnacknowledgedAt'>;

/** What a person in charge looks at first: five statements, each over one index or one pass of the devices. */
@Injectable()
export class OverviewStore {
  constructor(private readonly database: Database) {}

  async read(scope: Scope, unitId: string | undefined, now: EpochMs): Promise<Overview> {
    const within = await narrowed(this.database, scope, unitId);
    const at = new Date(now);
    // One after the other: a screen may wait a little longer, the other callers' connections may not.
    const rows = await this.database.query<CountRow>(COUNTS, [within, at]);
    const longest = await this.database.query<LongOutageRow>(LONG_OUTAGES, [within, at]);
    const [waiting] = await this.database.query<Waiting>(WAITING, [within]);
    const causes = await this.database.query<IncidentRow>(OPEN_CAUSES, [within]);
    const trend = await this.database.query<DayRow>(TREND, [within, at]);
    if (waiting === undefined) throw new Error('a count without a row');
    return {
      unitId: unitId === undefined ? null : (within[0] ?? null),
      total: countsOf(rows),
      byKind: [...groupedBy(rows, ({ kind }) => kind)].map(([kind, own]) => ({ kind, ...countsOf(own) })),
      byUnit: unitsOf(rows),
      ...{ longest, causes, trend, ...waiting },
    };
  }
}

function unitsOf(rows: readonly CountRow[]): Overview['byUnit'] {
  const units = [...groupedBy(rows, ({ unitId, itself }) => `${unitId} ${itself}`).values()].map((own) => {
    const [{ unitId, name, unitKind: kind, itself }] = own;
    return { unitId, name, kind, itself, ...countsOf(own) };
  });
  return units.sort((a, b) => b.byHealth.offline - a.byHealth.offline).slice(0, UNITS);
}

function countsOf(rows: readonly CountRow[]): Counts {
  const byHealth = Object.fromEntries(HEALTH_BY_URGENCY.map((health) => [health, 0])) as Record<Health, number>;
  let [devices, withFaults] = [0, 0];
  for (const { health, count, withFaults: faulty } of rows) {
    byHealth[health] += count;
    devices += count;
    withFaults += faulty;
  }
  return { devices, byHealth, withFaults };
}
