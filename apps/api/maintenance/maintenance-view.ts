import type { ImportedOutage, Maintenance } from '#libs/contracts';
import type { ImportedLine, MaintenanceRow } from '#libs/database';
import { type EpochMs, importProblemWords, type Language, nextOccurrence } from '#libs/domain';
import { iso, isoOrNull } from '../http/page.ts';

export function maintenanceView(row: MaintenanceRow, now: EpochMs): Maintenance {
  const { schedule } = row;
  const next = nextOccurrence(row, now);
  const weekly = schedule.kind === 'weekly' ? schedule : null;
  return {
    id: row.id,
    kind: row.kind,
    source: row.source,
    place: row.place,
    unitId: row.unitId,
    unitName: row.unitName,
    from: schedule.kind === 'once' ? iso(schedule.from) : null,
    until: schedule.kind === 'once' ? iso(schedule.until) : null,
    weekly: weekly && {
      weekdays: [...weekly.weekdays],
      from: weekly.from,
      to: weekly.to,
      lastDay: weekly.lastDay,
      timeZone: weekly.timeZone,
    },
    reason: row.reason,
    madeBy: row.madeBy,
    createdAt: iso(row.createdAt),
    endedAt: isoOrNull(row.endedAt),
    endedBy: row.endedBy,
    state: next === null ? 'over' : next.from <= now ? 'running' : 'coming',
    next: next && { from: iso(next.from), until: iso(next.until) },
  };
}

export const importedView = (line: ImportedLine, language: Language): ImportedOutage => ({
  line: line.line,
  unit: line.unit,
  from: line.from,
  until: line.until,
  reason: line.reason,
  state: line.state,
  unitId: line.unitId,
  unitName: line.unitName,
  fromAt: isoOrNull(line.fromAt),
  untilAt: isoOrNull(line.untilAt),
  problems: line.problems.map((code) => ({ code, message: importProblemWords(code, language) })),
});
