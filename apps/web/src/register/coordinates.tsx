import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon.tsx';
import { coordinatePair } from './new-device.ts';
import type { PartProps } from './part.ts';
import classes from './register.module.css';

const EXAMPLE = { latitude: '21.0876', longitude: '105.6712' } as const;

/** Where the pole stands: from the phone, typed, or pasted as a pair from any map. */
export function Coordinates({ draft, change, refusals }: PartProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState<'idle' | 'running' | 'failed'>('idle');
  const usePhone = () => {
    if (!('geolocation' in navigator)) {
      setSearch('failed');
      return;
    }
    setSearch('running');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setSearch('idle');
        change({ latitude: coords.latitude.toFixed(6), longitude: coords.longitude.toFixed(6) });
      },
      () => setSearch('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  const typed = (name: keyof typeof EXAMPLE, text: string) => change(coordinatePair(text) ?? { [name]: text });
  return (
    <>
      <div className={classes.pair}>
        {(['latitude', 'longitude'] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`register.${name}`)}
            placeholder={EXAMPLE[name]}
            inputMode="decimal"
            required
            value={draft[name]}
            onChange={(event) => typed(name, event.currentTarget.value)}
            error={refusals.fields[name]}
          />
        ))}
      </div>
      <Button variant="default" leftSection={<Icon name="here" />} loading={search === 'running'} onClick={usePhone}>
        {t('register.usePhone')}
      </Button>
      <p role="status" className={classes.note}>
        {search === 'failed' && t('register.noPosition')}
      </p>
    </>
  );
}
