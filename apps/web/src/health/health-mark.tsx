import { useTranslation } from 'react-i18next';
import type { Fault, Health } from '../api/shapes.ts';
import { signOf, type Sign } from './sign.ts';
import classes from './health-mark.module.css';

const SHAPES = {
  ok: <circle cx="8" cy="8" r="6.5" />,
  warn: <path d="M8 1.2 15.3 14.4H.7z" />,
  down: <path d="M2.6.8 8 6.2 13.4.8l1.8 1.8L9.8 8l5.4 5.4-1.8 1.8L8 9.8l-5.4 5.4-1.8-1.8L6.2 8 .8 2.6z" />,
  unknown: <circle cx="8" cy="8" r="5.5" fill="none" strokeWidth="2.4" />,
  maintenance: <rect x="2" y="2" width="12" height="12" rx="1" />,
  retired: <rect x="1.5" y="6.5" width="13" height="3" />,
} as const;

/** The shape alone; the word must stand beside it. */
export function SignShape({ sign, size = 16 }: { readonly sign: Sign; readonly size?: number }) {
  return (
    <svg className={classes.shape} data-sign={sign} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[sign]}
    </svg>
  );
}

interface HealthMarkProps {
  readonly health: Health;
  readonly faults?: readonly Fault[] | number;
  readonly large?: boolean;
}

/** Shape + word + colour. */
export function HealthMark({ health, faults = 0, large = false }: HealthMarkProps) {
  const { t } = useTranslation();
  const sign = signOf(health, faults);
  return (
    <span className={classes.mark} data-sign={sign} data-health={health} data-large={large || undefined}>
      <SignShape sign={sign} size={large ? 22 : 16} />
      {t(`sign.${sign}`)}
    </span>
  );
}
