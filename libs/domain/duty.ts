import type { TargetId } from './ids.ts';
import { daysAround, holds, type LocalStretch, stretchOn, weekdayOf } from './local-clock.ts';
import type { EpochMs } from './time.ts';

/** Every week, local time of the unit. `to` not later than `from` runs into the next day; equal ones are 24 hours. */
export interface DutyShift extends LocalStretch {
  readonly targetId: TargetId;
  /** 1 Monday … 7 Sunday: the day it begins. */
  readonly weekday: number;
}

/** For one stretch of one day, instead of the weekly shifts. */
export interface DutyOverride extends LocalStretch {
  readonly targetId: TargetId;
  /** The day it begins, `YYYY-MM-DD`. */
  readonly date: string;
}

export interface DutyRota {
  readonly shifts: readonly DutyShift[];
  readonly overrides: readonly DutyOverride[];
}

/** Who is on duty now. Overrides that hold replace the weekly shifts; several may be on duty at once, or nobody. */
export function onDuty(rota: DutyRota, timeZone: string, now: EpochMs): readonly TargetId[] {
  const days = daysAround(now, timeZone);
  const holdsOn = (date: string, stretch: LocalStretch): boolean => holds(stretchOn(date, stretch, timeZone), now);
  const overrides = rota.overrides.filter((entry) => days.includes(entry.date) && holdsOn(entry.date, entry));
  const shifts = rota.shifts.filter((shift) =>
    days.some((date) => weekdayOf(date) === shift.weekday && holdsOn(date, shift)),
  );
  const holding = overrides.length > 0 ? overrides : shifts;
  return [...new Set(holding.map(({ targetId }) => targetId))];
}
