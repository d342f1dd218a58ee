import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useMoveUnit } from '../api/life.ts';
import type { Unit } from '../api/shapes.ts';
import { useUnit } from '../api/units.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import classes from './life.module.css';
import { MergeForm } from './merge-form.tsx';
import { SplitForm } from './split-form.tsx';

const WAYS = ['split', 'merge', 'move'] as const;

/** A unit is cut, joined with others, or hung elsewhere; what it had follows. */
export default function UnitChange() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const unit = useUnit(id);
  const [way, setWay] = useState<(typeof WAYS)[number]>('split');
  if (unit.isPending) return <Waiting />;
  if (unit.isError) return <Failed error={unit.error} retry={() => void unit.refetch()} />;
  return (
    <>
      <PageHead
        title={`${t('territory.title')}: ${unit.data.name}`}
        back={{ to: `/units/${id}`, text: unit.data.name }}
      />
      <Section title={t('territory.how')}>
        <div className={classes.form}>
          <NativeSelect
            label={t('territory.what')}
            value={way}
            onChange={(event) => setWay(event.currentTarget.value as (typeof WAYS)[number])}
            data={WAYS.map((value) => ({ value, label: t(`territory.${value}`) }))}
          />
          <p className={classes.quiet}>{t(`territory.${way}Means`)}</p>
        </div>
      </Section>
      {way === 'split' && <SplitForm unit={unit.data} />}
      {way === 'merge' && <MergeForm unit={unit.data} />}
      {way === 'move' && <Move unit={unit.data} />}
    </>
  );
}

function Move({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [parentId, setParentId] = useState(unit.parentId);
  const moving = useMoveUnit(unit.id);
  return (
    <Section title={t('territory.move')}>
      <div className={classes.form}>
        <UnitPicker label={t('unit.parent')} value={parentId} onChange={setParentId} />
        {moving.error && <Failed error={moving.error} />}
        <Button
          disabled={parentId === null || parentId === unit.parentId}
          loading={moving.isPending}
          onClick={() =>
            parentId !== null && moving.mutate(parentId, { onSuccess: () => void navigate(`/units/${unit.id}`) })
          }
        >
          {t('territory.moveSure')}
        </Button>
      </div>
    </Section>
  );
}
