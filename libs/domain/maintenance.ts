import { onMains } from './causes/watched-device.ts';
import type { DeviceKind, PowerSource } from './device.ts';
import type { DeviceTrouble } from './incident.ts';
import { dayAfter, localClock, stretchOn, weekdayOf } from './local-clock.ts';
import { joined, within, type Span } from './span.ts';
import { DAY, MINUTE, type EpochMs } from './time.ts';

export const MAINTENANCE_RULE = 'maintenance/1';

/** `work` covers every trouble; a planned `power_outage` the silence of what hangs on the mains. */
export const MAINTENANCE_KINDS = ['work', 'power_outage'] as const;
export type MaintenanceKind = (typeof MAINTENANCE_KINDS)[number];

export const MAINTENANCE_SOURCES = ['person', 'import', 'firmware'] as const;
export type MaintenanceSource = (typeof MAINTENANCE_SOURCES)[number];

export const COVER_REASONS = ['in_maintenance', 'planned_outage'] as const;
export type CoverReason = (typeof COVER_REASONS)[number];

/** Power comes back a little late, and devices take their time to start: a planned outage covers this much longer (ms). */
export const OUTAGE_GRACE = 15 * MINUTE;

/** How long a device may be away to upgrade itself before anybody hears of it (ms). */
export const FIRMWARE_WINDOW = 30 * MINUTE;

/** 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type MaintenanceSchedule =
  | { readonly kind: 'once'; readonly from: EpochMs; readonly until: EpochMs }
  /** `HH:MM`; a `to` that is not later than `from` lies on the next day. `lastDay`: `YYYY-MM-DD`, the last that begins one. */
  | {
      readonly kind: 'weekly';
      readonly weekdays: readonly Weekday[];
      readonly from: string;
      readonly to: string;
      readonly timeZone: string;
      readonly lastDay: string | null;
    };

/** Says nothing of the time before it was made, nor of the time after it was cancelled. */
export interface MaintenanceWindow {
  readonly id: string;
  readonly kind: MaintenanceKind;
  readonly schedule: MaintenanceSchedule;
  readonly createdAt: EpochMs;
  readonly endedAt: EpochMs | null;
}

/** Times of one window that touch the period, in order, not cut by it; a planned outage with its grace. */
export function occurrences(window: MaintenanceWindow, period: Span): Span[] {
  const { schedule, createdAt, endedAt } = window;
  const grace = window.kind === 'power_outage' ? OUTAGE_GRACE : 0;
  const planned = schedule.kind === 'once' ? [schedule] : weekly(schedule, grace, period);
  const spans = planned.map(({ from, until }) => ({ from, until: until + grace }));
  return within(spans, { from: createdAt, until: endedAt ?? Infinity }).filter(
    ({ from, until }) => from < period.until && until > period.from,
  );
}

type Weekly = Extract<MaintenanceSchedule, { kind: 'weekly' }>;

function weekly(schedule: Weekly, grace: number, period: Span): Span[] {
  const { weekdays, timeZone, lastDay } = schedule;
  const spans: Span[] = [];
  const end = localClock(period.until, timeZone).date;
  // Days are text that sorts as time does.
  const until = lastDay !== null && lastDay < end ? lastDay : end;
  let day = dayAfter(localClock(period.from - grace, timeZone).date, -1);
  for (; day <= until; day = dayAfter(day)) {
    if (weekdays.includes(weekdayOf(day) as Weekday)) spans.push(stretchOn(day, schedule, timeZone));
  }
  return spans;
}

/** What is known of a device when it is asked whether anything covers it. */
export interface CoverFacts {
  readonly maintenanceUntil: EpochMs | null;
  readonly kind: DeviceKind;
  readonly powerSource: PowerSource;
  /** Those of the device, of its site, of its unit and of all units above. */
  readonly windows: readonly MaintenanceWindow[];
}

export interface Cover {
  readonly reason: CoverReason;
  /** When the last of what covers it without a break ends. */
  readonly until: EpochMs;
  /** Null: said of the device itself. */
  readonly windowId: string | null;
}

/** Windows that follow one another are looked along this far (ms). */
const FORESIGHT = 8 * DAY;

/** Does this kind of window speak of this trouble of this device? `trouble` null: of a device that talks. */
function speaksOf(kind: MaintenanceKind, trouble: DeviceTrouble | null, device: CoverFacts): boolean {
  if (kind === 'work') return true;
  return onMains(device) && (trouble === 'offline' || trouble === 'flapping');
}

/** Is this trouble of the device planned now, and until when? Null: nothing covers it. */
export function coverOf(facts: CoverFacts, trouble: DeviceTrouble | null, now: EpochMs): Cover | null {
  const period = { from: now, until: now + FORESIGHT };
  const spoken = facts.windows.filter((window) => speaksOf(window.kind, trouble, facts));
  const times = spoken.flatMap((window) => occurrences(window, period).map((span) => ({ ...span, window })));
  const own = facts.maintenanceUntil !== null ? [{ from: -Infinity, until: facts.maintenanceUntil, window: null }] : [];
  const covering = [...own, ...times].filter(({ from, until }) => from <= now && until > now);
  const [last] = covering.sort((a, b) => b.until - a.until);
  if (last === undefined) return null;
  const whole = joined([...own, ...times]).find(({ from, until }) => from <= now && until > now);
  return {
    reason: last.window?.kind === 'power_outage' ? 'planned_outage' : 'in_maintenance',
    until: whole?.until ?? last.until,
    windowId: last.window?.id ?? null,
  };
}

/** When it covers anything now or next; null: it is over. What comes every week comes within eight days. */
export function nextOccurrence(window: MaintenanceWindow, now: EpochMs): Span | null {
  const until = window.schedule.kind === 'once' ? Infinity : now + FORESIGHT;
  return occurrences(window, { from: now, until })[0] ?? null;
}
