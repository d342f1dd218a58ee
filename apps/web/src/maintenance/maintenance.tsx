import { Button, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useEndMaintenance, useMaintenance } from '../api/maintenance.ts';
import { useCan } from '../api/me.ts';
import { allItems } from '../api/pages.ts';
import type { Maintenance as Window } from '../api/shapes.ts';
import cards from '../shell/cards.module.css';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { MakeMaintenance } from './make-maintenance.tsx';
import { useScheduleText } from './schedule-text.ts';
import classes from './maintenance.module.css';

/** Planned work and planned power outages. `?unitId=` or `?deviceId=` opens the form for that place. */
export default function Maintenance() {
  const { t } = useTranslation();
  const [asked, setAsked] = useSearchParams();
  const [over, setOver] = useState(false);
  const place = { unitId: asked.get('unitId'), deviceId: asked.get('deviceId'), name: asked.get('name') };
  const [making, { open, close }] = useDisclosure(place.unitId !== null || place.deviceId !== null);
  const mayMake = useCan('maintenance.write');
  const done = () => {
    setAsked({}, { replace: true });
    close();
  };
  const add = mayMake && (
    <Button leftSection={<Icon name="plus" />} onClick={open}>
      {t('maintenance.make')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('maintenance.title')}>{add}</PageHead>
      {mayMake && <MakeMaintenance opened={making} onClose={done} place={place} />}
      <SegmentedControl
        className={classes.which}
        fullWidth
        value={over ? 'over' : 'open'}
        onChange={(value) => setOver(value === 'over')}
        data={[
          { value: 'open', label: t('maintenance.open') },
          { value: 'over', label: t('maintenance.over') },
        ]}
        aria-label={t('maintenance.title')}
      />
      <WindowList over={over} />
    </>
  );
}

function WindowList({ over }: { readonly over: boolean }) {
  const { t } = useTranslation();
  const windows = useMaintenance({ over });
  if (windows.isPending) return <Waiting />;
  if (windows.isError) return <Failed error={windows.error} retry={() => void windows.refetch()} />;
  const items = allItems(windows.data);
  if (items.length === 0)
    return (
      <Empty
        icon={<Icon name="maintenance" size={48} />}
        title={t(over ? 'maintenance.noneOver' : 'maintenance.none')}
        text={t('maintenance.noneNext')}
      />
    );
  return (
    <>
      <ul className={cards.list}>
        {items.map((window) => (
          <WindowCard key={window.id} window={window} />
        ))}
      </ul>
      <MoreButton pages={windows} />
    </>
  );
}

function WindowCard({ window }: { readonly window: Window }) {
  const { t } = useTranslation();
  const schedule = useScheduleText();
  const mayEnd = useCan('maintenance.write') && window.state !== 'over';
  const { place, unitName } = window;
  return (
    <li className={`${cards.card} ${classes.card}`}>
      <div className={classes.what}>
        <strong>{place.kind === 'unit' ? place.name : `${place.name} · ${unitName}`}</strong>
        <span>
          {t(`maintenance.kind.${window.kind}`)}: {window.reason}
        </span>
        <span>{schedule(window)}</span>
        <span className={classes.quiet}>
          {t(`maintenance.state.${window.state}`)}
          {window.source === 'person' ? '' : ` · ${t(`maintenance.source.${window.source}`)}`}
          {window.madeBy === null ? '' : ` · ${t('maintenance.madeBy', { name: window.madeBy })}`}
          {window.endedBy === null ? '' : ` · ${t('maintenance.endedBy', { name: window.endedBy })}`}
        </span>
      </div>
      {mayEnd && <End window={window} />}
    </li>
  );
}

function End({ window }: { readonly window: Window }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const ending = useEndMaintenance(window.id);
  const words = window.state === 'running' ? 'maintenance.end' : 'maintenance.cancel';
  return (
    <div>
      {ending.isError && <Failed error={ending.error} />}
      <Button
        variant={asked ? 'filled' : 'default'}
        color={asked ? 'red.9' : 'indigo'}
        loading={ending.isPending}
        onClick={() => (asked ? ending.mutate() : setAsked(true))}
        onBlur={() => setAsked(false)}
      >
        {t(asked ? 'maintenance.endSure' : words)}
      </Button>
    </div>
  );
}
