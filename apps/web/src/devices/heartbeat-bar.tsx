import { useTranslation } from 'react-i18next';
import { useHardware } from '../api/life.ts';
import { useAvailabilityDays } from '../api/history.ts';
import type { AvailabilityDay } from '../api/shapes.ts';
import { durationText } from '../health/age.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { BLAMES, dayText, gradeOf, heightOf, knownDays, wholeOf, worstDays } from './days.ts';
import classes from './heartbeat-bar.module.css';

const GRADES = ['ok', 'warn', 'down', 'unknown'] as const;

/** Ninety days, a tick each: how high it is says how long it worked, the colour says the same. */
export function HeartbeatBar({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const days = useAvailabilityDays(id);
  if (days.isPending) return null;
  return (
    <Section title={t('days.title')}>
      {days.isError && <Failed error={days.error} retry={() => void days.refetch()} />}
      {days.data && <Bar days={days.data.items} />}
      <Replacements id={id} since={days.data?.items[0]?.day} />
    </Section>
  );
}

/** When another thing took the place: what came before was told by the old one. */
function Replacements({ id, since = '' }: { readonly id: string; readonly since?: string | undefined }) {
  const { t } = useTranslation();
  const { data = [] } = useHardware(id);
  // The oldest was there from the beginning: nothing was replaced by it.
  const came = data.slice(0, -1).map(({ from, model, serial }) => ({
    day: new Date(from).toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }),
    name: [model, serial].filter(Boolean).join(' ') || t('life.unnamed'),
  }));
  const shown = came.filter(({ day }) => day >= since);
  if (shown.length === 0) return null;
  return (
    <ul className={classes.worst} aria-label={t('siteHistory.kind.hardware')}>
      {shown.map(({ day, name }) => (
        <li key={`${day} ${name}`}>{t('life.replaced', { day: dayText(day), name })}</li>
      ))}
    </ul>
  );
}

function Bar({ days }: { readonly days: readonly AvailabilityDay[] }) {
  const { t, i18n } = useTranslation();
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
  const whole = wholeOf(days);
  const share = (day: AvailabilityDay): string =>
    day.availability === null ? t('sign.unknown') : percent.format(day.availability);
  const said =
    whole === null ? t('days.nothing') : t('days.sum', { share: percent.format(whole), count: knownDays(days) });
  const worst = worstDays(days, 3);
  return (
    <>
      <p className={classes.sum}>{said}</p>
      <div className={classes.bar} role="img" aria-label={said}>
        {days.map((day) => (
          <span key={day.day} data-grade={gradeOf(day)} title={`${dayText(day.day)}: ${share(day)}`}>
            <i style={{ height: `${heightOf(day) * 100}%` }} />
          </span>
        ))}
      </div>
      <p className={classes.ends} aria-hidden="true">
        <span>{dayText(days[0]?.day ?? '')}</span>
        <span>{t('days.today')}</span>
      </p>
      <ul className={classes.legend}>
        {GRADES.map((grade) => (
          <li key={grade}>
            <SignShape sign={grade} size={14} />
            {t(`days.grade.${grade}`)}
          </li>
        ))}
      </ul>
      {worst.length > 0 && (
        <ul className={classes.worst} aria-label={t('days.worst')}>
          {worst.map((day) => (
            <li key={day.day}>
              <strong>{dayText(day.day)}</strong>: {share(day)}
              {BLAMES.filter((blame) => day.downMs[blame] >= 60_000).map(
                (blame) => ` · ${t(`days.blame.${blame}`)} ${durationText(day.downMs[blame], i18n.language)}`,
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
