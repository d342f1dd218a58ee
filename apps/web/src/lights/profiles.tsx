import { Button, Modal, NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useGiveProfile, useLightProfiles, useSaveProfile } from '../api/lights.ts';
import { useCan } from '../api/me.ts';
import { allItems } from '../api/pages.ts';
import { useRefusals } from '../api/refusals.ts';
import type { LightProfileView } from '../api/shapes.ts';
import cards from '../shell/cards.module.css';
import { MoreButton } from '../shell/more-button.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { SureButton } from '../shell/sure-button.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import classes from './lights.module.css';
import { bodyOf, CHEMISTRIES, draftOf, type ProfileDraft } from './profile-draft.ts';

/** What hangs on the poles, once for each make of lamp. */
export function Profiles({ unitId }: { readonly unitId: string | null }) {
  const { t } = useTranslation();
  const profiles = useLightProfiles();
  const mayWrite = useCan('registry.write');
  const [open, setOpen] = useState<LightProfileView | 'new' | null>(null);
  if (profiles.isPending) return <Waiting />;
  if (profiles.isError) return <Failed error={profiles.error} retry={() => void profiles.refetch()} />;
  const items = allItems(profiles.data);
  const close = () => setOpen(null);
  return (
    <Section
      title={t('lights.profiles')}
      action={mayWrite && <Button onClick={() => setOpen('new')}>{t('lights.newProfile')}</Button>}
    >
      <p className={classes.quiet}>{t('lights.profilesMean')}</p>
      {items.length === 0 && <p>{t('lights.noProfiles')}</p>}
      <ul className={cards.list}>
        {items.map((profile) => (
          <li key={profile.id} className={`${cards.card} ${classes.lamp}`}>
            <strong>{profile.name}</strong>
            <span className={classes.quiet}>
              {t('lights.profileLine', {
                ...profile,
                chemistry: t(`lights.chemistry.${profile.chemistry}`),
                dims: profile.dimming
                  .map(({ afterMinutes, percent }) => `${afterMinutes / 60} h: ${percent}%`)
                  .join(', '),
              })}
            </span>
            {mayWrite && (
              <span className={classes.actions}>
                {profile.mine && (
                  <Button variant="default" onClick={() => setOpen(profile)}>
                    {t('act.edit')}
                  </Button>
                )}
                <Give profile={profile} unitId={unitId} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <MoreButton pages={profiles} />
      <Modal
        opened={open !== null}
        onClose={close}
        title={open === null || open === 'new' ? t('lights.newProfile') : open.name}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        {open !== null && <ProfileForm profile={open === 'new' ? null : open} unitId={unitId} done={close} />}
      </Modal>
    </Section>
  );
}

/** All lamps of the chosen place that have none. */
function Give({ profile, unitId }: { readonly profile: LightProfileView; readonly unitId: string | null }) {
  const { t } = useTranslation();
  const giving = useGiveProfile();
  if (giving.data) return <span role="status">{t('lights.given', { count: giving.data.assigned })}</span>;
  return (
    <>
      <SureButton
        text={t(unitId === null ? 'lights.giveAll' : 'lights.giveHere')}
        sureText={t('lights.giveSure')}
        about={profile.name}
        pending={giving.isPending}
        onSure={() => giving.mutate({ profileId: profile.id, ...(unitId !== null && { unitId }) })}
      />
      {giving.error && <Failed error={giving.error} />}
    </>
  );
}

interface FormProps {
  readonly profile: LightProfileView | null;
  readonly unitId: string | null;
  readonly done: () => void;
}

function ProfileForm({ profile, unitId, done }: FormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(profile, unitId));
  const saving = useSaveProfile(profile?.id ?? null);
  const refusals = useRefusals(saving.error);
  const change = (part: Partial<ProfileDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(bodyOf(draft, profile === null), { onSuccess: done });
  };
  const number = (field: 'lampWatts' | 'nominalVolts' | 'capacityAh' | 'panelWatts', isNeeded = false) => (
    <NumberInput
      label={t(`lights.fields.${field}`)}
      {...(!isNeeded && { placeholder: t('lights.asUsual') })}
      required={isNeeded}
      clampBehavior="none"
      value={draft[field]}
      onChange={(value) => change({ [field]: String(value) })}
      error={refusals.fields[field]}
    />
  );
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {saving.error && refusals.general && <Failed error={saving.error} />}
      {profile === null && (
        <UnitPicker
          label={t('lights.fields.unitId')}
          value={draft.unitId}
          onChange={(id) => change({ unitId: id })}
          error={refusals.fields['unitId']}
          required
        />
      )}
      <TextInput
        label={t('lights.fields.name')}
        placeholder={t('lights.fields.nameHint')}
        required
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={refusals.fields['name']}
      />
      <NativeSelect
        label={t('lights.fields.chemistry')}
        value={draft.chemistry}
        onChange={(event) => change({ chemistry: event.currentTarget.value as ProfileDraft['chemistry'] })}
        data={CHEMISTRIES.map((value) => ({ value, label: t(`lights.chemistry.${value}`) }))}
      />
      {number('lampWatts', true)}
      {number('nominalVolts')}
      {number('capacityAh')}
      {number('panelWatts')}
      <TextInput
        label={t('lights.fields.dimming')}
        description={t('lights.fields.dimmingHint')}
        placeholder="300:50"
        value={draft.dimming}
        onChange={(event) => change({ dimming: event.currentTarget.value })}
        error={Object.entries(refusals.fields).find(([path]) => path.startsWith('dimming'))?.[1]}
      />
      <Switch
        label={t('lights.fields.sensorOnly')}
        checked={draft.sensorOnly}
        onChange={(event) => change({ sensorOnly: event.currentTarget.checked })}
      />
      <Button type="submit" loading={saving.isPending}>
        {t('act.save')}
      </Button>
    </form>
  );
}
