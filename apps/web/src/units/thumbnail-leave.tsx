import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCan } from '../api/me.ts';
import { useAllowThumbnails, useThumbnailLeave } from '../api/thumbnails.ts';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './units.module.css';

/** Whether a small blurred picture may be kept with a camera's fault: everybody reads it, administrators decide it. */
export function ThumbnailLeave({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation();
  const mayDecide = useCan('thumbnail.allow');
  const leave = useThumbnailLeave(unitId);
  const deciding = useAllowThumbnails(unitId);
  if (!leave.data) return null;
  const { own, allowed, from } = leave.data;
  const where = from === unitId ? 'policy.fromHere' : from === null ? 'policy.fromStandard' : 'policy.fromAbove';
  const holds = t('policy.here', { value: t(allowed ? 'act.yes' : 'act.no'), where: t(where) });
  // What holds now stands below the field: that it was saved shows there.
  const decide = (value: string) => deciding.mutate(value === '' ? null : value === 'true');
  return (
    <Section title={t('thumbnail.title')}>
      <p className={classes.plain}>{t('thumbnail.means')}</p>
      {mayDecide ? (
        <NativeSelect
          label={t('thumbnail.allow')}
          description={holds}
          value={own === null ? '' : String(own)}
          onChange={({ currentTarget: { value } }) => decide(value)}
          disabled={deciding.isPending}
          data={[
            { value: '', label: t('policy.asAbove') },
            { value: 'true', label: t('act.yes') },
            { value: 'false', label: t('act.no') },
          ]}
        />
      ) : (
        <p className={classes.plain}>{holds}</p>
      )}
      {deciding.error && <Failed error={deciding.error} />}
    </Section>
  );
}
