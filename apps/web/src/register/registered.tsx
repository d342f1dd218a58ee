import { Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDevice } from '../api/devices.ts';
import type { RegisteredDevice } from '../api/shapes.ts';
import { Credentials } from '../devices/credentials.tsx';
import { HealthMark } from '../health/health-mark.tsx';
import { Section } from '../shell/section.tsx';
import classes from './register.module.css';

interface RegisteredProps {
  readonly registered: RegisteredDevice;
  readonly onAnother: () => void;
}

/** Stays open until the installer leaves it: the password is shown here only, and the sign turns green on the first signal. */
export function Registered({ registered, onAnother }: RegisteredProps) {
  const { t } = useTranslation();
  const { device, mqtt } = registered;
  const current = useDevice(device.id);
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const health = current.data?.health ?? device.health;
  return (
    <>
      <Section title={device.name} action={<HealthMark health={health} faults={current.data?.faults ?? []} />}>
        <p ref={heading} tabIndex={-1} className={classes.lead} role="status">
          {t(health === 'online' ? 'register.works' : mqtt ? 'register.waitsForDevice' : 'register.waitsForCamera')}
        </p>
        {mqtt && <Credentials mqtt={mqtt} />}
      </Section>
      <Group>
        <Button component={Link} to={`/devices/${device.id}`}>
          {t('register.seeDevice')}
        </Button>
        <Button variant="default" onClick={onAnother}>
          {t('register.another')}
        </Button>
      </Group>
    </>
  );
}
