import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisterDevice } from '../api/devices.ts';
import { idempotencyKeys } from '../api/idempotent.ts';
import { useRefusals, type Refusals } from '../api/refusals.ts';
import { DEVICE_KINDS, type DeviceKind, type NewDevice, type RegisteredDevice } from '../api/shapes.ts';
import { ProfileChoice } from '../lights/profile-choice.tsx';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { Coordinates } from './coordinates.tsx';
import { BehindAgent } from './behind-agent.tsx';
import { Discovery } from './discovery.tsx';
import { NearPlaces, nearPlaces } from './near-places.tsx';
import { emptyDraft, newDevice, pathOf, type Draft } from './new-device.ts';
import type { PartProps } from './part.ts';
import { VideoDoorFields } from './video-door.tsx';
import classes from './register.module.css';

interface FormProps {
  readonly unitId: string | null;
  readonly onDone: (registered: RegisteredDevice) => void;
}

export function RegisterForm({ unitId, onDone }: FormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => emptyDraft(unitId));
  const keyFor = useMemo(idempotencyKeys, []);
  const registering = useRegisterDevice();
  const refused = useRefusals(registering.error);
  // What was changed since the refusal is no longer what the server spoke of.
  const [changed, setChanged] = useState<readonly string[]>([]);
  const refusals = { ...refused, fields: without(refused.fields, changed) };
  const change = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setChanged((before) => [...before, ...Object.keys(part).map(pathOf)]);
  };
  const send = (choice: Partial<NewDevice> = {}) => {
    const device = { ...newDevice(draft), ...choice };
    setChanged([]);
    registering.mutate({ device, key: keyFor(device) }, { onSuccess: onDone });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const near = nearPlaces(registering.error);
  const part = { draft, change, refusals };
  return (
    <form onSubmit={submit} noValidate>
      <WhatAndWhere {...part} />
      {draft.kind === 'camera' && <CameraAccess {...part} />}
      {near && <NearPlaces places={near} onChoose={send} />}
      {registering.error && !near && <Failed error={registering.error} />}
      <Button type="submit" size="lg" fullWidth loading={registering.isPending}>
        {t('register.submit')}
      </Button>
    </form>
  );
}

function WhatAndWhere({ draft, change, refusals }: PartProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('register.what')}>
      <div className={classes.fields}>
        <NativeSelect
          label={t('device.kind')}
          value={draft.kind}
          onChange={(event) => change({ kind: event.currentTarget.value as DeviceKind })}
          data={DEVICE_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          error={refusals.fields['kind']}
        />
        <UnitPicker
          label={t('register.unit')}
          value={draft.unitId}
          onChange={(unitId) => change({ unitId })}
          error={refusals.fields['unitId']}
          required
        />
        <TextInput
          label={t('device.name')}
          placeholder={t(`register.nameHint.${draft.kind}`)}
          required
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          error={refusals.fields['name']}
        />
        <TextInput
          label={t('device.landmark')}
          placeholder={t('register.landmarkHint')}
          value={draft.landmark}
          onChange={(event) => change({ landmark: event.currentTarget.value })}
          error={refusals.fields['landmark']}
        />
        <Coordinates draft={draft} change={change} refusals={refusals} />
        {draft.kind === 'solar_light' && (
          <ProfileChoice
            value={draft.lightProfileId}
            onChange={(lightProfileId) => change({ lightProfileId })}
            error={refusals.fields['lightProfileId']}
          />
        )}
      </div>
    </Section>
  );
}

function CameraAccess({ draft, change, refusals }: PartProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('register.camera')}>
      <div className={classes.fields}>
        <BehindAgent draft={draft} change={change} refusals={refusals} />
        <Discovery draft={draft} onPick={change} />
        <TextInput
          label={t('register.onvifUrl')}
          description={t('register.onvifUrlMeans')}
          placeholder="http://192.168.1.64/onvif/device_service"
          inputMode="url"
          required
          value={draft.onvifUrl}
          onChange={(event) => change({ onvifUrl: event.currentTarget.value })}
          error={refusals.fields['onvif.url'] ?? refusals.fields['onvif']}
        />
        <TextInput
          label={t('register.onvifUsername')}
          autoComplete="off"
          required
          value={draft.onvifUsername}
          onChange={(event) => change({ onvifUsername: event.currentTarget.value })}
          error={refusals.fields['onvif.username']}
        />
        <PasswordInput
          label={t('register.onvifPassword')}
          description={t('register.onvifPasswordMeans')}
          autoComplete="off"
          required
          value={draft.onvifPassword}
          onChange={(event) => change({ onvifPassword: event.currentTarget.value })}
          error={refusals.fields['onvif.password']}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        />
        <VideoDoorFields door={draft} change={change} errors={refusals.fields} />
      </div>
    </Section>
  );
}

function without(fields: Refusals['fields'], paths: readonly string[]): Refusals['fields'] {
  return Object.fromEntries(Object.entries(fields).filter(([path]) => !paths.includes(path)));
}
