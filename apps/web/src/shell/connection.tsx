import { useTranslation } from 'react-i18next';
import { useSyncExternalStore } from 'react';
import { live } from '../api/live.ts';
import { momentText } from '../health/age.ts';
import classes from './connection.module.css';

/** Says when the screen may be behind, and since when; silent while live changes arrive. */
export function Connection() {
  const { t, i18n } = useTranslation();
  const lostAt = useSyncExternalStore(live.subscribe, live.lostAt);
  return (
    <div role="status" aria-live="polite">
      {lostAt !== null && (
        <p className={classes.lost}>{t('state.offline', { since: momentText(lostAt, i18n.language) })}</p>
      )}
    </div>
  );
}
