import type { MaintenanceWindow, Weekday } from '#libs/domain';
import { epoch } from '../sql-text.ts';

/** The columns of a window that decide what it covers; as JSON inside other rows, too. */
interface WindowColumns {
  readonly id: string;
  readonly kind: MaintenanceWindow['kind'];
  readonly fromAt: number | null;
  readonly untilAt: number | null;
  readonly weekdays: readonly Weekday[] | null;
  readonly fromTime: string | null;
  readonly toTime: string | null;
  readonly lastDay: string | null;
  readonly timeZone: string;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

export type { WindowColumns };

export const WINDOW_COLUMNS = `
  w.id, w.kind, ${epoch('w.from_at')} AS "fromAt", ${epoch('w.until_at')} AS "untilAt", w.weekdays,
  to_char(w.from_time, 'HH24:MI') AS "fromTime", to_char(w.to_time, 'HH24:MI') AS "toTime", w.last_day::text AS "lastDay",
  w.time_zone AS "timeZone", ${epoch('w.created_at')} AS "createdAt", ${epoch('w.ended_at')} AS "endedAt"`;

export function toWindow(row: WindowColumns): MaintenanceWindow {
  const { id, kind, fromAt, untilAt, weekdays, fromTime, toTime, lastDay, timeZone, createdAt, endedAt } = row;
  const window = { id, kind, createdAt, endedAt };
  if (fromAt !== null && untilAt !== null)
    return { ...window, schedule: { kind: 'once', from: fromAt, until: untilAt } };
  if (weekdays === null || fromTime === null || toTime === null) throw new Error(`window ${id} has no times`);
  return { ...window, schedule: { kind: 'weekly', weekdays, from: fromTime, to: toTime, timeZone, lastDay } };
}

/** "Window `w` is of the device `d`, of its pole, of its unit or of a unit above." */
export const COVERS_DEVICE = `(w.device_no = d.device_no OR w.site_id = d.site_id
  OR w.unit_id IN (SELECT c.ancestor_id FROM unit_closure c WHERE c.descendant_id = d.unit_id))`;
