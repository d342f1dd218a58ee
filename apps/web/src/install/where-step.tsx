import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { coordinatePair } from '../register/new-device.ts';
import { Icon } from '../shell/icon.tsx';
import type { Draft } from './draft.ts';
import type { Fix, Position } from './use-position.ts';
import { useInstallWords } from './words.ts';
import classes from './install.module.css';

/** Above this a pole may end up at its neighbour's (metres). */
const POOR_METRES = 30;
const DIGITS = 6;

type Where = Pick<Draft, 'latitude' | 'longitude' | 'accuracy'>;

interface WhereStepProps {
  readonly position: Position;
  readonly onNext: (where: Where) => void;
}

/** Where the pole stands, how sure the phone is, and a way to say it better. */
export function WhereStep({ position, onNext }: WhereStepProps) {
  const { t } = useInstallWords();
  const [wantsTyping, setTyping] = useState(false);
  const isTyping = wantsTyping || position.state === 'none';
  return (
    <div className={classes.step}>
      {position.state === 'searching' && <p role="status">{t('where.searching')}</p>}
      {position.state === 'none' && <p role="alert">{t('where.none')}</p>}
      {position.state === 'found' && <Found fix={position.fix} onNext={onNext} />}
      {isTyping ? (
        <Typed onNext={onNext} />
      ) : (
        <Button variant="default" size="lg" onClick={() => setTyping(true)}>
          {t('where.typed')}
        </Button>
      )}
    </div>
  );
}

function Found({ fix, onNext }: { readonly fix: Fix; readonly onNext: (where: Where) => void }) {
  const { t } = useInstallWords();
  const [latitude, longitude] = [fix.latitude.toFixed(DIGITS), fix.longitude.toFixed(DIGITS)];
  const isPoor = fix.accuracy > POOR_METRES;
  return (
    <>
      <div role="status">
        <p className={classes.measure}>{t('where.accuracy', { metres: Math.max(1, Math.round(fix.accuracy)) })}</p>
        <p className={classes.note}>{t('where.at', { latitude, longitude })}</p>
      </div>
      {isPoor && <p className={classes.warn}>{t('where.poor')}</p>}
      <Button
        size="lg"
        variant={isPoor ? 'default' : 'filled'}
        leftSection={<Icon name="here" />}
        onClick={() => onNext({ latitude, longitude, accuracy: Math.round(fix.accuracy) })}
      >
        {t(isPoor ? 'where.usePoor' : 'where.use')}
      </Button>
    </>
  );
}

function Typed({ onNext }: { readonly onNext: (where: Where) => void }) {
  const { t } = useInstallWords();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const pair = coordinatePair(text);
    if (pair === null || !isOnEarth(pair)) setWrong(true);
    else onNext({ ...pair, accuracy: null });
  };
  return (
    <form onSubmit={submit} className={classes.step}>
      <TextInput
        size="lg"
        label={t('where.typed')}
        placeholder="21.0876, 105.6712"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
        error={isWrong && t('where.wrong')}
        autoComplete="off"
      />
      <Button type="submit" size="lg">
        {t('where.useTyped')}
      </Button>
    </form>
  );
}

function isOnEarth({ latitude, longitude }: Pick<Draft, 'latitude' | 'longitude'>): boolean {
  const [north, east] = [Number(latitude.replace(',', '.')), Number(longitude.replace(',', '.'))];
  return Math.abs(north) <= 90 && Math.abs(east) <= 180;
}
