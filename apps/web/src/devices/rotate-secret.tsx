import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRotateSecret } from '../api/devices.ts';
import type { DeviceDetail } from '../api/shapes.ts';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { Credentials } from './credentials.tsx';
import classes from './device.module.css';

/** A new password for the device: the old one ends at once, so it asks once more before it does. */
export function RotateSecret({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const rotating = useRotateSecret(device.id);
  return (
    <Section title={t('secret.title')}>
      {rotating.data ? (
        <Credentials mqtt={rotating.data} />
      ) : (
        <>
          <p className={classes.quiet}>{t('secret.rotateMeans')}</p>
          {rotating.isError && <Failed error={rotating.error} />}
          <Button
            mt="sm"
            variant={asked ? 'filled' : 'default'}
            loading={rotating.isPending}
            onClick={() => (asked ? rotating.mutate() : setAsked(true))}
          >
            {t(asked ? 'secret.rotateSure' : 'secret.rotate')}
          </Button>
        </>
      )}
    </Section>
  );
}
