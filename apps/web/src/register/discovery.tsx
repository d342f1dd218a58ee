import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiscovery } from '../api/operations.ts';
import type { FoundCamera } from '../api/shapes.ts';
import { useWords } from '../health/words.ts';
import { Icon } from '../shell/icon.tsx';
import { Failed } from '../shell/states.tsx';
import { filledFrom, type Draft } from './new-device.ts';
import classes from './register.module.css';

interface DiscoveryProps {
  readonly draft: Draft;
  readonly onPick: (filled: Partial<Draft>) => void;
}

/** Looks for cameras in the network that was chosen and lets the installer pick one. */
export function Discovery({ draft, onPick }: DiscoveryProps) {
  const { unitId, uplinkDeviceId: agentId } = draft;
  const { t } = useTranslation();
  const words = useWords();
  const [picked, setPicked] = useState<FoundCamera | null>(null);
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
        onClick={() => unitId !== null && discovery.start({ unitId, ...(agentId !== '' && { agentId }) })}
      >
        {t('discovery.start')}
      </Button>
      <p className={classes.note}>{unitId === null && t('discovery.unitFirst')}</p>
      {discovery.running && <Progress value={operation?.progress ?? 0} mt="sm" aria-label={t('discovery.running')} />}
      <p role="status" className={classes.note}>
        {discovery.running && t('discovery.running')}
        {operation?.errorCode && words.refusal(operation.errorCode)}
        {found &&
          (found.length === 0
            ? t(agentId === '' ? 'discovery.none' : 'discovery.noneThere')
            : t('discovery.found', { count: found.length }))}
      </p>
      {discovery.error && <Failed error={discovery.error} />}
      {found && (
        <ul className={classes.found}>
          {found.map((camera) => (
            <li key={camera.url}>
              <button
                type="button"
                aria-pressed={picked?.url === camera.url}
                onClick={() => {
                  setPicked(camera);
                  onPick(filledFrom(camera, draft, picked));
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
