import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrills, useStartDrill } from '../api/drills.ts';
import { useCan } from '../api/me.ts';
import type { DrillPage, DrillView } from '../api/shapes.ts';
import { durationText } from '../health/age.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Moment } from '../health/moments.tsx';
import { useWords } from '../health/words.ts';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import classes from './units.module.css';

/** Who would answer if something happened: asked for with one button, and every answer with its name and time. */
export function Drills({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation();
  const may = useCan('drill.start');
  const drills = useDrills(unitId, may);
  if (!may) return null;
  return (
    <Section title={t('drill.title')} action={<Start unitId={unitId} />}>
      <p className={classes.hint}>{t('drill.means')}</p>
      {drills.isPending && <Waiting />}
      {drills.isError && <Failed error={drills.error} retry={() => void drills.refetch()} />}
      {drills.data && <Unreachable targets={drills.data.unreachable} />}
      {drills.data?.items.length === 0 && <p className={classes.plain}>{t('drill.none')}</p>}
      <ol className={classes.drills}>
        {drills.data?.items.map((drill) => (
          <Drill key={drill.id} drill={drill} />
        ))}
      </ol>
    </Section>
  );
}

function Start({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const starting = useStartDrill(unitId);
  const press = () => {
    setAsked(!asked);
    if (!asked) return;
    starting.mutate(undefined, {
      onSuccess: () => notifications.show({ message: t('drill.started'), color: 'teal' }),
      onError: (error) => notifications.show({ message: error.message, color: 'red' }),
    });
  };
  return (
    <Button
      variant={asked ? 'filled' : 'default'}
      loading={starting.isPending}
      onClick={press}
      onBlur={() => setAsked(false)}
    >
      {t(asked ? 'drill.startSure' : 'drill.start')}
    </Button>
  );
}

function Unreachable({ targets }: { readonly targets: DrillPage['unreachable'] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (targets.length === 0) return null;
  return (
    <div role="note" className={classes.warning}>
      <strong>{t('drill.unreachable')}</strong>
      <ul>
        {targets.map((target) => (
          <li key={target.targetId}>
            {target.name} ({t(`channel.${target.channel}`)}): {words.reason(target.reason)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Drill({ drill }: { readonly drill: DrillView }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const { acknowledgedBy, secondsToAcknowledge } = drill;
  return (
    <li>
      <p className={classes.what}>
        <SignShape sign={drill.acknowledgedAt ? 'ok' : drill.toldAt ? 'warn' : 'unknown'} />
        <strong>
          <Moment at={drill.toldAt ?? drill.createdAt} />
        </strong>
      </p>
      <p className={classes.plain}>
        {drill.acknowledgedAt
          ? t('drill.firstAnswer', {
              name: acknowledgedBy ?? t('incident.somebody'),
              after: durationText((secondsToAcknowledge ?? 0) * 1000, i18n.language),
            })
          : drill.toldAt
            ? t('drill.noAnswer')
            : words.reason(drill.reason)}
      </p>
      <ul className={classes.answers}>
        {drill.targets.map((target) => (
          <li key={target.targetId}>
            <SignShape sign={target.acknowledgedAt ? 'ok' : target.error ? 'down' : 'unknown'} size={14} />
            {target.name}:{' '}
            {target.acknowledgedAt ? (
              <>
                {t('drill.answeredAt', { name: target.acknowledgedBy ?? t('incident.somebody') })}{' '}
                <Moment at={target.acknowledgedAt} />
              </>
            ) : target.error ? (
              `${t('told.state.failed')} (${target.error})`
            ) : target.state ? (
              t(`told.state.${target.state}`)
            ) : (
              t('drill.noAnswer')
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
