import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAwaitConsent } from '../api/zalo.ts';
import { Failed } from '../shell/states.tsx';
import classes from './channels.module.css';

/** Opens the door for one consent of the Official Account. */
export function Connect() {
  const { t } = useTranslation();
  const waiting = useAwaitConsent();
  return (
    <div className={classes.connect}>
      <Button loading={waiting.isPending} onClick={() => waiting.mutate()}>
        {t('channels.connect')}
      </Button>
      {waiting.isSuccess && <p role="status">{t('channels.connectNext')}</p>}
      {waiting.isError && <Failed error={waiting.error} />}
    </div>
  );
}
