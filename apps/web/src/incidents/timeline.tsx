import { useTranslation } from 'react-i18next';
import type { IncidentEvent } from '../api/shapes.ts';
import { Moment } from '../health/moments.tsx';
import { useWords } from '../health/words.ts';
import classes from './incidents.module.css';

/** What happened, when, who did it and why, oldest first. */
export function Timeline({ events }: { readonly events: readonly IncidentEvent[] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <ol className={classes.timeline}>
      {events.map((event) => (
        <li key={event.id}>
          <small>
            <Moment at={event.at} />
          </small>
          <strong>{words.event(event.kind)}</strong>
          {event.actorName && <span>{t('incident.by', { name: event.actorName })}</span>}
          {typeof event.detail['to'] === 'string' && (
            <span>{t('incident.handedTo', { name: event.detail['to'] })}</span>
          )}
          {(event.text === null || event.kind === 'reported') && (
            <span className={classes.where}>{words.reason(event.reason)}</span>
          )}
          {event.text !== null && (
            <q>
              <bdi>{event.text}</bdi>
            </q>
          )}
        </li>
      ))}
    </ol>
  );
}
