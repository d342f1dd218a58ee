import { Button, Modal, NumberInput, PasswordInput, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditDevice } from '../api/devices.ts';
import { useRefusals } from '../api/refusals.ts';
import type { DeviceDetail, OnvifChanges } from '../api/shapes.ts';
import { portOf } from '../register/new-device.ts';
import { type VideoDoor, VideoDoorFields } from '../register/video-door.tsx';
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
  const [password, setPassword] = useState('');
  const [door, setDoor] = useState({
    streamPort: String(device.onvif?.streamPort ?? ''),
    basicAllowed: device.onvif?.basicAllowed ?? false,
  });
  const editing = useEditDevice(device.id);
  const refusals = useRefusals(editing.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = { desiredFirmware: firmware.trim() || null, desiredConfig: config.trim() || null };
    const onvif = device.onvif && cameraChanges(device.onvif, door, password);
    const change = { name, intervalSeconds: Number(intervalSeconds), ...wanted, ...(onvif && { onvif }) };
    editing.mutate(change, { onSuccess: done });
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
      {device.onvif && (
        <>
          <PasswordInput
            label={t('device.newPassword')}
            description={t('device.newPasswordMeans')}
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={refusals.fields['onvif.password']}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          />
          <VideoDoorFields
            door={door}
            change={(part) => setDoor((before) => ({ ...before, ...part }))}
            errors={refusals.fields}
          />
        </>
      )}
      <Button type="submit" loading={editing.isPending}>
        {t('act.save')}
      </Button>
    </form>
  );
}

/** Only what was changed: a password sent again is tried again. Null: nothing. */
function cameraChanges(
  before: NonNullable<DeviceDetail['onvif']>,
  door: VideoDoor,
  password: string,
): OnvifChanges | null {
  const streamPort = portOf(door.streamPort);
  const changes = {
    ...(password !== '' && { password }),
    ...(streamPort !== before.streamPort && { streamPort: streamPort as number | null }),
    ...(door.basicAllowed !== before.basicAllowed && { basicAllowed: door.basicAllowed }),
  };
  return Object.keys(changes).length === 0 ? null : changes;
}
