import { useTranslation } from 'react-i18next';
import type { Target } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { useWords } from '../health/words.ts';
import classes from './targets.module.css';

/** Who speaks in its place, and what a person should know or mend. */
export function TargetState({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const words = useWords();
  const { fallbackTargetName, onlyAsFallback, unusable, channelTrouble, stale } = target;
  return (
    <>
      {fallbackTargetName && (
        <span className={classes.quiet}>{t('target.fallbackTo', { name: fallbackTargetName })}</span>
      )}
      {onlyAsFallback && <span className={classes.quiet}>{t('target.onlyAsFallback')}</span>}
      {unusable && (
        <span className={classes.trouble}>
          <SignShape sign="down" size={14} /> {t('target.unusable', { reason: words.reason(unusable.reason) })}
        </span>
      )}
      {channelTrouble && (
        <span className={classes.trouble}>
          <SignShape sign={channelTrouble.state === 'stopped' ? 'down' : 'unknown'} size={14} />{' '}
          {channelTrouble.state === 'stopped'
            ? t('target.channelStopped', { reason: words.reason(channelTrouble.reason ?? '') })
            : t('target.channelOpen')}
        </span>
      )}
      {stale && !unusable && (
        <span className={classes.trouble}>
          <SignShape sign="unknown" size={14} /> {t('target.stale')}
        </span>
      )}
    </>
  );
}
