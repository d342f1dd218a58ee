import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMe } from '../api/me.ts';
import { PushCard } from '../push/push-card.tsx';
import cards from '../shell/cards.module.css';
import { Icon } from '../shell/icon.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { AT_THE_THUMB, placesOf } from './places.ts';
import classes from './more.module.css';

/** What the bar of a phone has no room for. */
export default function More() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <PageHead title={t('nav.more')} />
      <PushCard />
      <ul className={cards.list}>
        {me.data &&
          placesOf(me.data)
            .slice(AT_THE_THUMB)
            .map((place) => (
              <li key={place.to}>
                <Link to={place.to} className={`${cards.card} ${classes.place}`}>
                  <Icon name={place.icon} />
                  {t(`nav.${place.name}`)}
                </Link>
              </li>
            ))}
      </ul>
    </>
  );
}
