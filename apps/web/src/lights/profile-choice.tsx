import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useGiveProfile, useLightProfiles } from '../api/lights.ts';
import { allItems } from '../api/pages.ts';
import type { DeviceDetail } from '../api/shapes.ts';
import { Failed } from '../shell/states.tsx';

interface ChoiceProps {
  readonly value: string;
  readonly onChange: (profileId: string) => void;
  readonly error?: React.ReactNode;
}

/** What hangs on the pole, out of what is written down; nothing is shown where nothing is. */
export function ProfileChoice({ value, onChange, error }: ChoiceProps) {
  const { t } = useTranslation();
  const profiles = useLightProfiles();
  if (!profiles.data) return null;
  const items = allItems(profiles.data);
  if (items.length === 0) return null;
  return (
    <NativeSelect
      label={t('lights.profile')}
      description={t('lights.profileMeans')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: t('lights.noProfile') }, ...items.map(({ id, name }) => ({ value: id, label: name }))]}
      error={error}
    />
  );
}

/** The same for a light that hangs there already. */
export function ProfileOfDevice({ device }: { readonly device: DeviceDetail }) {
  const giving = useGiveProfile();
  const give = (profileId: string) => {
    if (profileId !== '') giving.mutate({ profileId, deviceIds: [device.id] });
  };
  return (
    <>
      <ProfileChoice value={device.lightProfile?.id ?? ''} onChange={give} />
      {giving.error && <Failed error={giving.error} />}
    </>
  );
}
