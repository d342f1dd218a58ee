import { Button } from '@mantine/core';
import { useState } from 'react';
import type { KeptPhoto } from './draft.ts';
import { FileButton } from './file-button.tsx';
import { shrinkPhoto } from './shrink-photo.ts';
import { useInstallWords } from './words.ts';
import classes from './install.module.css';

/** A picture of the pole, for whoever has to find it one day. */
export function PhotoStep({ onNext }: { readonly onNext: (photo: KeptPhoto | null) => void }) {
  const { t } = useInstallWords();
  const [state, setState] = useState<'idle' | 'working' | 'failed'>('idle');
  const take = (file: File) => {
    setState('working');
    shrinkPhoto(file).then(onNext, () => setState('failed'));
  };
  return (
    <div className={classes.step}>
      <p>{t('photo.means')}</p>
      <FileButton variant="filled" onFile={take} loading={state === 'working'}>
        {t('photo.take')}
      </FileButton>
      <p role="status" className={classes.note}>
        {state === 'working' && t('photo.working')}
        {state === 'failed' && t('photo.failed')}
      </p>
      <Button size="lg" variant="default" onClick={() => onNext(null)}>
        {t('skip')}
      </Button>
    </div>
  );
}
