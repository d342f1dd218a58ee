import { Injectable } from '@nestjs/common';
import {
  type DeviceNo,
  type EpochMs,
  figuresInPeriod,
  type Month,
  type ReportDevice,
  type ReportedMonth,
  type ReportGifts,
  type ReportRepairs,
  type ReportIncident,
  type ReportRows,
  type ReportUnit,
  type Span,
  type UnitId,
} from '#libs/domain';
import { inScope, requireUnit, type Scope } from '../access.ts';
import { readHistories } from '../history/device-history.ts';
import { Refusal } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database } from '../sql.ts';

/** Devices and incidents read at once. */
const CHUNK = 500;
const INCIDENTS_AT_ONCE = 5_000;

/** What a report says of its unit before any figure. */
export interface ReportedUnit {
  readonly id: UnitId;
  readonly timeZone: string;
  /** Names of the units above, from the nearest up. */
  readonly place: string;
}

type DeviceRow = Omit<ReportDevice, 'sums' | 'outages' | 'worksAtEnd'>;

/** What reports are made of: of each device its sums only, so that memory follows the number of devices, not their past. */
@Injectable()
export class ReportStore {
  constructor(private readonly database: Database) {}

  async unit(scope: Scope, id: string): Promise<ReportedUnit> {
    const unitId = await requireUnit(this.database, scope, id);
    const [row] = await this.database.query<{ timeZone: string; place: string | null }>(
      `SELECT u.time_zone AS "timeZone", (
         SELECT string_agg(a.name, ', ' ORDER BY c.depth) FROM unit_closure c JOIN unit a ON a.id = c.ancestor_id
         WHERE c.descendant_id = u.id AND c.depth > 0) AS place
       FROM unit u WHERE u.id = $1`,
      [unitId],
    );
    return { id: unitId, timeZone: row?.timeZone ?? 'Asia/Ho_Chi_Minh', place: row?.place ?? '' };
  }

  /**
   * The unit and everything below it, as it belongs today. More than `mostDevices`: refused, before anything is read.
   * `each` is called between chunks: a share from 0 to 1, to tell how far it is and to let others work.
   */
  async rows(
    unitId: UnitId,
    { period, month }: ReportedMonth,
    mostDevices: number,
    each: (share: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<ReportRows> {
    const [counted] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int FROM device d WHERE ${inScope('d.unit_id', '$1')}`,
      [[unitId]],
    );
    const count = counted?.count ?? 0;
    if (count > mostDevices) throw new Refusal('report_too_large', { devices: count, most: mostDevices });
    const units = await this.database.query<ReportUnit>(
      `SELECT u.id, u.parent_id AS "parentId", u.kind, u.name FROM unit u WHERE ${inScope('u.id', '$1')}`,
      [[unitId]],
    );
    const devices: ReportDevice[] = [];
    for (let afterNo: number | null = 0; afterNo !== null;) {
      const chunk: DeviceRow[] = await this.#devices(unitId, period.until, afterNo);
      const histories = await readHistories(
        this.database,
        chunk.map((row) => row.deviceNo),
        period,
      );
      for (const row of chunk) {
        const history = histories.get(row.deviceNo);
        const figures = history === undefined ? null : figuresInPeriod(history, period);
        if (figures !== null) devices.push({ ...row, ...figures });
      }
      await each(Math.min(1, devices.length / Math.max(1, count)));
      afterNo = chunk.length < CHUNK ? null : (chunk.at(-1)?.deviceNo ?? null);
    }
    const incidents = await this.#incidents(unitId, period);
    return {
      units,
      devices,
      incidents,
      gifts: await this.#gifts(unitId, month),
      repairs: await this.#repairs(unitId, month),
    };
  }

  #devices(unitId: UnitId, until: EpochMs, afterNo: number): Promise<DeviceRow[]> {
    return this.database.query<DeviceRow & { deviceNo: DeviceNo }>(
      `SELECT d.device_no AS "deviceNo", d.kind, d.unit_id AS "unitId", d.site_id AS "siteId", d.code, d.name, d.payer,
         s.code AS "siteCode", s.landmark
       FROM device d JOIN site s ON s.id = d.site_id
       WHERE ${inScope('d.unit_id', '$1')} AND d.device_no > $2 AND d.created_at < $3
       ORDER BY d.device_no LIMIT ${CHUNK}`,
      [[unitId], afterNo, new Date(until)],
    );
  }

  async #incidents(unitId: UnitId, { from, until }: Span): Promise<ReportIncident[]> {
    const incidents: ReportIncident[] = [];
    let after: string | null = null;
    do {
      const rows: (ReportIncident & { id: string })[] = await this.database.query(
        `SELECT i.id, i.cause, i.fault_code AS "faultCode", d.kind, i.unit_id AS "unitId", above.unit_id AS "explainedIn",
           ${epoch('i.started_at')} AS "startedAt", ${epoch('i.opened_at')} AS "openedAt",
           ${epoch('i.ended_at')} AS "endedAt", ${epoch('i.resolved_at')} AS "closedAt",
           ${epoch('taken.at')} AS "takenAt", taken.actor_name AS "takenBy"
         FROM incident i LEFT JOIN device d ON d.device_no = i.device_no AND i.cause = 'device'
         LEFT JOIN LATERAL (
           SELECT parent.unit_id FROM incident_parent p JOIN incident parent ON parent.id = p.parent_id
           WHERE p.child_id = i.id AND (p.left_at IS NULL OR p.left_reason = 'over')
           ORDER BY p.joined_at DESC LIMIT 1) above ON true
         LEFT JOIN LATERAL (
           SELECT e.at, e.actor_name FROM incident_event e
           WHERE e.incident_id = i.id AND e.kind = 'acknowledged' ORDER BY e.at, e.id LIMIT 1) taken ON true
         WHERE ${inScope('i.unit_id', '$1')} AND i.opened_at < $3 AND (i.resolved_at IS NULL OR i.resolved_at >= $2)
           AND ($4::uuid IS NULL OR i.id > $4) ORDER BY i.id LIMIT ${INCIDENTS_AT_ONCE}`,
        [[unitId], new Date(from), new Date(until), after],
      );
      incidents.push(...rows);
      after = rows.length < INCIDENTS_AT_ONCE ? null : (rows.at(-1)?.id ?? null);
    } while (after !== null);
    return incidents;
  }

  #repairs(unitId: UnitId, month: Month): Promise<ReportRepairs[]> {
    const ofMonth = `FILTER (WHERE to_char(r.done_on, 'YYYY-MM') = $2)`;
    return this.database.query<ReportRepairs>(
      `SELECT s.unit_id AS "unitId", count(*) ${ofMonth}::int AS entries,
         coalesce(sum(r.cost_dong) ${ofMonth}, 0)::float8 AS dong, coalesce(sum(r.cost_dong), 0)::float8 AS "totalDong"
       FROM repair r JOIN site s ON s.id = r.site_id
       WHERE ${inScope('s.unit_id', '$1')} AND to_char(r.done_on, 'YYYY-MM') <= $2 GROUP BY s.unit_id`,
      [[unitId], month],
    );
  }

  /** By the day that is written in the ledger; places count where they belong. */
  #gifts(unitId: UnitId, month: Month): Promise<ReportGifts[]> {
    const ofMonth = `FILTER (WHERE to_char(c.given_on, 'YYYY-MM') = $2)`;
    return this.database.query<ReportGifts>(
      `SELECT s.unit_id AS "unitId", count(*) ${ofMonth}::int AS entries,
         count(c.in_kind) ${ofMonth}::int AS "inKind", coalesce(sum(c.amount_dong) ${ofMonth}, 0)::float8 AS dong,
         coalesce(sum(c.amount_dong), 0)::float8 AS "totalDong"
       FROM contribution c JOIN site s ON s.id = c.site_id
       WHERE ${inScope('s.unit_id', '$1')} AND to_char(c.given_on, 'YYYY-MM') <= $2 GROUP BY s.unit_id`,
      [[unitId], month],
    );
  }
}
