import { FileButton, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useImportBoundaries } from '../api/units.ts';
import { useRefusals } from '../api/refusals.ts';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { readBoundaryFile, type Unusable } from './boundary-file.ts';
import classes from './units.module.css';

/** Boundaries on the map from a file: a collection names its units by code, a single area belongs to the chosen unit. */
export function Boundaries({ unitId, unitName }: { readonly unitId: string | null; readonly unitName: string | null }) {
  const { t } = useTranslation();
  const importing = useImportBoundaries();
  const [unusable, setUnusable] = useState<Unusable | 'chooseUnit' | null>(null);
  const { fields } = useRefusals(importing.error);
  const read = async (file: File | null) => {
    if (file === null) return;
    importing.reset();
    const found = await readBoundaryFile(file);
    if (typeof found === 'string') return setUnusable(found);
    if (found.kind === 'area' && unitId === null) return setUnusable('chooseUnit');
    setUnusable(null);
    importing.mutate({ ...found, unitId: unitId ?? '' });
  };
  return (
    <Section title={t('boundary.title')}>
      <p className={classes.plain}>{t('boundary.what')}</p>
      {unitName !== null && <p className={classes.plain}>{t('boundary.forChosen', { name: unitName })}</p>}
      <FileButton accept=".geojson,.json,application/geo+json,application/json" onChange={(file) => void read(file)}>
        {(props) => (
          <Button {...props} variant="default" loading={importing.isPending}>
            {t('boundary.choose')}
          </Button>
        )}
      </FileButton>
      <p role="status" className={classes.plain}>
        {unusable !== null && t(`boundary.${unusable}`)}
        {importing.isSuccess && t('boundary.done', { count: importing.data })}
      </p>
      {importing.error && <Failed error={importing.error} />}
      {Object.keys(fields).length > 0 && (
        <ul>
          {Object.entries(fields).map(([path, message]) => (
            <li key={path}>
              {path}: {message}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
