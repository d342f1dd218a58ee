import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { VideoDoorFields } from '../register/video-door.tsx';
import { ProfileChoice } from '../lights/profile-choice.tsx';
import { unitsAt } from './choose-unit.ts';
import { type Draft, suggestedName } from './draft.ts';
import type { Places } from './known-places.ts';
import { UnitField } from './unit-field.tsx';
import { canSeal } from './vault.ts';
import { useInstallWords } from './words.ts';
import classes from './install.module.css';

interface DetailsStepProps {
  readonly draft: Draft;
  readonly places: Places | null;
  /** Names that wait already. */
  readonly taken: ReadonlySet<string>;
  readonly change: (part: Partial<Draft>) => void;
  readonly onSend: (draft: Draft) => void;
  readonly isSending: boolean;
}

/** The rest: most of it is suggested, the camera's sign-in is asked for where there is one. */
export function DetailsStep({ draft, places, taken, change, onSend, isSending }: DetailsStepProps) {
  const { t } = useInstallWords();
  const { t: words } = useTranslation();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const { unitId, candidates } = unitOf(draft, places);
  const unitName = places?.units.find(({ id }) => id === unitId)?.name ?? '';
  const kind = draft.kind ?? 'solar_light';
  const name =
    draft.name || suggestedName(words(`kind.${kind}`), draft.landmark.trim() || draft.siteName || unitName, taken);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const whole = { ...draft, name, unitId };
    const open = [
      ...(draft.siteId === null && unitId === null ? [t('details.unit')] : []),
      ...(kind === 'camera' && draft.onvifUrl.trim() === '' ? [words('register.onvifUrl')] : []),
    ];
    setMissing(open);
    if (open.length === 0) onSend(whole);
  };
  return (
    <form onSubmit={submit} className={classes.step} noValidate>
      <TextInput
        size="lg"
        label={t('details.landmark')}
        placeholder={t('details.landmarkHint')}
        value={draft.landmark}
        onChange={(event) => change({ landmark: event.currentTarget.value })}
        autoComplete="off"
      />
      <TextInput
        size="lg"
        label={t('details.name')}
        value={name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        autoComplete="off"
      />
      {kind === 'solar_light' && (
        <ProfileChoice value={draft.lightProfileId} onChange={(lightProfileId) => change({ lightProfileId })} />
      )}
      {draft.siteId === null ? (
        <UnitField
          places={places}
          candidates={candidates}
          value={unitId}
          onChange={(chosen) => change({ unitId: chosen })}
        />
      ) : (
        <p>{t('details.atPlace', { name: draft.siteName })}</p>
      )}
      {kind === 'camera' && <CameraAccess draft={draft} change={change} />}
      <details>
        <summary className={classes.big}>{t('details.more')}</summary>
        <div className={classes.step}>
          <TextInput
            size="lg"
            label={t('details.model')}
            value={draft.model}
            onChange={(event) => change({ model: event.currentTarget.value })}
          />
          <TextInput
            size="lg"
            label={t('details.payer')}
            placeholder={t('details.payerHint')}
            value={draft.payer}
            onChange={(event) => change({ payer: event.currentTarget.value })}
          />
          <TextInput
            size="lg"
            label={t('details.funding')}
            placeholder={t('details.fundingHint')}
            value={draft.funding}
            onChange={(event) => change({ funding: event.currentTarget.value })}
          />
        </div>
      </details>
      {missing.length > 0 && (
        <p role="alert" className={classes.warn}>
          {t('details.missing', { what: missing.join(', ') })}
        </p>
      )}
      <Button type="submit" size="lg" loading={isSending}>
        {t('details.send')}
      </Button>
    </form>
  );
}

/** What was chosen; else the only unit there is, or the one that the position points at. */
function unitOf(draft: Draft, places: Places | null) {
  const [latitude, longitude] = [Number(draft.latitude), Number(draft.longitude)];
  const known = places !== null && draft.latitude !== '' && Number.isFinite(latitude + longitude);
  const candidates = known ? unitsAt({ latitude, longitude }, places.areas, places.places) : [];
  const only = places?.units.length === 1 ? places.units[0]?.id : undefined;
  return { unitId: draft.unitId ?? only ?? candidates[0]?.unitId ?? null, candidates };
}

function CameraAccess({ draft, change }: Pick<DetailsStepProps, 'draft' | 'change'>) {
  const { t } = useTranslation();
  const { t: words } = useInstallWords();
  return (
    <>
      <TextInput
        size="lg"
        label={t('register.onvifUrl')}
        placeholder="http://192.168.1.64"
        inputMode="url"
        value={draft.onvifUrl}
        onChange={(event) => change({ onvifUrl: event.currentTarget.value })}
        autoComplete="off"
      />
      <TextInput
        size="lg"
        label={t('register.onvifUsername')}
        value={draft.onvifUsername}
        onChange={(event) => change({ onvifUsername: event.currentTarget.value })}
        autoComplete="off"
        autoCapitalize="none"
      />
      <PasswordInput
        size="lg"
        label={t('register.onvifPassword')}
        description={words(canSeal() ? 'details.password' : 'details.notSealable')}
        value={draft.onvifPassword}
        onChange={(event) => change({ onvifPassword: event.currentTarget.value })}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
      />
      <VideoDoorFields door={draft} change={change} size="lg" />
    </>
  );
}
