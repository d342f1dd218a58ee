import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, Link } from 'react-router';
import { signOut } from '../api/session.ts';
import { useLive } from '../api/use-live.ts';
import { can, useMe } from '../api/me.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Connection } from './connection.tsx';
import { Icon, type IconName } from './icon.tsx';
import { Waiting } from './states.tsx';
import classes from './shell.module.css';

const PLACES = [
  { to: '/incidents', icon: 'incidents', right: null },
  { to: '/devices', icon: 'devices', right: null },
  { to: '/map', icon: 'map', right: null },
  { to: '/targets', icon: 'targets', right: 'target.read' },
  { to: '/maintenance', icon: 'maintenance', right: null },
  { to: '/reports', icon: 'reports', right: 'report.read' },
  { to: '/units', icon: 'units', right: null },
] as const satisfies readonly { to: string; icon: IconName; right: string | null }[];

/** Header, navigation (beside on a desk, at the thumb on a phone) and the screen. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  useLive(me.data);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('nav.skip')}
      </a>
      <header className={classes.header}>
        <Link to="/incidents" className={classes.brand}>
          <img src="/icon.svg" alt="" width={32} height={32} />
          Canh Thôn
        </Link>
        <span className={classes.who}>{me.data?.name}</span>
        <LanguageSwitch />
        <SchemeSwitch />
        <ActionIcon variant="subtle" size="xl" aria-label={t('nav.signOut')} onClick={() => void signOut()}>
          <Icon name="leave" />
        </ActionIcon>
      </header>
      <nav className={classes.nav} aria-label={t('nav.label')}>
        {PLACES.filter((place) => place.right === null || can(me.data, place.right)).map((place) => (
          <NavLink key={place.to} to={place.to} className={classes.place ?? ''}>
            <Icon name={place.icon} />
            <span>{t(`nav.${place.icon}`)}</span>
          </NavLink>
        ))}
      </nav>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Connection />
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

function SchemeSwitch() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  return (
    <ActionIcon
      variant="subtle"
      size="xl"
      aria-label={t(dark ? 'nav.light' : 'nav.dark')}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <Icon name={dark ? 'sun' : 'moon'} />
    </ActionIcon>
  );
}
