import { Button, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useIncidents } from '../api/incidents.ts';
import { allItems } from '../api/pages.ts';
import type { IncidentState } from '../api/shapes.ts';
import { useUnit } from '../api/units.ts';
import { momentText } from '../health/age.ts';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import cards from '../shell/cards.module.css';
import { IncidentCard } from './incident-card.tsx';
import { incidentFilterOf, incidentQuery, incidentsPath, type IncidentFilter } from './incident-filter.ts';
import { useListKeys } from './list-keys.ts';
import classes from './incidents.module.css';

const STATES = ['open', 'acknowledged', 'resolved'] as const satisfies readonly IncidentState[];

/** The inbox: what nobody took yet, what somebody is on, what is over. The filter stands in the address. */
export default function Incidents() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const filter = incidentFilterOf(search);
  const { state = 'open' } = filter;
  const change = (next: string) => {
    const wanted = new URLSearchParams(search);
    wanted.set('state', next);
    setSearch(wanted, { replace: true });
  };
  return (
    <>
      <PageHead title={t('nav.incidents')}>
        <Button component={Link} to="/public-reports" variant="default">
          {t('residents.reports')}
        </Button>
      </PageHead>
      <SegmentedControl
        fullWidth
        size="md"
        classNames={{ root: classes.states ?? '', label: classes.state ?? '' }}
        aria-label={t('incident.state')}
        value={state === 'unresolved' ? 'all' : state}
        onChange={change}
        data={[
          ...STATES.map((value) => ({ value: value, label: t(`incidentState.${value}`) })),
          ...(narrowed(filter) || state === 'all' ? [{ value: 'all', label: t('incident.all') }] : []),
        ]}
      />
      {narrowed(filter) && <Narrowed filter={filter} />}
      <IncidentList filter={filter} />
    </>
  );
}

const narrowed = ({ state, ...filter }: IncidentFilter): boolean =>
  state === 'unresolved' || Object.keys(filter).length > 0;

/** Says what the list is narrowed to, and takes it away. */
function Narrowed({ filter }: { readonly filter: IncidentFilter }) {
  const { t, i18n } = useTranslation();
  const unit = useUnit(filter.unitId ?? null);
  const { cause } = filter;
  const day = filter.openedFrom && momentText(Date.parse(filter.openedFrom), i18n.language).split(' ').at(-1);
  const known = cause !== undefined && i18n.exists(`cause.${cause}`);
  const what = [
    unit.data?.name,
    cause === 'shared' ? t('incident.sharedOnly') : known ? t(`cause.${cause}` as never) : null,
    day,
    filter.parentId && t('incident.explained'),
  ];
  return (
    <p className={classes.narrowed}>
      {t('incident.filtered', { what: what.filter(Boolean).join(', ') || t('incident.all') })}{' '}
      <Link to={incidentsPath({ state: 'open' })}>{t('device.showAll')}</Link>
    </p>
  );
}

function IncidentList({ filter }: { readonly filter: IncidentFilter }) {
  const { t } = useTranslation();
  const incidents = useIncidents(incidentQuery(filter));
  const list = useListKeys();
  if (incidents.isPending) return <Waiting />;
  if (incidents.isError) return <Failed error={incidents.error} retry={() => void incidents.refetch()} />;
  const items = allItems(incidents.data);
  const state = STATES.find((known) => known === filter.state) ?? 'open';
  if (items.length === 0) {
    return (
      <Empty
        icon={<Icon name={state === 'open' ? 'check' : 'incidents'} size={48} />}
        title={t(`incidentNone.${state}`)}
        text={t(`incidentNoneNext.${state}`)}
        action={
          <Button component={Link} to="/devices" variant="default">
            {t('incident.seeDevices')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <ul className={cards.list} ref={list}>
        {items.map((incident) => (
          <IncidentCard key={incident.id} incident={incident} />
        ))}
      </ul>
      <MoreButton pages={incidents} />
      <p className={classes.keys}>{t('incident.keys')}</p>
    </>
  );
}
