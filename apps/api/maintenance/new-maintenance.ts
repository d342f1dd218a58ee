import type { NewMaintenance as Asked } from '#libs/contracts';
import type { NewMaintenance } from '#libs/database';
import { DAY, type EpochMs, isDay } from '#libs/domain';
import { instant, Problems } from '../http/problems.ts';

/** What is silent for longer is to be taken out of service, or repaired (days). */
const LONGEST_DAYS = 366;

/** What a person asked for, or everything that is wrong with it. */
export function readMaintenance(asked: Asked, now: EpochMs): NewMaintenance {
  const problems = new Problems();
  const place = placeOf(asked, problems);
  const schedule = asked.weekly === undefined ? once(asked, now, problems) : weekly(asked, asked.weekly, problems);
  problems.settle();
  return { kind: asked.kind ?? 'work', source: 'person', place, schedule, reason: asked.reason };
}

function placeOf({ unitId, siteId, deviceId }: Asked, problems: Problems): NewMaintenance['place'] {
  const given = [
    { kind: 'unit', id: unitId },
    { kind: 'site', id: siteId },
    { kind: 'device', id: deviceId },
  ].filter(({ id }) => id !== undefined);
  if (given.length !== 1) problems.add('unitId', 'one_place');
  return given[0] as NewMaintenance['place'];
}

function once(asked: Asked, now: EpochMs, problems: Problems): NewMaintenance['schedule'] {
  if (asked.from === undefined) problems.add('from', 'required');
  if (asked.until === undefined) problems.add('until', 'required');
  const [from, until] = [instant('from', asked.from, problems), instant('until', asked.until, problems)];
  if (from === null || until === null) return { kind: 'once', from: now, until: now };
  if (from >= until) problems.add('from', 'not_before_end');
  if (until <= now) problems.add('until', 'past');
  if (until - from > LONGEST_DAYS * DAY) problems.add('until', 'period_too_long', { days: LONGEST_DAYS });
  return { kind: 'once', from, until };
}

function weekly(
  asked: Asked,
  { weekdays, from, to, lastDay = null }: NonNullable<Asked['weekly']>,
  problems: Problems,
): NewMaintenance['schedule'] {
  if (asked.from !== undefined || asked.until !== undefined) problems.add('from', 'one_schedule');
  if (lastDay !== null && !isDay(lastDay)) problems.add('weekly.lastDay', 'date');
  return { kind: 'weekly', weekdays: [...new Set(weekdays)].sort(), from, to, lastDay };
}
