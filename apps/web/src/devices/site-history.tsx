import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSiteHistory } from '../api/history.ts';
import type { SiteEvent } from '../api/shapes.ts';
import { Moment } from '../health/moments.tsx';
import { useWords } from '../health/words.ts';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './device.module.css';

/** What happened at this pole, newest first: devices come and go, the place stays. */
export function SiteHistory({ siteId, deviceId }: { readonly siteId: string; readonly deviceId: string }) {
  const { t } = useTranslation();
  const history = useSiteHistory(siteId);
  if (history.isPending) return null;
  return (
    <Section title={t('siteHistory.title')}>
      {history.isError && <Failed error={history.error} retry={() => void history.refetch()} />}
      {history.data?.length === 0 && <p className={classes.quiet}>{t('siteHistory.none')}</p>}
      <ol className={classes.history}>
        {history.data?.map((event, index) => (
          <Line key={`${event.at} ${index}`} event={event} isOther={event.deviceId !== deviceId} />
        ))}
      </ol>
    </Section>
  );
}

function Line({ event, isOther }: { readonly event: SiteEvent; readonly isOther: boolean }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const becomes = `health.${event.to}`;
  const what =
    event.kind === 'fault_off'
      ? t('siteHistory.faultOver', { fault: words.fault(event.faultCode ?? '') })
      : event.faultCode !== null
        ? words.fault(event.faultCode)
        : event.kind === 'connectivity' && i18n.exists(becomes)
          ? t(becomes as never)
          : words.siteEvent(event.kind);
  return (
    <li>
      <small>
        <Moment at={event.at} />
      </small>
      <span>
        <strong>{what}</strong>
        {isOther && (
          <>
            {' · '}
            <Link to={`/devices/${event.deviceId}`}>{event.deviceName}</Link>
          </>
        )}
      </span>
      <span className={classes.quiet}>{words.reason(event.reason)}</span>
    </li>
  );
}
