import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { distanceText } from '../near/distance.ts';
import { Icon } from '../shell/icon.tsx';
import type { Candidate } from './choose-unit.ts';
import type { KnownUnit, Places } from './known-places.ts';
import { useInstallWords } from './words.ts';
import classes from './install.module.css';

interface UnitFieldProps {
  readonly places: Places | null;
  readonly candidates: readonly Candidate[];
  readonly value: string | null;
  readonly onChange: (unitId: string) => void;
}

const MOST_SHOWN = 8;

/** Marks of Vietnamese are left out, đ is d: people search as they type. */
const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase();

/** Who answers for the device: chosen by where it stands, from the list on the phone; another one is found by name. */
export function UnitField({ places, candidates, value, onChange }: UnitFieldProps) {
  const { t, i18n } = useInstallWords();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const unit = places?.units.find(({ id }) => id === value);
  const chosen = candidates.find(({ unitId }) => unitId === value);
  const pick = (id: string) => {
    onChange(id);
    setOpen(false);
    setText('');
  };
  const words = folded(text).split(/\s+/).filter(Boolean);
  const offered =
    words.length === 0
      ? candidates.flatMap(({ unitId }) => places?.units.find(({ id }) => id === unitId) ?? [])
      : (places?.units ?? []).filter(({ name, path }) =>
          words.every((word) => folded(`${name} ${path}`).includes(word)),
        );
  const said = () => {
    if (unit === undefined) return t('details.noUnit');
    if (chosen === undefined) return [unit.name, unit.path].filter(Boolean).join(', ');
    const distance = distanceText(chosen.metres, i18n.language);
    return chosen.reason === 'inside'
      ? t('details.inside', { name: unit.name })
      : t('details.near', { name: unit.name, distance });
  };
  return (
    <section className={classes.step} aria-label={t('details.unit')}>
      <p>
        <strong>{t('details.unit')}</strong>
        <br />
        <span role="status">{said()}</span>
      </p>
      {places === null && <p className={classes.warn}>{t('kept.none')}</p>}
      {isOpen || unit === undefined ? (
        <>
          <TextInput
            size="lg"
            type="search"
            label={t('details.findUnit')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className={classes.choices}>
            {offered.slice(0, MOST_SHOWN).map((one) => (
              <UnitChoice key={one.id} unit={one} isChosen={one.id === value} onPick={pick} />
            ))}
          </div>
          {words.length > 0 && offered.length === 0 && <p role="status">{t('details.noneFound')}</p>}
        </>
      ) : (
        <Button variant="default" leftSection={<Icon name="units" />} onClick={() => setOpen(true)}>
          {t('details.chooseUnit')}
        </Button>
      )}
    </section>
  );
}

interface UnitChoiceProps {
  readonly unit: KnownUnit;
  readonly isChosen: boolean;
  readonly onPick: (id: string) => void;
}

function UnitChoice({ unit, isChosen, onPick }: UnitChoiceProps) {
  return (
    <button type="button" aria-pressed={isChosen} onClick={() => onPick(unit.id)}>
      <span>
        {unit.name}
        <small>{unit.path}</small>
      </span>
    </button>
  );
}
