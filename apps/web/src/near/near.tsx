import { Button } from '@mantine/core';
import { useDeferredValue, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useIncidents } from '../api/incidents.ts';
import { useCan, useMe } from '../api/me.ts';
import { allItems } from '../api/pages.ts';
import { serverNow } from '../api/server-clock.ts';
import type { IncidentSummary } from '../api/shapes.ts';
import { Contacts } from '../incidents/contacts.tsx';
import { useListKeys } from '../incidents/list-keys.ts';
import { PushCard } from '../push/push-card.tsx';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed } from '../shell/states.tsx';
import { nearestFirst } from './distance.ts';
import { KeptList, ON_ONE_SCREEN } from './kept-list.tsx';
import { keepList } from './last-list.ts';
import { NearCard } from './near-card.tsx';
import classes from './near.module.css';

/** As early.ts asks for it. */
const AT_ONCE = 20;

/** For whoever walks there: what is broken, which pole, since when, who has it, one tap. Large type, list first. */
export default function Near() {
  const { t } = useTranslation();
  const me = useMe();
  const incidents = useIncidents({ state: 'unresolved' }, AT_ONCE);
  const { data, dataUpdatedAt } = incidents;
  const mayAct = useCan('incident.act');
  const mayInstall = useCan('registry.write');
  const [kept, setKept] = useState(true);
  useEffect(() => {
    if (data !== undefined)
      setKept(keepList({ at: serverNow() - (Date.now() - dataUpdatedAt), items: allItems(data), mayAct }));
  }, [data, dataUpdatedAt, mayAct]);
  const units = [...new Set(me.data?.grants.map((grant) => grant.unitId) ?? [])];
  return (
    <div className={classes.near}>
      <PageHead title={t('nav.near')}>
        {mayInstall && (
          <Button component={Link} to="/install" variant="default" leftSection={<Icon name="plus" />}>
            {t('nav.install')}
          </Button>
        )}
      </PageHead>
      {incidents.isPending && <KeptList />}
      {incidents.isError && <Failed error={incidents.error} retry={() => void incidents.refetch()} />}
      {data && <List items={allItems(data)} />}
      <PushCard brief />
      {!kept && <p>{t('near.notKept')}</p>}
      {data && <MoreButton pages={incidents} />}
      {units.slice(0, 2).map((unitId) => (
        <Contacts key={unitId} unitId={unitId} />
      ))}
    </div>
  );
}

function List({ items }: { readonly items: readonly IncidentSummary[] }) {
  const { t } = useTranslation();
  const list = useListKeys();
  const [here, setHere] = useState<GeolocationCoordinates | null>(null);
  const sorted = nearestFirst(items, here);
  // A slow phone draws what fits its screen first.
  const shown = useDeferredValue(sorted, sorted.slice(0, ON_ONE_SCREEN));
  if (items.length === 0)
    return (
      <Empty
        icon={<Icon name="check" size={56} />}
        title={t('near.none')}
        text={t('near.noneNext')}
        action={
          <Button component={Link} to="/devices" variant="default" size="lg">
            {t('incident.seeDevices')}
          </Button>
        }
      />
    );
  const open = items.filter(({ state }) => state === 'open').length;
  return (
    <>
      <p className={classes.sum}>{t('near.sum', { count: items.length, open })}</p>
      {items.length > 1 && here === null && <Locate onFound={setHere} />}
      <ul className={classes.list} ref={list}>
        {shown.map((incident) => (
          <NearCard key={incident.id} incident={incident} here={here} />
        ))}
      </ul>
    </>
  );
}

/** Asks the phone where it is only when its owner wants that; browsers allow it on https only. */
function Locate({ onFound }: { readonly onFound: (here: GeolocationCoordinates) => void }) {
  const { t } = useTranslation();
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  if (!isSecureContext || !('geolocation' in navigator)) return null;
  if (state === 'failed') return <p role="status">{t('near.noPosition')}</p>;
  const ask = () => {
    setState('asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onFound(coords),
      () => setState('failed'),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  };
  return (
    <Button
      variant="default"
      size="md"
      mb="sm"
      loading={state === 'asking'}
      leftSection={<Icon name="here" />}
      onClick={ask}
    >
      {t('near.locate')}
    </Button>
  );
}
