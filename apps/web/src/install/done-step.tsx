import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AcceptanceTest } from '../acceptance/acceptance-test.tsx';
import { useDevice } from '../api/devices.ts';
import type { MqttCredentials } from '../api/shapes.ts';
import cards from '../shell/cards.module.css';
import { Credentials } from '../devices/credentials.tsx';
import { HealthMark } from '../health/health-mark.tsx';
import { DevicePassword } from './device-password.tsx';
import type { Queued } from './queue.ts';
import { QueuedItem } from './queued-item.tsx';
import { useSyncState } from './use-queue.ts';
import { useInstallWords } from './words.ts';
import classes from './install.module.css';

interface DoneStepProps {
  readonly item: Queued;
  /** Of a phone that keeps nothing. */
  readonly mqtt: MqttCredentials | null;
  readonly isOffline: boolean;
  readonly onEdit: (item: Queued) => void;
  readonly onRepeat: () => void;
  readonly onFresh: () => void;
}

/** After sending: it waits, it was refused, or it is there and the sign turns green on its first signal. */
export function DoneStep({ item, mqtt, isOffline, onEdit, onRepeat, onFresh }: DoneStepProps) {
  const { t } = useInstallWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const isSending = useSyncState() === 'sending';
  useEffect(() => heading.current?.focus(), [item.state]);
  return (
    <div className={classes.step}>
      <h2 ref={heading} tabIndex={-1} className={classes.title}>
        {item.body.name}
      </h2>
      {item.state === 'waiting' && (
        <div role="status">
          <p className={classes.measure}>{t(isSending ? 'done.sending' : 'done.waiting')}</p>
          {!isSending && <p>{t('done.waitingMeans')}</p>}
        </div>
      )}
      {item.state === 'refused' && (
        <ul className={cards.list}>
          <QueuedItem item={item} isOffline={isOffline} onEdit={onEdit} />
        </ul>
      )}
      {item.made !== null && <Made item={item} deviceId={item.made.id} mqtt={mqtt} />}
      <Button size="lg" onClick={onRepeat}>
        {t('done.another')}
      </Button>
      <Button size="lg" variant="default" onClick={onFresh}>
        {t('done.fresh')}
      </Button>
    </div>
  );
}

interface MadeProps {
  readonly item: Queued;
  readonly deviceId: string;
  readonly mqtt: MqttCredentials | null;
}

function Made({ item, deviceId, mqtt }: MadeProps) {
  const { t } = useTranslation();
  const device = useDevice(deviceId);
  const health = device.data?.health ?? 'never_seen';
  const waits = item.body.kind === 'camera' ? 'register.waitsForCamera' : 'register.waitsForDevice';
  return (
    <>
      <HealthMark health={health} faults={device.data?.faults ?? []} />
      <p role="status">{t(health === 'online' ? 'register.works' : waits)}</p>
      {mqtt === null ? <DevicePassword item={item} atOnce /> : <Credentials mqtt={mqtt} />}
      <AcceptanceTest deviceId={deviceId} />
    </>
  );
}
