import { Button, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useIncidents } from '../api/incidents.ts';
import { allItems } from '../api/pages.ts';
import type { IncidentState } from '../api/shapes.ts';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import cards from '../shell/cards.module.css';
import { IncidentCard } from './incident-card.tsx';
import classes from './incidents.module.css';

const STATES = ['open', 'acknowledged', 'resolved'] as const satisfies readonly IncidentState[];

/** The inbox: what nobody took yet, what somebody is on, what is over. The state stands in the address. */
export default function Incidents() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const state = STATES.find((known) => known === search.get('state')) ?? 'open';
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
        value={state}
        onChange={(next) => setSearch({ state: next }, { replace: true })}
        data={STATES.map((value) => ({ value, label: t(`incidentState.${value}`) }))}
      />
      <IncidentList state={state} />
    </>
  );
}

function IncidentList({ state }: { readonly state: IncidentState }) {
  const { t } = useTranslation();
  const incidents = useIncidents({ state });
  if (incidents.isPending) return <Waiting />;
  if (incidents.isError) return <Failed error={incidents.error} retry={() => void incidents.refetch()} />;
  const items = allItems(incidents.data);
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
      <ul className={cards.list}>
        {items.map((incident) => (
          <IncidentCard key={incident.id} incident={incident} />
        ))}
      </ul>
      <MoreButton pages={incidents} />
    </>
  );
}
