import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useOverview } from '../api/overview.ts';
import type { Overview as Figures } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Age } from '../health/moments.tsx';
import type { Sign } from '../health/sign.ts';
import { IncidentCard } from '../incidents/incident-card.tsx';
import { incidentsPath } from '../incidents/incident-filter.ts';
import cards from '../shell/cards.module.css';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { CountTable } from './count-table.tsx';
import { devicesPath } from './paths.ts';
import { Trend } from './trend.tsx';
import classes from './overview.module.css';

/** The first screen of whoever is in charge: every number opens the list it counts. `?unitId=` narrows all of it. */
export default function Overview() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const unitId = search.get('unitId');
  const overview = useOverview(unitId);
  const choose = (id: string | null) => setSearch(id === null ? {} : { unitId: id }, { replace: true });
  return (
    <>
      <PageHead title={t('nav.overview')} />
      <div className={classes.where}>
        <UnitPicker label={t('overview.unit')} value={unitId} onChange={choose} everywhere={t('unit.everywhere')} />
      </div>
      {overview.isPending && <Waiting />}
      {overview.isError && <Failed error={overview.error} retry={() => void overview.refetch()} />}
      {overview.data && <Shown figures={overview.data} unitId={unitId} />}
    </>
  );
}

function Shown({ figures, unitId }: { readonly figures: Figures; readonly unitId: string | null }) {
  const { t } = useTranslation();
  return (
    <>
      <Headline figures={figures} unitId={unitId} />
      {figures.causes.length > 0 && (
        <Section title={t('overview.causes')}>
          <ul className={cards.list}>
            {figures.causes.map((incident) => (
              <IncidentCard key={incident.id} incident={incident} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('overview.byKind')}>
        <CountTable
          caption={t('overview.byKind')}
          first={t('device.kind')}
          lines={figures.byKind.map((line) => ({
            ...line,
            key: line.kind,
            name: t(`kind.${line.kind}`),
            filter: { kind: line.kind, unitId },
          }))}
        />
      </Section>
      <Section title={t('overview.byUnit')}>
        <CountTable
          caption={t('overview.byUnit')}
          first={t('device.unit')}
          lines={figures.byUnit.map((line) => ({
            ...line,
            key: `${line.unitId} ${line.itself}`,
            name: line.itself ? t('overview.itself', { name: line.name }) : line.name,
            // Its own devices alone are no filter of the list.
            filter: line.itself ? null : { unitId: line.unitId },
          }))}
        />
      </Section>
      <Longest figures={figures} unitId={unitId} />
      <Section title={t('overview.trend')}>
        <Trend days={figures.trend} unitId={unitId} />
      </Section>
    </>
  );
}

function Headline({ figures, unitId }: { readonly figures: Figures; readonly unitId: string | null }) {
  const { t } = useTranslation();
  const { total } = figures;
  const scope = unitId === null ? {} : { unitId };
  return (
    <ul className={classes.headline}>
      <Figure
        sign={total.byHealth.offline > 0 ? 'down' : 'ok'}
        count={total.byHealth.offline}
        text={t('overview.downOf', { count: total.devices })}
        to={devicesPath({ health: 'offline', unitId })}
      />
      <Figure
        sign={figures.unacknowledged > 0 ? 'warn' : 'ok'}
        count={figures.unacknowledged}
        text={t('overview.unacknowledged')}
        to={incidentsPath({ state: 'open', ...scope })}
        more={
          figures.oldestUnacknowledgedAt && (
            <>
              {t('overview.oldest')} <Age at={figures.oldestUnacknowledgedAt} />
            </>
          )
        }
      />
      <Figure
        sign="unknown"
        count={figures.acknowledged}
        text={t('overview.acknowledged')}
        to={incidentsPath({ state: 'acknowledged', ...scope })}
      />
      <Figure
        sign={total.withFaults > 0 ? 'warn' : 'ok'}
        count={total.withFaults}
        text={t('overview.withFaults')}
        to={devicesPath({ fault: 'any', unitId })}
      />
      <Figure
        sign="maintenance"
        count={total.byHealth.maintenance}
        text={t('overview.maintenance')}
        to={devicesPath({ health: 'maintenance', unitId })}
      />
    </ul>
  );
}

interface FigureProps {
  readonly sign: Sign;
  readonly count: number;
  readonly text: string;
  readonly to: string;
  readonly more?: React.ReactNode;
}

function Figure({ sign, count, text, to, more }: FigureProps) {
  const { i18n } = useTranslation();
  return (
    <li>
      <Link to={to} className={classes.figure}>
        <span className={classes.number}>
          <SignShape sign={sign} size={22} />
          {new Intl.NumberFormat(i18n.language).format(count)}
        </span>
        <span>{text}</span>
        {more && <small className={classes.quiet}>{more}</small>}
      </Link>
    </li>
  );
}

function Longest({ figures, unitId }: { readonly figures: Figures; readonly unitId: string | null }) {
  const { t } = useTranslation();
  return (
    <Section
      title={t('overview.longest')}
      action={
        figures.longest.length > 0 && <Link to={devicesPath({ health: 'offline', unitId })}>{t('overview.all')}</Link>
      }
    >
      {figures.longest.length === 0 && <p className={classes.quiet}>{t('overview.noneDown')}</p>}
      <ol className={classes.longest}>
        {figures.longest.map((device) => (
          <li key={device.deviceId}>
            <Link to={`/devices/${device.deviceId}`}>{device.name}</Link>
            <span className={classes.quiet}>{[device.landmark, device.unitName].filter(Boolean).join(' · ')}</span>
            <strong>
              <Age at={device.since} />
            </strong>
          </li>
        ))}
      </ol>
    </Section>
  );
}
