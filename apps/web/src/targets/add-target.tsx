import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusals } from '../api/refusals.ts';
import { SEVERITIES, type Severity } from '../api/shapes.ts';
import { useAddTarget } from '../api/targets.ts';
import { ShownOnce } from '../shell/shown-once.tsx';
import { Failed } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { ChooseFallback, type Fallback } from './choose-fallback.tsx';
import classes from './targets.module.css';
import { ZaloTarget } from './zalo/zalo-target.tsx';

/** Zalo has ways of its own; the others are an address that somebody types. */
const CHOICES = ['zalo', 'email', 'sms', 'zalo_template', 'webhook'] as const;
type Typed = Exclude<(typeof CHOICES)[number], 'zalo'>;

const FIELDS = {
  email: { key: 'to', label: 'target.to', hint: 'to-so-5@example.vn', mode: 'email' },
  sms: { key: 'phone', label: 'target.phone', hint: '0912 345 678', mode: 'tel' },
  zalo_template: { key: 'phone', label: 'target.phone', hint: '0912 345 678', mode: 'tel' },
  webhook: { key: 'url', label: 'target.url', hint: 'https://example.vn/canh-thon', mode: 'url' },
} as const satisfies Record<Typed, object>;

interface AddTargetProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function AddTarget({ opened, onClose }: AddTargetProps) {
  const { t } = useTranslation();
  const adding = useAddTarget();
  const [choice, setChoice] = useState<(typeof CHOICES)[number]>('email');
  const close = () => {
    adding.reset();
    onClose();
  };
  const secret = adding.data?.secret;
  return (
    <Modal opened={opened} onClose={close} title={t('target.add')} closeButtonProps={{ 'aria-label': t('act.close') }}>
      {secret ? (
        <ShownOnce what={t('target.secret')} text={secret} title={t('target.secretOnce')} onClose={close} />
      ) : (
        <div className={classes.form}>
          <ChooseChannel value={choice} onChange={setChoice} />
          {choice === 'zalo' ? (
            <ZaloTarget onClose={close} />
          ) : (
            <TargetForm channel={choice} adding={adding} onDone={(hasSecret) => !hasSecret && close()} />
          )}
        </div>
      )}
    </Modal>
  );
}

interface ChooseChannelProps {
  readonly value: (typeof CHOICES)[number];
  readonly onChange: (value: (typeof CHOICES)[number]) => void;
}

function ChooseChannel({ value, onChange }: ChooseChannelProps) {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={t('target.channel')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as ChooseChannelProps['value'])}
      data={CHOICES.map((choice) => ({
        value: choice,
        label: choice === 'zalo' ? t('zalo.choice') : t(`channel.${choice}`),
      }))}
    />
  );
}

interface TargetFormProps {
  readonly channel: Typed;
  readonly adding: ReturnType<typeof useAddTarget>;
  readonly onDone: (hasSecret: boolean) => void;
}

function TargetForm({ channel, adding, onDone }: TargetFormProps) {
  const { t, i18n } = useTranslation();
  const field = FIELDS[channel];
  const [unitId, setUnitId] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [minimumSeverity, setSeverity] = useState<Severity>('minor');
  const [fallback, setFallback] = useState<Fallback>({ fallbackTargetId: null, onlyAsFallback: false });
  const { fields } = useRefusals(adding.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate(
      {
        ...(unitId === null ? {} : { unitId }),
        ...(name.trim() === '' ? {} : { name: name.trim() }),
        channel,
        address: { [field.key]: address.trim() },
        language: i18n.language === 'en' ? 'en' : 'vi',
        minimumSeverity,
        ...fallback,
      },
      { onSuccess: (created) => onDone(created.secret !== undefined) },
    );
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <UnitPicker label={t('target.unit')} value={unitId} onChange={setUnitId} error={fields['unitId']} required />
      <TextInput
        label={t('target.name')}
        placeholder={t('target.nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields['name']}
      />
      <TextInput
        label={t(field.label)}
        placeholder={field.hint}
        inputMode={field.mode}
        required
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={fields[`address.${field.key}`] ?? fields['address'] ?? fields['channel']}
      />
      <NativeSelect
        label={t('target.severity')}
        value={minimumSeverity}
        onChange={(event) => setSeverity(event.currentTarget.value as Severity)}
        data={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
        error={fields['minimumSeverity']}
      />
      <ChooseFallback value={fallback} onChange={setFallback} />
      {adding.error && <Failed error={adding.error} />}
      <Button type="submit" loading={adding.isPending}>
        {t('target.save')}
      </Button>
    </form>
  );
}
