import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useDecommission, useRevokeSecret } from '../api/life.ts';
import type { DeviceDetail } from '../api/shapes.ts';
import { Failed } from '../shell/states.tsx';
import classes from './life.module.css';

/** A stolen one is shut out, one that is taken down for good is put out of service: each says what is erased. */
export function RetireDevice({ device }: { readonly device: DeviceDetail }) {
  return (
    <>
      {device.kind !== 'camera' && device.hasSecret && <Ask device={device} what="revoke" doing={useRevokeSecret} />}
      <Ask device={device} what="retire" doing={useDecommission} />
    </>
  );
}

const ERASED = {
  revoke: ['life.revokeKeeps', 'life.revokeErases'],
  retire: ['life.retireErases', 'life.retireCommands', 'life.retireSilent', 'life.retireKeeps'],
} as const;

interface AskProps {
  readonly device: DeviceDetail;
  readonly what: keyof typeof ERASED;
  /** Each of them the same through all renderings. */
  readonly doing: typeof useRevokeSecret | typeof useDecommission;
}

function Ask({ device, what, doing }: AskProps) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const ending = doing(device.id);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t(`life.${what}`)}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t(`life.${what}`)}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <div className={classes.form}>
          <strong>{device.name}</strong>
          <ul>
            {ERASED[what].map((line) => (
              <li key={line}>{t(line)}</li>
            ))}
          </ul>
          {ending.error && <Failed error={ending.error} />}
          <Button
            color="red.9"
            loading={ending.isPending}
            onClick={() => ending.mutate(undefined, { onSuccess: close })}
          >
            {t(`life.${what}Sure`)}
          </Button>
        </div>
      </Modal>
    </>
  );
}
