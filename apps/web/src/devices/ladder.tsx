import { useTranslation } from 'react-i18next';
import { useDeviceHealth } from '../api/devices.ts';
import type { RungOfLadder } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Age } from '../health/moments.tsx';
import type { Sign } from '../health/sign.ts';
import { useWords } from '../health/words.ts';
import { Facts } from '../shell/facts.tsx';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { useTranslatedFacts } from './facts.ts';
import classes from './ladder.module.css';

/** Another shape, word and colour each: what is not known must never look like what is well. */
const SIGN: Readonly<Record<RungOfLadder['state'], Sign>> = { ok: 'ok', fault: 'warn', unknown: 'unknown' };

/** Would this camera help tonight? Every rung from the ground up. */
export function Ladder({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const health = useDeviceHealth(id);
  if (health.isPending) return null;
  if (health.isError) return <Failed error={health.error} retry={() => void health.refetch()} />;
  if (!health.data.ladder) return null;
  return (
    <Section title={t('ladder.title')}>
      <ol className={classes.ladder}>
        {health.data.ladder.map((rung) => (
          <RungLine key={rung.rung} rung={rung} />
        ))}
      </ol>
    </Section>
  );
}

function RungLine({ rung }: { readonly rung: RungOfLadder }) {
  const { t } = useTranslation();
  const words = useWords();
  const numbers = useTranslatedFacts(rung.evidence);
  return (
    <li data-rung={rung.rung} data-state={rung.state}>
      <SignShape sign={SIGN[rung.state]} size={20} />
      <div>
        <strong>{t(`ladder.rung.${rung.rung}`)}</strong>
        <span className={classes.state}>{t(`ladder.state.${rung.state}`)}</span>
        <span>{words.reason(rung.reason)}</span>
        <small className={classes.quiet}>{rung.at === null ? t('ladder.never') : <Age at={rung.at} />}</small>
        {numbers.length > 0 && (
          <details>
            <summary>{t('ladder.numbers')}</summary>
            <Facts items={numbers} />
          </details>
        )}
      </div>
    </li>
  );
}
