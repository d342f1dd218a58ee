import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../api/me.ts';
import { useNotices } from '../api/system.ts';
import classes from './connection.module.css';

/** What is wrong with our own system, on every screen of those who can mend it. */
export function Notices() {
  const { t } = useTranslation();
  const may = useCan('system.read');
  const notices = useNotices(may);
  const items = notices.data?.items ?? [];
  if (!may || items.length === 0) return null;
  return (
    <div role="status">
      {items.map(({ code, message }) => (
        <p key={code} className={classes.lost}>
          {message} <Link to="/admin/system">{t('system.see')}</Link>
        </p>
      ))}
    </div>
  );
}
