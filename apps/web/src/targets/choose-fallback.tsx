import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { allItems } from '../api/pages.ts';
import { useTargets } from '../api/targets.ts';

export interface Fallback {
  readonly fallbackTargetId: string | null;
  readonly onlyAsFallback: boolean;
}

interface ChooseFallbackProps {
  readonly value: Fallback;
  readonly onChange: (value: Fallback) => void;
  /** It cannot speak in its own place. */
  readonly ownId?: string;
}

/** "If it cannot be reached, tell …". Whether that one may is for the server to say. */
export function ChooseFallback({ value, onChange, ownId }: ChooseFallbackProps) {
  const { t } = useTranslation();
  const targets = useTargets();
  const others = (targets.data ? allItems(targets.data) : []).filter(({ id }) => id !== ownId);
  return (
    <>
      <NativeSelect
        label={t('target.fallback')}
        value={value.fallbackTargetId ?? ''}
        onChange={(event) => onChange({ ...value, fallbackTargetId: event.currentTarget.value || null })}
        data={[
          { value: '', label: t('target.fallbackNone') },
          ...others.map(({ id, name, unitName }) => ({ value: id, label: `${name} · ${unitName}` })),
        ]}
      />
      <Checkbox
        label={t('target.onlyAsFallback')}
        description={t('target.onlyAsFallbackHint')}
        checked={value.onlyAsFallback}
        onChange={(event) => onChange({ ...value, onlyAsFallback: event.currentTarget.checked })}
      />
    </>
  );
}
