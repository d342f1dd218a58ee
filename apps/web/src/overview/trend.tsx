import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Overview } from '../api/shapes.ts';
import { incidentsPath } from '../incidents/incident-filter.ts';
import classes from './overview.module.css';

interface TrendProps {
  readonly days: Overview['trend'];
  readonly unitId: string | null;
}

/** Incidents found on each of fourteen days, as columns; each opens that day's list. */
export function Trend({ days, unitId }: TrendProps) {
  const { t } = useTranslation();
  const most = Math.max(1, ...days.map((day) => day.incidents));
  const total = days.reduce((sum, day) => sum + day.incidents, 0);
  return (
    <>
      <p className={classes.quiet}>{t('overview.trendSum', { count: total })}</p>
      <ol className={classes.trend}>
        {days.map(({ day, from, before, incidents }) => (
          <li key={day}>
            <Link
              to={incidentsPath({ state: 'all', openedFrom: from, openedBefore: before, unitId: unitId ?? '' })}
              aria-label={t('overview.trendDay', { day: dayText(day), count: incidents })}
            >
              <span className={classes.amount}>{incidents}</span>
              <span className={classes.column} style={{ height: `${(incidents / most) * 100}%` }} />
            </Link>
            <small aria-hidden="true">{dayText(day)}</small>
          </li>
        ))}
      </ol>
    </>
  );
}

/** `2026-11-21` → `21/11`. */
const dayText = (day: string): string => day.split('-').slice(1).reverse().join('/');
