import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/answer.ts';
import type { NewDevice } from '../api/shapes.ts';
import cards from '../shell/cards.module.css';
import classes from './register.module.css';

interface NearPlace {
  readonly id: string;
  readonly code: string;
  readonly name: string | null;
  readonly landmark: string | null;
  readonly metres: number;
  readonly devices: readonly { readonly id: string; readonly name: string }[];
}

/** The places a refusal spoke of; null: it was about something else. */
export function nearPlaces(error: Error | null): readonly NearPlace[] | null {
  if (!(error instanceof ApiError) || error.errorCode !== 'place_near') return null;
  return (error.details as { places: readonly NearPlace[] }).places;
}

interface NearPlacesProps {
  readonly places: readonly NearPlace[];
  readonly onChoose: (choice: Partial<NewDevice>) => void;
}

/** A pole is entered once: whoever stands at it says whether it is one of these. */
export function NearPlaces({ places, onChoose }: NearPlacesProps) {
  const { t } = useTranslation();
  return (
    <section className={`${cards.card} ${classes.question}`} role="alert">
      <h2 className={classes.asks}>{t('register.near.title')}</h2>
      <ul className={classes.near}>
        {places.map(({ id, code, name, landmark, metres, devices }) => (
          <li key={id}>
            <b>{name ?? landmark ?? code}</b>
            <small>
              {[code, t('register.near.metres', { metres }), ...devices.map((device) => device.name)].join(' · ')}
            </small>
            <Button variant="default" onClick={() => onChoose({ siteId: id })}>
              {t('register.near.use')}
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="subtle" onClick={() => onChoose({ separatePlace: true })}>
        {t('register.near.separate')}
      </Button>
    </section>
  );
}
