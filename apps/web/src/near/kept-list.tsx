import { useTranslation } from 'react-i18next';
import { momentText } from '../health/age.ts';
import { Waiting } from '../shell/states.tsx';
import { lastList } from './last-list.ts';
import { NearCard } from './near-card.tsx';
import classes from './near.module.css';

/** What a slow phone draws at once. */
export const ON_ONE_SCREEN = 3;

/** While the list is on its way: the top of the last one, said to be old. Whoever might act then may press at once. */
export function KeptList() {
  const { t, i18n } = useTranslation();
  const list = lastList();
  if (list === null || list.items.length === 0) return <Waiting />;
  return (
    <>
      <p role="status" className={classes.sum}>
        {t('near.renewing', { at: momentText(list.at, i18n.language) })}
      </p>
      <ul className={classes.list} aria-busy>
        {list.items.slice(0, ON_ONE_SCREEN).map((incident) => (
          <NearCard key={incident.id} incident={incident} readOnly mayTake={list.mayAct} />
        ))}
      </ul>
    </>
  );
}

/** The same before it is known who is signed in, on the pages that begin with the list. */
export function StartingList() {
  if (!/^\/(near)?$/.test(location.pathname)) return <Waiting />;
  return (
    <main className={`${classes.near} ${classes.offline}`}>
      <KeptList />
    </main>
  );
}
