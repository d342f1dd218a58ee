import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiscovery } from '../api/operations.ts';
import { useWords } from '../health/words.ts';
import { Icon } from '../shell/icon.tsx';
import { Failed } from '../shell/states.tsx';
import type { Draft } from './new-device.ts';
import classes from './register.module.css';

interface DiscoveryProps {
  readonly unitId: string | null;
  readonly onPick: (found: Partial<Draft>) => void;
}

/** Looks for cameras in the server's own network and lets the installer pick one. */
export function Discovery({ unitId, onPick }: DiscoveryProps) {
  const { t } = useTranslation();
  const words = useWords();
  const [picked, setPicked] = useState<string | null>(null);
  const discovery = useDiscovery();
  const { operation } = discovery;
  const found = operation?.result?.cameras;
  return (
    <div>
      <Button
        variant="default"
        leftSection={<Icon name="search" />}
        loading={discovery.running}
        disabled={unitId === null}
        onClick={() => unitId !== null && discovery.start(unitId)}
      >
        {t('discovery.start')}
      </Button>
      <p className={classes.note}>{unitId === null && t('discovery.unitFirst')}</p>
      {discovery.running && <Progress value={operation?.progress ?? 0} mt="sm" aria-label={t('discovery.running')} />}
      <p role="status" className={classes.note}>
        {discovery.running && t('discovery.running')}
        {operation?.errorCode && words.refusal(operation.errorCode)}
        {found && (found.length === 0 ? t('discovery.none') : t('discovery.found', { count: found.length }))}
      </p>
      {discovery.error && <Failed error={discovery.error} />}
      {found && (
        <ul className={classes.found}>
          {found.map((camera) => (
            <li key={camera.url}>
              <button
                type="button"
                aria-pressed={picked === camera.url}
                onClick={() => {
                  setPicked(camera.url);
                  onPick({ onvifUrl: camera.url });
                }}
              >
                {[camera.name, camera.model].filter(Boolean).join(' · ') || camera.url}
                <small>{camera.url}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
