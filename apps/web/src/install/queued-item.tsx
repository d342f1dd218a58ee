import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { NewDevice } from '../api/shapes.ts';
import cards from '../shell/cards.module.css';
import { DevicePassword } from './device-password.tsx';
import { forget, type Problem, type Queued } from './queue.ts';
import { atPlace, waysOut, WITHOUT_STICKER } from './refused-ways.ts';
import { sendAgain } from './registration.ts';
import { useInstallWords } from './words.ts';
import classes from './install.module.css';

interface QueuedItemProps {
  readonly item: Queued;
  readonly isOffline: boolean;
  readonly onEdit: (item: Queued) => void;
}

/** One registration on its way: how it is, and what a person can do about it. */
export function QueuedItem({ item, isOffline, onEdit }: QueuedItemProps) {
  const { t } = useInstallWords();
  const { t: words } = useTranslation();
  const { body, state, problem, made } = item;
  return (
    <li className={`${cards.card} ${classes.item}`} data-state={state}>
      <p>
        <strong>{body.name}</strong>
        <br />
        {words(`kind.${body.kind}`)} · {t(`queue.${state}`)}
        {item.hasPhoto && ` · ${t('photo.has')}`}
      </p>
      {state === 'waiting' && item.isUncertain && <p className={classes.note}>{t('queue.uncertain')}</p>}
      {problem !== null && <ProblemText problem={problem} isMade={made !== null} />}
      {state === 'refused' && problem !== null && <WaysOut item={item} problem={problem} />}
      {state === 'made' && <DevicePassword item={item} />}
      {made !== null && !isOffline && (
        <Button component={Link} to={`/devices/${made.id}`} variant="default">
          {t('done.seeDevice')}
        </Button>
      )}
      {state === 'refused' && (
        <Button variant="default" onClick={() => onEdit(item)}>
          {t('queue.edit')}
        </Button>
      )}
      {made === null && <Remove item={item} />}
    </li>
  );
}

function ProblemText({ problem, isMade }: { readonly problem: Problem; readonly isMade: boolean }) {
  const { t } = useInstallWords();
  const fields = (problem.details as { readonly fields?: readonly { readonly message: string }[] } | undefined)?.fields;
  const why = [problem.message || t('queue.unreachable'), ...(fields ?? []).map(({ message }) => message)].join(' ');
  return <p className={classes.warn}>{isMade ? t('queue.photoRefused', { why }) : why}</p>;
}

function WaysOut({ item, problem }: { readonly item: Queued; readonly problem: Problem }) {
  const { t } = useInstallWords();
  const { places, canBeSeparate, canDropSticker } = waysOut(problem, item.body);
  const again = (change: Partial<NewDevice>) => void sendAgain(item, change).catch(reportError);
  return (
    <>
      {places.map(({ id, name, metres }) => (
        <Button key={id} className={classes.big ?? ''} onClick={() => again(atPlace(id))}>
          {t('queue.hangHere', { place: name })}
          {metres !== null && ` (${t('queue.hangMetres', { metres: Math.round(metres) })})`}
        </Button>
      ))}
      {canBeSeparate && (
        <Button variant="default" onClick={() => again({ separatePlace: true })}>
          {t('queue.separate')}
        </Button>
      )}
      {canDropSticker && (
        <Button variant="default" onClick={() => again(WITHOUT_STICKER)}>
          {t('queue.withoutSticker')}
        </Button>
      )}
    </>
  );
}

function Remove({ item }: { readonly item: Queued }) {
  const { t } = useInstallWords();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <Button variant="subtle" onClick={() => setAsking(true)}>
        {t('queue.remove')}
      </Button>
    );
  return (
    <>
      <p role="alert">{t(item.isUncertain ? 'queue.removeUncertain' : 'queue.removeSure')}</p>
      <Button variant="default" onClick={() => void forget(item.id).catch(reportError)}>
        {t('queue.remove')}
      </Button>
    </>
  );
}
