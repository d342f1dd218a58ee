import { SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useTelemetry } from '../api/history.ts';
import { serverNow } from '../api/server-clock.ts';
import { useWords } from '../health/words.ts';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { skyOver } from './sky.ts';
import { isRange, RANGES, seriesOf, type Range, type Series } from './series.ts';
import classes from './charts.module.css';

// The drawing library is fetched by those who have something to draw.
const Chart = lazy(() => import('./chart.tsx'));

/** Where the sun is asked for: of what lives by it. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What it measured, as curves; the range stands in the address (`?range=7d`). */
export function Charts({ id, place = null }: { readonly id: string; readonly place?: Place | null }) {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('range');
  const range: Range = isRange(asked) ? asked : '1d';
  // Whole minutes: the same question is not asked anew at every drawing.
  const from = useMemo(
    () => new Date(Math.floor(serverNow() / MINUTE_MS) * MINUTE_MS - RANGES[range] * DAY_MS).toISOString(),
    [range],
  );
  const telemetry = useTelemetry(id, from);
  const series = useMemo(
    () => (telemetry.data ? seriesOf(telemetry.data.items, telemetry.data.units) : []),
    [telemetry.data],
  );
  const choose = (next: string) => {
    const wanted = new URLSearchParams(search);
    wanted.set('range', next);
    setSearch(wanted, { replace: true });
  };
  return (
    <Section title={t('chart.title')}>
      <SegmentedControl
        fullWidth
        mb="sm"
        aria-label={t('chart.range')}
        value={range}
        onChange={choose}
        data={Object.keys(RANGES).map((value) => ({ value, label: t(`chart.ranges.${value as Range}`) }))}
      />
      {place !== null && <p className={classes.quiet}>{t('chart.sky')}</p>}
      {telemetry.isPending && <Waiting />}
      {telemetry.isError && <Failed error={telemetry.error} retry={() => void telemetry.refetch()} />}
      {telemetry.data && series.length === 0 && <p className={classes.quiet}>{t('chart.none')}</p>}
      <Suspense fallback={<Waiting />}>
        <div className={classes.charts}>
          {series.map((one) => (
            <Figure key={one.field} series={one} from={from} place={place} />
          ))}
        </div>
      </Suspense>
    </Section>
  );
}

interface FigureProps {
  readonly series: Series;
  readonly from: string;
  readonly place: Place | null;
}

function Figure({ series, from, place }: FigureProps) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  // The moment of the reading, not of the drawing: else each drawing would ask for another one.
  const until = useMemo(() => Math.max(serverNow() / 1000, series.at.at(-1) ?? 0), [series]);
  const sky = useMemo(
    () => (place === null ? null : skyOver(place.latitude, place.longitude, Date.parse(from) / 1000, until)),
    [place, from, until],
  );
  const known = series.values.filter((value) => value !== null);
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const unit = words.factUnit(series.field);
  const say = (value: number | undefined) =>
    value === undefined ? '' : [number.format(value), unit].filter(Boolean).join(' ');
  const yes = known.reduce((sum, value) => sum + value, 0) / known.length;
  const summary = series.isFlag
    ? t('chart.share', { share: new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(yes) })
    : t('chart.span', { low: say(Math.min(...known)), high: say(Math.max(...known)), last: say(known.at(-1)) });
  return (
    <figure className={classes.figure}>
      <figcaption>
        <strong>{words.fact(series.field)}</strong>
        <small>{summary}</small>
      </figcaption>
      <Chart
        series={series}
        label={`${words.fact(series.field)}. ${summary}`}
        from={Date.parse(from) / 1000}
        until={until}
        sky={sky}
      />
    </figure>
  );
}
