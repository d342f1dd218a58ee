import { Injectable } from '@nestjs/common';
import { DARK_MINUTES, type DeviceId, type EpochMs, HOUR, type UnitId } from '#libs/domain';
import { inScope, requireUnit, type Scope } from '../access.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { localDay } from './dark-forecasts.ts';

export interface DarkLampRow {
  readonly deviceId: DeviceId;
  readonly deviceNo: number;
  readonly code: string;
  readonly name: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly landmark: string | null;
  readonly night: string;
  readonly decidedAt: EpochMs;
  readonly likelihood: number;
  readonly reason: string;
  readonly leftNow: number | null;
  readonly leftAtDusk: number | null;
  readonly need: number | null;
  readonly uncertainty: number | null;
  readonly correctedAt: EpochMs | null;
}

/** Lamps and nights of a while. */
export interface DarkScoreRow {
  /** Nights of lamps of which the morning knew what had happened. */
  readonly nights: number;
  readonly listed: number;
  readonly dark: number;
  /** Listed, and dark. */
  readonly right: number;
}

/** "Dark tonight", and how good it has been. */
@Injectable()
export class DarkTonightStore {
  constructor(private readonly database: Database) {}

  /** Lamps of the coming or present night, the surest first; at sunset corrected. */
  async list(
    scope: Scope,
    { unitId, limit, cursor }: PageRequest & { readonly unitId?: string | undefined },
    now: EpochMs,
  ): Promise<PageOf<DarkLampRow>> {
    if (unitId !== undefined) await requireUnit(this.database, scope, unitId);
    const { bind, values } = new Parameters();
    const likelihood = 'coalesce(f.corrected_likelihood, f.likelihood)::float8';
    const conditions = [
      // After midnight the night still has yesterday's name.
      `f.night = ${localDay(`${bind(new Date(now - 12 * HOUR))}::timestamptz`)}`,
      'coalesce(f.corrected_dark, f.dark)',
      `d.lifecycle = 'active'`,
      inScope('d.unit_id', bind(scope)),
    ];
    if (unitId !== undefined) conditions.push(inScope('d.unit_id', bind([unitId])));
    const key = readCursor(cursor, ['number', 'number']);
    if (key) conditions.push(`(-${likelihood}, d.device_no) > (${bind(key[0])}, ${bind(key[1])})`);
    const rows = await this.database.query<DarkLampRow>(
      `SELECT d.id AS "deviceId", d.device_no AS "deviceNo", d.code, d.name, d.unit_id AS "unitId", u.name AS "unitName",
         s.landmark, f.night::text AS night, ${epoch('f.decided_at')} AS "decidedAt", ${likelihood} AS likelihood,
         f.reason, f.left_now::float8 AS "leftNow", f.left_at_dusk::float8 AS "leftAtDusk", f.need::float8 AS need,
         f.uncertainty::float8 AS uncertainty, ${epoch('f.corrected_at')} AS "correctedAt"
       FROM dark_forecast f JOIN device d ON d.device_no = f.device_no JOIN unit u ON u.id = d.unit_id
         JOIN site s ON s.id = d.site_id
       WHERE ${conditions.join(' AND ')} ORDER BY -${likelihood}, d.device_no LIMIT ${bind(limit + 1)}`,
      values,
    );
    return toPage(rows, limit, (row) => [-row.likelihood, row.deviceNo]);
  }

  /** Of what was said before sunset, in the last `days` nights. */
  async score(scope: Scope, unitId: string | undefined, days: number, now: EpochMs): Promise<DarkScoreRow> {
    if (unitId !== undefined) await requireUnit(this.database, scope, unitId);
    return scoreOf(this.database, `AND ${inScope('d.unit_id', '$3')} AND ${inScope('d.unit_id', '$4')}`, [
      new Date(now),
      days,
      scope,
      unitId === undefined ? scope : [unitId],
    ]);
  }
}

/** Of the whole installation, for its metrics. */
export const darkScoreOfAll = (database: Database, days: number, now: EpochMs): Promise<DarkScoreRow> =>
  scoreOf(database, '', [new Date(now), days]);

async function scoreOf(database: Database, where: string, values: readonly unknown[]): Promise<DarkScoreRow> {
  const dark = `f.dark_minutes >= ${DARK_MINUTES}`;
  const [row] = await database.query<DarkScoreRow>(
    `SELECT count(*)::int AS nights, count(*) FILTER (WHERE f.dark)::int AS listed,
       count(*) FILTER (WHERE ${dark})::int AS dark, count(*) FILTER (WHERE f.dark AND ${dark})::int AS right
     FROM dark_forecast f JOIN device d ON d.device_no = f.device_no
     WHERE f.dark_minutes IS NOT NULL AND f.reason <> 'too_little_known'
       AND f.night >= ${localDay('$1::timestamptz')} - $2::int ${where}`,
    [...values],
  );
  return row ?? { nights: 0, listed: 0, dark: 0, right: 0 };
}
