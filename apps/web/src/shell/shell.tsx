import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, Link } from 'react-router';
import { signOut } from '../api/session.ts';
import { useLive } from '../api/use-live.ts';
import { useMe } from '../api/me.ts';
import { AT_THE_THUMB, placesOf } from '../home/places.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Connection } from './connection.tsx';
import { Icon } from './icon.tsx';
import { Notices } from './notices.tsx';
import { Waiting } from './states.tsx';
import classes from './shell.module.css';

/** Header, navigation (beside on a desk, at the thumb on a phone) and the screen. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  useLive(me.data);
  const places = me.data ? placesOf(me.data) : [];
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('nav.skip')}
      </a>
      <header className={classes.header}>
        <Link to="/" className={classes.brand}>
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
        {places.map((place, index) => (
          <NavLink
            key={place.to}
            to={place.to}
            className={index < AT_THE_THUMB ? (classes.place ?? '') : `${classes.place} ${classes.rest}`}
          >
            <Icon name={place.icon} />
            <span>{t(`nav.${place.name}`)}</span>
          </NavLink>
        ))}
        {places.length > AT_THE_THUMB && (
          <NavLink to="/more" className={`${classes.place} ${classes.moreLink}`}>
            <Icon name="more" />
            <span>{t('nav.more')}</span>
          </NavLink>
        )}
      </nav>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Connection />
        <Notices />
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
