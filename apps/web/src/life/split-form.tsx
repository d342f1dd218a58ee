import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSplitUnit } from '../api/life.ts';
import { allItems } from '../api/pages.ts';
import { useTargetsOf } from '../api/policy.ts';
import { useRefusals } from '../api/refusals.ts';
import type { Unit, UnitSplit } from '../api/shapes.ts';
import { useUnits } from '../api/units.ts';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { ChangeResult } from './change-result.tsx';
import classes from './life.module.css';

interface Part {
  readonly name: string;
  readonly code: string;
}

/** Names the parts, deals out what lies below, and shows what would come of it before it is done. */
export function SplitForm({ unit }: { readonly unit: Unit }) {
  const { t } = useTranslation();
  const [parts, setParts] = useState<readonly Part[]>([
    { name: '', code: '' },
    { name: '', code: '' },
  ]);
  const [heir, setHeir] = useState(0);
  const [effectiveOn, setEffectiveOn] = useState('');
  // Which part a unit or a target goes to; whatever is not here goes with the rest.
  const [dealt, setDealt] = useState<ReadonlyMap<string, number>>(new Map());
  const units = useUnits({ parentId: unit.id });
  const targets = useTargetsOf(unit.id);
  const splitting = useSplitUnit(unit.id);
  const { fields, general } = useRefusals(splitting.error);
  const below = units.data ? allItems(units.data) : [];
  const told = (targets.data ? allItems(targets.data) : []).filter(({ unitId }) => unitId === unit.id);
  const share = (things: readonly { readonly id: string }[], part: number): string[] =>
    things.filter(({ id }) => dealt.get(id) === part).map(({ id }) => id);
  const split = (dryRun: boolean) => {
    const wanted: UnitSplit = {
      effectiveOn,
      dryRun,
      parts: parts.map(({ name, code }, at) => ({
        name: name.trim(),
        ...(code.trim() !== '' && { code: code.trim() }),
        ...(at === heir ? { rest: true } : { units: share(below, at), targets: share(told, at) }),
      })),
    };
    splitting.mutate(wanted);
  };
  const change = (at: number, more: Partial<Part>) => {
    splitting.reset();
    setParts((current) => current.map((part, index) => (index === at ? { ...part, ...more } : part)));
  };
  const nameOf = (at: number): string => parts[at]?.name.trim() || t('territory.part', { number: at + 1 });
  const choices = parts.map((_, at) => ({ value: String(at), label: nameOf(at) }));
  const deal = (id: string, label: string) => (
    <NativeSelect
      key={id}
      label={label}
      value={String(dealt.get(id) ?? heir)}
      data={choices}
      onChange={(event) => {
        const part = Number(event.currentTarget.value);
        splitting.reset();
        setDealt((current) => new Map(current).set(id, part));
      }}
    />
  );
  if (splitting.data && !splitting.data.dryRun) return <ChangeResult change={splitting.data} />;
  return (
    <>
      <Section title={t('territory.parts')}>
        <div className={classes.form}>
          <TextInput
            type="date"
            label={t('territory.effectiveOn')}
            description={t('territory.dayMeans')}
            required
            value={effectiveOn}
            onChange={(event) => {
              splitting.reset();
              setEffectiveOn(event.currentTarget.value);
            }}
            error={fields['effectiveOn']}
          />
          {parts.map((part, at) => (
            <div key={at} className={classes.part}>
              <TextInput
                label={t('territory.partName', { number: at + 1 })}
                required
                value={part.name}
                onChange={(event) => change(at, { name: event.currentTarget.value })}
                error={fields[`parts.${at}.name`]}
              />
              <TextInput
                label={t('unit.code')}
                value={part.code}
                onChange={(event) => change(at, { code: event.currentTarget.value })}
                error={fields[`parts.${at}.code`]}
              />
            </div>
          ))}
          <Button variant="default" onClick={() => setParts((current) => [...current, { name: '', code: '' }])}>
            {t('territory.addPart')}
          </Button>
          <NativeSelect
            label={t('territory.heir')}
            description={t('territory.heirMeans')}
            value={String(heir)}
            data={choices}
            onChange={(event) => {
              const part = Number(event.currentTarget.value);
              splitting.reset();
              setHeir(part);
              setDealt(new Map());
            }}
          />
          {below.length > 0 && <strong>{t('territory.dealUnits')}</strong>}
          {below.map(({ id, name }) => deal(id, name))}
          {told.length > 0 && <strong>{t('territory.dealTargets')}</strong>}
          {told.map(({ id, name }) => deal(id, name))}
          {splitting.error && general && <Failed error={splitting.error} />}
          <Button variant="default" loading={splitting.isPending} onClick={() => split(true)}>
            {t('territory.preview')}
          </Button>
        </div>
      </Section>
      {splitting.data && (
        <ChangeResult change={splitting.data} pending={splitting.isPending} onSure={() => split(false)} />
      )}
    </>
  );
}
