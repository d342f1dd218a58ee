import { useTranslation } from 'react-i18next';
import type { Fault } from '../api/shapes.ts';
import { useWords } from './words.ts';
import { Age } from './moments.tsx';
import classes from './fault-list.module.css';

interface FaultListProps {
  readonly faults: readonly Fault[];
  /** With what it means and since when. */
  readonly full?: boolean;
}

export function FaultList({ faults, full = false }: FaultListProps) {
  const { t } = useTranslation();
  const words = useWords();
  if (faults.length === 0) return null;
  return (
    <ul className={classes.faults} data-full={full || undefined} aria-label={t('device.faults')}>
      {faults.map((fault) => (
        <li key={fault.code}>
          <strong>{words.fault(fault.code)}</strong>
          {full && (
            <>
              <span>{words.faultMeaning(fault.code)}</span>
              <small>
                {t(`severity.${fault.severity}`)} · <Age at={fault.since} />
              </small>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
