import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCancelCommand, useCommands, useTellDevice, type Telling } from '../api/history.ts';
import { serverNow } from '../api/server-clock.ts';
import type { DeviceCommand, DeviceDetail } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Moment } from '../health/moments.tsx';
import type { Sign } from '../health/sign.ts';
import { useWords } from '../health/words.ts';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './device.module.css';

/** What a person presses; the rest (configuration, firmware) is for scripts. */
const BUTTONS: Readonly<Record<'lamp' | 'restart', Telling>> = {
  lamp: { name: 'lamp_test', arguments: { seconds: 30 } },
  restart: { name: 'reboot' },
};

const SIGNS = {
  queued: 'unknown',
  sent: 'unknown',
  acknowledged: 'ok',
  expired: 'warn',
  cancelled: 'retired',
} as const satisfies Record<DeviceCommand['state'], Sign>;

/** Lets the lamp blink, starts the device again, and shows what became of it. */
export function Commands({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const commands = useCommands(device.id, true);
  const telling = useTellDevice(device.id);
  const tell = (command: Telling) => telling.mutate({ ...command, at: serverNow() });
  const items = commands.data?.items ?? [];
  return (
    <Section title={t('command.title')}>
      <div className={classes.acts}>
        {device.kind === 'solar_light' && (
          <Button variant="default" loading={telling.isPending} onClick={() => tell(BUTTONS.lamp)}>
            {t('command.do.lamp_test')}
          </Button>
        )}
        <Restart isPending={telling.isPending} onSure={() => tell(BUTTONS.restart)} />
      </div>
      {telling.isError && <Failed error={telling.error} />}
      {commands.isError && <Failed error={commands.error} retry={() => void commands.refetch()} />}
      {commands.data && items.length === 0 && <p className={classes.quiet}>{t('command.none')}</p>}
      <ul className={classes.commands}>
        {items.map((command) => (
          <Told key={command.id} command={command} />
        ))}
      </ul>
    </Section>
  );
}

function Restart({ isPending, onSure }: { readonly isPending: boolean; readonly onSure: () => void }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const press = () => {
    if (asked) onSure();
    setAsked(!asked);
  };
  return (
    <Button variant={asked ? 'filled' : 'default'} loading={isPending} onClick={press} onBlur={() => setAsked(false)}>
      {t(asked ? 'command.rebootSure' : 'command.do.reboot')}
    </Button>
  );
}

function Told({ command }: { readonly command: DeviceCommand }) {
  const { t } = useTranslation();
  const words = useWords();
  const cancelling = useCancelCommand(command.deviceId);
  const isOpen = command.state === 'queued' || command.state === 'sent';
  const why = words.commandReason(command.reason);
  return (
    <li data-state={command.state}>
      <span className={classes.state}>
        <SignShape sign={SIGNS[command.state]} />
        <strong>{t(`command.do.${command.name}`)}</strong> · {t(`command.state.${command.state}`)}
      </span>
      <span className={classes.quiet}>
        <Moment at={command.createdAt} />
        {why !== '' && ` · ${why}`}
        {command.detail && ` · ${command.detail}`}
      </span>
      {isOpen && (
        <Button
          variant="subtle"
          size="compact-md"
          loading={cancelling.isPending}
          onClick={() => cancelling.mutate(command.id)}
        >
          {t('command.cancel')}
        </Button>
      )}
    </li>
  );
}
