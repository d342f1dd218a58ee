import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRotateSecret } from '../api/devices.ts';
import type { MqttCredentials } from '../api/shapes.ts';
import { Credentials } from '../devices/credentials.tsx';
import { Failed } from '../shell/states.tsx';
import type { Queued } from './queue.ts';
import { passwordSeen } from './registration.ts';
import { unseal } from './vault.ts';
import { useInstallWords } from './words.ts';
import classes from './install.module.css';

interface DevicePasswordProps {
  readonly item: Queued;
  /** At the pole it is wanted at once; in the list only when asked for. */
  readonly atOnce?: boolean;
}

/** What goes into the device, kept sealed on the phone until the installer says that it is in; or a way to a new one. */
export function DevicePassword({ item, atOnce = false }: DevicePasswordProps) {
  const { t } = useInstallWords();
  const [shown, setShown] = useState<MqttCredentials | null>(null);
  const rotation = useRotateSecret(item.made?.id ?? '');
  const show = async () => {
    if (item.mqtt !== null) setShown(JSON.parse(await unseal(item.mqtt)) as MqttCredentials);
  };
  if (shown !== null)
    return (
      <>
        <Credentials mqtt={shown} />
        <Button
          className={classes.big ?? ''}
          onClick={() => void passwordSeen(item).then(() => setShown(null), reportError)}
        >
          {t('done.seen')}
        </Button>
        <p className={classes.note}>{t('done.seenMeans')}</p>
      </>
    );
  if (item.mqtt !== null)
    return (
      <Button
        variant={atOnce ? 'filled' : 'default'}
        className={classes.big ?? ''}
        onClick={() => void show().catch(reportError)}
      >
        {t('queue.password')}
      </Button>
    );
  if (!item.isPasswordLost) return null;
  return (
    <>
      <p className={classes.warn}>{t('done.lost')}</p>
      {rotation.error && <Failed error={rotation.error} />}
      <Button loading={rotation.isPending} onClick={() => rotation.mutate(undefined, { onSuccess: setShown })}>
        {t('done.newPassword')}
      </Button>
    </>
  );
}
