import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../api/me.ts';
import type { IncidentSummary } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Age, Moment } from '../health/moments.tsx';
import cards from '../shell/cards.module.css';
import { GoAndSee } from './go-and-see.tsx';
import { useIncidentText } from './incident-text.ts';
import classes from './incidents.module.css';

/** One incident as one glance: what, which, where, how long, who has it, and the one tap. */
export function IncidentCard({ incident }: { readonly incident: IncidentSummary }) {
  const { t } = useTranslation();
  const text = useIncidentText();
  const mayAct = useCan('incident.act');
  const place =
    incident.cause === 'device'
      ? [incident.devices[0]?.landmark, incident.unitName]
      : [text.counts(incident), text.reaches(incident)];
  return (
    <li className={`${cards.card} ${classes.card}`}>
      <Link to={`/incidents/${incident.id}`} className={classes.cardLink}>
        <span className={classes.what}>
          <SignShape sign={signOfIncident(incident)} size={18} />
          {text.what(incident)}
        </span>
        <strong className={classes.which}>{text.devices(incident)}</strong>
        <span className={classes.where}>{place.filter(Boolean).join(' · ')}</span>
      </Link>
      <p className={classes.meta}>
        {t('incident.since')} <Age at={incident.startedAt} />
        {' · '}
        <Taken incident={incident} />
      </p>
      {incident.state === 'open' && mayAct && <GoAndSee id={incident.id} />}
    </li>
  );
}

/** Who has it, or that nobody has. */
export function Taken({ incident }: { readonly incident: IncidentSummary }) {
  const { t } = useTranslation();
  if (incident.state === 'resolved') {
    return incident.resolvedAt ? (
      <>
        {t('incident.over')} <Age at={incident.resolvedAt} />
      </>
    ) : null;
  }
  if (incident.state === 'open') return <strong>{t('incident.nobody')}</strong>;
  return (
    <>
      <strong>{t('incident.takenBy', { name: incident.acknowledgedBy?.name ?? t('incident.somebody') })}</strong>
      {incident.acknowledgedUntil && (
        <>
          {' · '}
          {t('incident.until')} <Moment at={incident.acknowledgedUntil} />
        </>
      )}
    </>
  );
}

export function signOfIncident(incident: IncidentSummary) {
  if (incident.state === 'resolved') return 'ok';
  return incident.cause === 'device' && incident.faultCode ? 'warn' : 'down';
}
