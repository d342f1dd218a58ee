import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAgents } from '../api/devices.ts';
import type { PartProps } from './part.ts';

/** In whose network the camera is: only asked where there is more than the server's own. */
export function BehindAgent({ draft, change, refusals }: PartProps) {
  const { t } = useTranslation();
  const agents = useAgents().data?.items ?? [];
  if (agents.length === 0) return null;
  return (
    <NativeSelect
      label={t('register.behind')}
      value={draft.uplinkDeviceId}
      onChange={(event) => change({ uplinkDeviceId: event.currentTarget.value })}
      data={[
        { value: '', label: t('register.behindNone') },
        ...agents.map(({ id, name, unitName }) => ({ value: id, label: `${name} · ${unitName}` })),
      ]}
      error={refusals.fields['uplinkDeviceId']}
    />
  );
}
