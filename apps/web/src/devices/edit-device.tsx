import { Button, Modal, NumberInput, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditDevice } from '../api/devices.ts';
import { useRefusals } from '../api/refusals.ts';
import type { DeviceDetail } from '../api/shapes.ts';
import { Failed } from '../shell/states.tsx';
import classes from './device.module.css';

/** Name, reporting interval, and which versions it should run. */
export function EditDevice({ device }: { readonly device: DeviceDetail }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('act.edit')}
      </Button>
      <Modal opened={opened} onClose={close} title={device.name} closeButtonProps={{ 'aria-label': t('act.close') }}>
        <EditForm device={device} done={close} />
      </Modal>
    </>
  );
}

function EditForm({ device, done }: { readonly device: DeviceDetail; readonly done: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(device.name);
  const [intervalSeconds, setInterval] = useState<number | string>(device.intervalSeconds);
  const [firmware, setFirmware] = useState(device.firmware.desired ?? '');
  const [config, setConfig] = useState(device.config.desired ?? '');
  const editing = useEditDevice(device.id);
  const refusals = useRefusals(editing.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = { desiredFirmware: firmware.trim() || null, desiredConfig: config.trim() || null };
    editing.mutate({ name, intervalSeconds: Number(intervalSeconds), ...wanted }, { onSuccess: done });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {editing.error && refusals.general && <Failed error={editing.error} />}
      <TextInput
        label={t('device.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={refusals.fields['name']}
        data-autofocus
      />
      <NumberInput
        label={t('device.intervalSeconds')}
        description={t('device.intervalMeans')}
        min={5}
        max={86400}
        clampBehavior="none"
        value={intervalSeconds}
        onChange={setInterval}
        error={refusals.fields['intervalSeconds']}
      />
      <TextInput
        label={t('life.desiredFirmware')}
        description={t('life.desiredMeans')}
        value={firmware}
        onChange={(event) => setFirmware(event.currentTarget.value)}
        error={refusals.fields['desiredFirmware']}
      />
      {device.kind !== 'camera' && (
        <TextInput
          label={t('life.desiredConfig')}
          value={config}
          onChange={(event) => setConfig(event.currentTarget.value)}
          error={refusals.fields['desiredConfig']}
        />
      )}
      <Button type="submit" loading={editing.isPending}>
        {t('act.save')}
      </Button>
    </form>
  );
}
