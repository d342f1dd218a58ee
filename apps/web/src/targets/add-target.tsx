import { Alert, Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusals } from '../api/refusals.ts';
import { SEVERITIES, type Severity } from '../api/shapes.ts';
import { useAddTarget } from '../api/targets.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { Failed } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import classes from './targets.module.css';

const CHANNELS = ['webhook', 'email'] as const;

interface AddTargetProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function AddTarget({ opened, onClose }: AddTargetProps) {
  const { t } = useTranslation();
  const adding = useAddTarget();
  const close = () => {
    adding.reset();
    onClose();
  };
  const secret = adding.data?.secret;
  return (
    <Modal opened={opened} onClose={close} title={t('target.add')} closeButtonProps={{ 'aria-label': t('act.close') }}>
      {secret ? (
        <SecretOnce secret={secret} onClose={close} />
      ) : (
        <TargetForm adding={adding} onDone={(hasSecret) => !hasSecret && close()} />
      )}
    </Modal>
  );
}

interface TargetFormProps {
  readonly adding: ReturnType<typeof useAddTarget>;
  readonly onDone: (hasSecret: boolean) => void;
}

function TargetForm({ adding, onDone }: TargetFormProps) {
  const { t, i18n } = useTranslation();
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('email');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [minimumSeverity, setSeverity] = useState<Severity>('minor');
  const { fields } = useRefusals(adding.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate(
      {
        ...(unitId === null ? {} : { unitId }),
        ...(name.trim() === '' ? {} : { name: name.trim() }),
        channel,
        address: channel === 'email' ? { to: address.trim() } : { url: address.trim() },
        language: i18n.language === 'en' ? 'en' : 'vi',
        minimumSeverity,
      },
      { onSuccess: (created) => onDone(created.secret !== undefined) },
    );
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <NativeSelect
        label={t('target.channel')}
        value={channel}
        onChange={(event) => setChannel(event.currentTarget.value as typeof channel)}
        data={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        error={fields['channel']}
      />
      <UnitPicker label={t('target.unit')} value={unitId} onChange={setUnitId} error={fields['unitId']} required />
      <TextInput
        label={t('target.name')}
        placeholder={t('target.nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields['name']}
      />
      <TextInput
        label={t(channel === 'email' ? 'target.to' : 'target.url')}
        placeholder={channel === 'email' ? 'to-so-5@example.vn' : 'https://example.vn/canh-thon'}
        inputMode={channel === 'email' ? 'email' : 'url'}
        required
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={fields['address.to'] ?? fields['address.url'] ?? fields['address']}
      />
      <NativeSelect
        label={t('target.severity')}
        value={minimumSeverity}
        onChange={(event) => setSeverity(event.currentTarget.value as Severity)}
        data={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
        error={fields['minimumSeverity']}
      />
      {adding.error && <Failed error={adding.error} />}
      <Button type="submit" loading={adding.isPending}>
        {t('target.save')}
      </Button>
    </form>
  );
}

/** The signing key of a webhook, this one time. */
function SecretOnce({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.form}>
      <Alert color="indigo" variant="outline" title={t('target.secretOnce')} />
      <p className={classes.secret}>
        <code>{secret}</code>
        <CopyButton text={secret} label={t('secret.copy', { what: t('target.secret') })} />
      </p>
      <Button onClick={onClose}>{t('act.done')}</Button>
    </div>
  );
}
