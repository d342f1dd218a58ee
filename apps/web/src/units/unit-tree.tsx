import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../api/shapes.ts';
import { allItems, useUnits } from '../api/units.ts';
import { Icon } from '../shell/icon.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import classes from './unit-tree.module.css';

interface TreeProps {
  readonly chosen: string | null;
  readonly onChoose: (unitId: string) => void;
}

/** The territory below the caller's own units: opened level by level, or found by name without diacritics. */
export function UnitTree({ chosen, onChoose }: TreeProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 300);
  return (
    <>
      <TextInput
        type="search"
        label={t('unit.search')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
        mb="sm"
      />
      <Level key={q} filter={q === '' ? { roots: true } : { q }} chosen={chosen} onChoose={onChoose} />
    </>
  );
}

interface LevelProps extends TreeProps {
  readonly filter: { readonly roots?: boolean; readonly parentId?: string; readonly q?: string };
}

function Level({ filter, chosen, onChoose }: LevelProps) {
  const { t } = useTranslation();
  const units = useUnits(filter);
  if (units.isPending) return <Waiting />;
  if (units.isError) return <Failed error={units.error} retry={() => void units.refetch()} />;
  const items = allItems(units.data);
  return (
    <>
      <ul className={classes.level}>
        {items.map((unit) => (
          <Row
            key={unit.id}
            unit={unit}
            flat={filter.q !== undefined}
            // One root alone says nothing: what is below it does.
            begun={filter.roots === true && items.length === 1}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
      </ul>
      {items.length === 0 && <p>{t('unit.noneFound')}</p>}
      {units.hasNextPage && (
        <Button variant="subtle" loading={units.isFetchingNextPage} onClick={() => void units.fetchNextPage()}>
          {t('act.more')}
        </Button>
      )}
    </>
  );
}

interface RowProps extends TreeProps {
  readonly unit: Unit;
  readonly flat: boolean;
  /** Begins opened. */
  readonly begun: boolean;
}

function Row({ unit, flat, begun, chosen, onChoose }: RowProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(begun);
  const expandable = !flat && unit.childCount > 0;
  return (
    <li>
      <div className={classes.row}>
        {expandable ? (
          <ActionIcon
            variant="subtle"
            size="xl"
            aria-expanded={open}
            aria-label={t('unit.inside', { name: unit.name })}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'next'} size={18} />
          </ActionIcon>
        ) : (
          <span className={classes.leaf} />
        )}
        <button
          type="button"
          className={classes.choose}
          aria-pressed={unit.id === chosen}
          onClick={() => onChoose(unit.id)}
        >
          <span>{unit.name}</span>
          <small>{flat && unit.path !== '' ? unit.path : t(`unitKind.${unit.kind}`)}</small>
        </button>
      </div>
      {expandable && open && <Level filter={{ parentId: unit.id }} chosen={chosen} onChoose={onChoose} />}
    </li>
  );
}
