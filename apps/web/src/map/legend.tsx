import { useTranslation } from 'react-i18next';
import { SignShape } from '../health/health-mark.tsx';
import { type Counts, SIGN_OF, STATES } from './states.ts';
import classes from './map.module.css';

/** Every sign with its word and its count. */
export function Legend({ counts, label }: { readonly counts: Counts; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.legend} aria-label={label} data-testid="legend">
      {STATES.map((state) => (
        <li key={state} data-state={state} data-count={counts[state]}>
          <SignShape sign={SIGN_OF[state]} />
          {t(`sign.${SIGN_OF[state]}`)} <strong>{counts[state]}</strong>
        </li>
      ))}
    </ul>
  );
}
