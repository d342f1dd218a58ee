import { NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useSavePolicy } from '../api/policy.ts';
import type { PolicyView } from '../api/shapes.ts';
import { useHere } from '../policy/here-text.ts';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './residents.module.css';

/** Whether strangers may read how cameras are. Part of the unit's policy, saved as soon as it is chosen. */
export function CamerasShown({ view }: { readonly view: PolicyView }) {
  const { t } = useTranslation();
  const here = useHere(view);
  const saving = useSavePolicy(view.unitId);
  const shown = view.own.showCameraState ?? null;
  const save = (value: string) => {
    const rules = { ...view.own, showCameraState: value === '' ? null : value === 'true' };
    const saved = () => notifications.show({ message: t('residents.saved'), color: 'teal' });
    saving.mutate({ rules, version: view.version }, { onSuccess: saved });
  };
  return (
    <Section title={t('kind.camera')}>
      <div className={classes.form}>
        <NativeSelect
          label={t('residents.showCameras')}
          description={`${t('residents.showCamerasMeans')} ${here('showCameraState')}`}
          value={shown === null ? '' : String(shown)}
          onChange={({ currentTarget: { value } }) => save(value)}
          disabled={saving.isPending}
          data={[
            { value: '', label: t('policy.asAbove') },
            { value: 'true', label: t('act.yes') },
            { value: 'false', label: t('act.no') },
          ]}
        />
        {saving.error && <Failed error={saving.error} />}
      </div>
    </Section>
  );
}
