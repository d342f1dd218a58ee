import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { PageHead } from '../shell/page-head.tsx';
import { Waiting } from '../shell/states.tsx';
import classes from './admin.module.css';

const PARTS = ['people', 'keys', 'channels', 'audit', 'security', 'system'] as const;

/** What keeps the installation itself in order; each part has an address of its own. */
export default function Admin() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('nav.admin')} />
      <nav className={classes.parts} aria-label={t('nav.admin')}>
        {PARTS.map((part) => (
          <NavLink key={part} to={`/admin/${part}`}>
            {t(`admin.${part}`)}
          </NavLink>
        ))}
      </nav>
      <Suspense fallback={<Waiting />}>
        <Outlet />
      </Suspense>
    </>
  );
}
