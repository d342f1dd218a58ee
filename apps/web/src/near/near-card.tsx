import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../api/me.ts';
import type { IncidentSummary } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Age } from '../health/moments.tsx';
import { directionsTo, hasGeoLinks } from '../incidents/directions.ts';
import { GoAndSee } from '../incidents/go-and-see.tsx';
import { signOfIncident, Taken } from '../incidents/incident-card.tsx';
import { useIncidentText } from '../incidents/incident-text.ts';
import { Icon } from '../shell/icon.tsx';
import { distanceText, metresTo } from './distance.ts';
import classes from './near.module.css';

interface NearCardProps {
  readonly incident: IncidentSummary;
  readonly here?: { readonly latitude: number; readonly longitude: number } | null;
  /** Of an old list: it leads nowhere. */
  readonly readOnly?: boolean;
  /** Of an old list: it can be taken all the same, which is said to the server once it is known who is signed in. */
  readonly mayTake?: boolean;
}

/** One incident, readable at arm's length. */
export function NearCard({ incident, here = null, readOnly = false, mayTake = false }: NearCardProps) {
  const { t, i18n } = useTranslation();
  const text = useIncidentText();
  const [device] = incident.devices;
  const metres = here && metresTo(incident, here);
  const place =
    incident.cause === 'device'
      ? [device?.landmark, device?.siteCode]
      : [text.counts(incident), text.reaches(incident)];
  return (
    <li className={classes.card} data-state={incident.state}>
      <p className={classes.what}>
        <SignShape sign={signOfIncident(incident)} size={24} />
        {text.what(incident)}
      </p>
      <h2 className={classes.which}>
        {readOnly ? text.devices(incident) : <Link to={`/incidents/${incident.id}`}>{text.devices(incident)}</Link>}
      </h2>
      <p className={classes.where}>
        {place.filter(Boolean).join(' · ')}
        {metres !== null && <strong> · {t('near.away', { distance: distanceText(metres, i18n.language) })}</strong>}
      </p>
      <p className={classes.since}>
        {t('incident.since')} <Age at={incident.startedAt} />
      </p>
      <p className={classes.who}>
        <Taken incident={incident} />
      </p>
      {incident.state === 'open' && !readOnly && <Take id={incident.id} />}
      {incident.state === 'open' && mayTake && <GoAndSee id={incident.id} large />}
      {incident.cause === 'device' && device && device.latitude !== null && device.longitude !== null && (
        <Button
          component="a"
          href={directionsTo(device.latitude, device.longitude, device.name, hasGeoLinks())}
          {...(hasGeoLinks() ? {} : { target: '_blank', rel: 'noreferrer' })}
          variant="default"
          size="lg"
          fullWidth
          leftSection={<Icon name="map" />}
        >
          {t('incident.directions')}
        </Button>
      )}
    </li>
  );
}

/** Asked only where one may act: an old list is shown before it is known who is signed in. */
function Take({ id }: { readonly id: string }) {
  return useCan('incident.act') ? <GoAndSee id={id} large /> : null;
}
