import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMergeUnits } from '../api/life.ts';
import { useRefusals } from '../api/refusals.ts';
import type { Unit } from '../api/shapes.ts';
import { useUnit } from '../api/units.ts';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { ChangeResult } from './change-result.tsx';
import classes from './life.module.css';

/** This unit and others become one, new or one that is there. */
export function MergeForm({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation();
  const [ids, setIds] = useState<readonly string[]>([unit.id]);
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [effectiveOn, setEffectiveOn] = useState('');
  const merging = useMergeUnits();
  const { fields, general } = useRefusals(merging.error);
  const merge = (dryRun: boolean) =>
    merging.mutate({
      effectiveOn,
      dryRun,
      unitIds: [...ids],
      into: { name: name.trim(), ...(code.trim() !== '' && { code: code.trim() }) },
    });
  const edited =
    (set: (value: string) => void) =>
    ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => {
      merging.reset();
      set(currentTarget.value);
    };
  if (merging.data && !merging.data.dryRun) return <ChangeResult change={merging.data} />;
  return (
    <>
      <Section title={t('territory.merge')}>
        <div className={classes.form}>
          <ul>
            {ids.map((id) => (
              <Named key={id} id={id} />
            ))}
          </ul>
          <UnitPicker
            label={t('territory.addUnit')}
            value={null}
            onChange={(id) => {
              merging.reset();
              if (id !== null && !ids.includes(id)) setIds([...ids, id]);
            }}
          />
          <TextInput
            type="date"
            label={t('territory.effectiveOn')}
            description={t('territory.dayMeans')}
            required
            value={effectiveOn}
            onChange={edited(setEffectiveOn)}
            error={fields['effectiveOn']}
          />
          <TextInput
            label={t('territory.newName')}
            required
            value={name}
            onChange={edited(setName)}
            error={fields['into.name']}
          />
          <TextInput label={t('unit.code')} value={code} onChange={edited(setCode)} error={fields['into.code']} />
          {merging.error && general && <Failed error={merging.error} />}
          <Button variant="default" disabled={ids.length < 2} loading={merging.isPending} onClick={() => merge(true)}>
            {t('territory.preview')}
          </Button>
        </div>
      </Section>
      {merging.data && <ChangeResult change={merging.data} pending={merging.isPending} onSure={() => merge(false)} />}
    </>
  );
}

function Named({ id }: { readonly id: string }) {
  const { data } = useUnit(id);
  return <li>{data ? [data.name, data.path].filter(Boolean).join(', ') : '…'}</li>;
}
