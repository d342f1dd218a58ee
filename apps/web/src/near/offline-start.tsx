import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { momentText } from '../health/age.ts';
import { Age } from '../health/moments.tsx';
import { Waiting } from '../shell/states.tsx';
import { lastList } from './last-list.ts';
import { NearCard } from './near-card.tsx';
import classes from './near.module.css';

/** Opened without network: the last list that was read on this phone, with its age, and nothing one could press. */
export default function OfflineStart({ retry }: { readonly retry: () => void }) {
  const { t, i18n } = useTranslation();
  const list = lastList();
  return (
    <main className={`${classes.near} ${classes.offline}`}>
      <title>{`${t('near.offline')} · Canh Thôn`}</title>
      <div className={classes.banner} role="status">
        <h1>{t('near.offline')}</h1>
        {list === null ? (
          <p>{t('near.offlineNothing')}</p>
        ) : (
          <p>
            {t('near.offlineList', { at: momentText(list.at, i18n.language) })} (
            <Age at={new Date(list.at).toISOString()} />)
          </p>
        )}
        <Button variant="default" onClick={retry}>
          {t('state.retry')}
        </Button>
      </div>
      {list === null && <Waiting />}
      {list?.items.length === 0 && <p className={classes.sum}>{t('near.none')}</p>}
      <ul className={classes.list}>
        {list?.items.map((incident) => (
          <NearCard key={incident.id} incident={incident} readOnly />
        ))}
      </ul>
    </main>
  );
}
