import { useTranslation } from 'react-i18next';
import type { Maintenance } from '../api/shapes.ts';
import { momentText } from '../health/age.ts';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When a window runs: "08:00 23/11/2026 → 17:00 23/11/2026", "Thứ hai, Thứ ba, 22:00–05:00". */
export function useScheduleText(): (window: Maintenance) => string {
  const { t, i18n } = useTranslation();
  return ({ from, until, weekly }) => {
    if (weekly === null) return [from, until].map((at) => momentText(Date.parse(at ?? ''), i18n.language)).join(' → ');
    const days =
      weekly.weekdays.length === 7
        ? t('maintenance.everyDay')
        : weekly.weekdays.map((day) => t(`weekday.${day}`)).join(', ');
    const end = weekly.lastDay
      ? ` (${t('maintenance.upTo', { day: weekly.lastDay.split('-').reverse().join('/') })})`
      : '';
    return `${days}, ${weekly.from}–${weekly.to}${end}`;
  };
}
