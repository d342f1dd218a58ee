import { Injectable } from '@nestjs/common';
import {
  type EpochMs,
  foldForSearch,
  type ImportProblem,
  type OutageLine,
  readOutageLines,
  readOutageTimes,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope, type Scope } from '../access.ts';
import { Database, type Sql } from '../sql.ts';
import { makeWindow } from './maintenance.store.ts';

/** What became of one line: made, there already, or not read and why. A dry run says what would become of it. */
export interface ImportedLine extends OutageLine {
  readonly state: 'made' | 'exists' | 'refused';
  readonly problems: readonly ImportProblem[];
  readonly unitId: UnitId | null;
  readonly unitName: string | null;
  readonly fromAt: EpochMs | null;
  readonly untilAt: EpochMs | null;
}

interface Unit {
  readonly id: UnitId;
  readonly name: string;
  readonly timeZone: string;
}

/** Lists of planned power outages, as electricity companies publish them. */
@Injectable()
export class MaintenanceImport {
  constructor(private readonly database: Database) {}

  /**
   * Every readable line becomes a window, every other one is given back with what is wrong with it: nothing is lost, and
   * the corrected list may come again as a whole.
   */
  run(access: Access, csv: string, dryRun: boolean, now: EpochMs): Promise<ImportedLine[]> {
    return this.database.transaction(async (tx) => {
      const results: ImportedLine[] = [];
      for (const line of readOutageLines(csv)) {
        const result = await judge(tx, access.scope, line, now);
        if (result.state === 'made' && !dryRun) await make(tx, access, result, now);
        results.push(result);
      }
      return results;
    });
  }
}

async function judge(
  sql: Sql,
  scope: Scope,
  { problem, ...line }: OutageLine & { readonly problem: ImportProblem | null },
  now: EpochMs,
): Promise<ImportedLine> {
  const refused = (problems: readonly ImportProblem[], unit?: Unit): ImportedLine => ({
    ...line,
    state: 'refused',
    problems,
    unitId: unit?.id ?? null,
    unitName: unit?.name ?? null,
    fromAt: null,
    untilAt: null,
  });
  if (problem !== null) return refused([problem]);
  const units = line.unit === '' ? [] : await findUnits(sql, scope, line.unit);
  const [unit] = units;
  const placeProblems = placeProblem(line.unit, units.length);
  // Times are read all the same, so that everything wrong with the line is named at once.
  const times = readOutageTimes(line, unit?.timeZone ?? 'Asia/Ho_Chi_Minh', now);
  if (placeProblems.length > 0 || unit === undefined || !times.ok)
    return refused([...placeProblems, ...(times.ok ? [] : times.problems)], units.length === 1 ? unit : undefined);
  const exists = await isThere(sql, unit.id, times.from, times.until);
  return {
    ...line,
    state: exists ? 'exists' : 'made',
    problems: [],
    unitId: unit.id,
    unitName: unit.name,
    fromAt: times.from,
    untilAt: times.until,
  };
}

function placeProblem(written: string, found: number): ImportProblem[] {
  if (written === '') return ['unit_missing'];
  if (found === 0) return ['unit_unknown'];
  return found > 1 ? ['unit_ambiguous'] : [];
}

/** By its code, else by its whole name without regard to diacritics; two of one name are one too many. */
async function findUnits(sql: Sql, scope: Scope, written: string): Promise<Unit[]> {
  const units = await sql.query<Unit & { readonly byCode: boolean }>(
    `SELECT u.id, u.name, u.time_zone AS "timeZone", coalesce(u.code = $2, false) AS "byCode"
     FROM unit u WHERE ${inScope('u.id', '$1')} AND (u.code = $2 OR u.search LIKE $3) LIMIT 200`,
    [scope, written, `%${foldForSearch(written)}%`],
  );
  const byCode = units.filter((unit) => unit.byCode);
  const wanted = foldForSearch(written);
  return byCode.length > 0 ? byCode : units.filter((unit) => foldForSearch(unit.name) === wanted);
}

async function isThere(sql: Sql, unitId: UnitId, from: EpochMs, until: EpochMs): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM maintenance_window
     WHERE unit_id = $1 AND kind = 'power_outage' AND from_at = $2 AND until_at = $3 AND ended_at IS NULL`,
    [unitId, new Date(from), new Date(until)],
  );
  return rows.length > 0;
}

async function make(sql: Sql, access: Access, line: ImportedLine, now: EpochMs): Promise<void> {
  if (line.unitId === null || line.fromAt === null || line.untilAt === null) throw new Error('a line without a place');
  const schedule = { kind: 'once', from: line.fromAt, until: line.untilAt } as const;
  const place = { kind: 'unit', id: line.unitId } as const;
  await makeWindow(sql, access, { kind: 'power_outage', source: 'import', place, schedule, reason: line.reason }, now);
}
