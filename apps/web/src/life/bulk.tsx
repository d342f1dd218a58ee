import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useDevices } from '../api/devices.ts';
import { useProposeChange, useWaitingChanges } from '../api/life.ts';
import { allItems } from '../api/pages.ts';
import type { NewBulkChange } from '../api/shapes.ts';
import { addressOf, type DeviceFilter, filterOf, LIST_FILTERS } from '../devices/device-filter.ts';
import { DeviceFilters } from '../devices/device-filters.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { ChangeCard } from './change-card.tsx';
import classes from './life.module.css';

const ACTIONS = ['move', 'decommission'] as const;

/** The same change to many devices: chosen, shown first, carried out; and what waits for a second person. */
export default function Bulk() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  return (
    <>
      <PageHead
        title={t('bulk.title')}
        back={{ to: `/devices${addressOf(filterOf(search, LIST_FILTERS))}`, text: t('nav.devices') }}
      />
      <Waits />
      <DeviceFilters />
      <Choose key={search.toString()} />
    </>
  );
}

function Waits() {
  const { t } = useTranslation();
  const waiting = useWaitingChanges();
  if (waiting.isError) return <Failed error={waiting.error} retry={() => void waiting.refetch()} />;
  const items = waiting.data ? allItems(waiting.data) : [];
  if (items.length === 0) return null;
  return (
    <Section title={t('bulk.waiting')}>
      {items.map((change) => (
        <ChangeCard key={change.id} change={change} />
      ))}
      {waiting.data && <MoreButton pages={waiting} />}
    </Section>
  );
}

function Choose() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const filter = filterOf(search, LIST_FILTERS);
  const devices = useDevices(filter);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  if (devices.isPending) return <Waiting />;
  if (devices.isError) return <Failed error={devices.error} retry={() => void devices.refetch()} />;
  const items = allItems(devices.data);
  const tick = (id: string, isOn: boolean) =>
    setTicked((current) => {
      const next = new Set(current);
      if (isOn) next.add(id);
      else next.delete(id);
      return next;
    });
  return (
    <>
      <Propose what={ticked.size > 0 ? { deviceIds: [...ticked] } : { filter }} ticked={ticked.size} />
      <ul className={classes.list} aria-label={t('nav.devices')}>
        {items.map(({ id, name, code, unitName }) => (
          <li key={id}>
            <Checkbox
              label={name}
              description={[code, unitName].join(' · ')}
              checked={ticked.has(id)}
              onChange={(event) => tick(id, event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
      <MoreButton pages={devices} />
    </>
  );
}

function Propose({
  what,
  ticked,
}: {
  readonly what: { readonly deviceIds: string[] } | { readonly filter: DeviceFilter };
  readonly ticked: number;
}) {
  const { t } = useTranslation();
  const [action, setAction] = useState<(typeof ACTIONS)[number]>('move');
  const [toUnitId, setToUnitId] = useState<string | null>(null);
  const proposing = useProposeChange();
  const change = { action, ...what, ...(action === 'move' && toUnitId !== null && { toUnitId }) };
  return (
    <Section title={t('bulk.what')}>
      <div className={classes.form}>
        <p>{ticked > 0 ? t('bulk.ticked', { count: ticked }) : t('bulk.allFound')}</p>
        <NativeSelect
          label={t('bulk.action')}
          value={action}
          onChange={(event) => setAction(event.currentTarget.value as (typeof ACTIONS)[number])}
          data={ACTIONS.map((value) => ({ value, label: t(`bulk.${value}`) }))}
        />
        {action === 'move' && <UnitPicker label={t('bulk.to')} value={toUnitId} onChange={setToUnitId} required />}
        {proposing.error && <Failed error={proposing.error} />}
        <Button
          variant="default"
          loading={proposing.isPending}
          disabled={action === 'move' && toUnitId === null}
          onClick={() => proposing.mutate(change as NewBulkChange)}
        >
          {t('bulk.preview')}
        </Button>
      </div>
    </Section>
  );
}
