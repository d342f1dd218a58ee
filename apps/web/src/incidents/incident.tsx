import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useIncident, useIncidentAct } from '../api/incidents.ts';
import { useCan, useMe } from '../api/me.ts';
import type { IncidentDetail } from '../api/shapes.ts';
import { Thumbnails } from '../devices/thumbnails.tsx';
import { ExplainPanel } from '../explain/explain-panel.tsx';
import { durationText } from '../health/age.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Moment } from '../health/moments.tsx';
import { useNow } from '../health/use-now.ts';
import { useWords } from '../health/words.ts';
import { Facts } from '../shell/facts.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { Assign } from './assign.tsx';
import { Contacts } from './contacts.tsx';
import { GoWithNote } from './go-and-see.tsx';
import { signOfIncident, Taken } from './incident-card.tsx';
import { incidentsPath } from './incident-filter.ts';
import { useIncidentText } from './incident-text.ts';
import { Timeline } from './timeline.tsx';
import { Told } from './told.tsx';
import classes from './incidents.module.css';

export default function Incident() {
  const { id = '' } = useParams();
  const incident = useIncident(id);
  if (incident.isPending) return <Waiting />;
  if (incident.isError) return <Failed error={incident.error} retry={() => void incident.refetch()} />;
  return <Shown incident={incident.data} />;
}

function Shown({ incident }: { readonly incident: IncidentDetail }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const text = useIncidentText();
  const mayAct = useCan('incident.act');
  const now = useNow();
  const maySee = useCan('thumbnail.read');
  const mayPlan = useCan('maintenance.write');
  const mayAssign = useCan('incident.assign');
  const [counts, reaches] = [text.counts(incident), text.reaches(incident)];
  const [device] = incident.devices;
  const { faultCode: code, startedAt: from, resolvedAt } = incident;
  const until = incident.resolvedAt ? Date.parse(incident.resolvedAt) : now;
  return (
    <>
      <PageHead title={text.title(incident)} back={{ to: '/incidents', text: t('nav.incidents') }}>
        {mayPlan && incident.state !== 'resolved' && (
          <Button component={Link} to={planPath(incident)} variant="default">
            {t('maintenance.make')}
          </Button>
        )}
      </PageHead>
      <Section title={text.what(incident)} action={<SignShape sign={signOfIncident(incident)} size={24} />}>
        <p className={classes.large}>
          <Taken incident={incident} />
        </p>
        <Facts
          items={[
            [t('device.unit'), incident.unitName],
            ...(counts === '' ? [] : [[t('incident.extent'), counts] as const]),
            ...(reaches === '' ? [] : [[t('incident.reaches'), reaches] as const]),
            [t('incident.startedAt'), <Moment key="start" at={incident.startedAt} />],
            [t('incident.lasted'), durationText(until - Date.parse(incident.startedAt), i18n.language)],
            [t('incident.why'), words.reason(incident.reason)],
          ]}
        />
        {maySee && device?.kind === 'camera' && code && (
          <Thumbnails deviceId={device.id} of={{ code, from, until: resolvedAt ?? null }} />
        )}
        {mayAct && incident.state !== 'resolved' && (
          <div className={classes.act}>
            <Go incident={incident} />
            {mayAssign && <Assign id={incident.id} />}
            <Contacts unitId={incident.unitId} />
          </div>
        )}
      </Section>
      <Devices incident={incident} />
      <Told id={incident.id} />
      <ExplainPanel of="incidents" id={incident.id} />
      <Section title={t('incident.timeline')}>
        <Timeline events={incident.timeline} />
        {mayAct && <Comment id={incident.id} />}
      </Section>
      {mayAct && incident.state !== 'resolved' && <Close id={incident.id} />}
    </>
  );
}

/** The form for planned work there: of the device, or of the whole place of a cause. */
function planPath(incident: IncidentDetail): string {
  const [device] = incident.devices;
  if (incident.cause === 'device' && device)
    return `/maintenance?deviceId=${device.id}&name=${encodeURIComponent(device.name)}`;
  return `/maintenance?unitId=${incident.unitId}`;
}

function Devices({ incident }: { readonly incident: IncidentDetail }) {
  const { t } = useTranslation();
  const { devices, deviceCount: total, id, explainedCount, parentId } = incident;
  return (
    <Section title={t('incident.devices')}>
      {parentId && (
        <p>
          <Link to={`/incidents/${parentId}`}>{t('incident.partOf')}</Link>
        </p>
      )}
      {devices.length < total && (
        <p className={classes.where}>{t('incident.firstDevices', { count: devices.length, total })}</p>
      )}
      <ul className={classes.plain} data-many={devices.length > 8 || undefined}>
        {devices.map((device) => (
          <li key={device.id}>
            <Link to={`/devices/${device.id}`}>{device.name}</Link>
            <span className={classes.where}> {[device.code, device.landmark].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {explainedCount > 0 && (
        <Link to={incidentsPath({ state: 'all', parentId: id })}>
          {t('incident.explained')} ({explainedCount})
        </Link>
      )}
    </Section>
  );
}

/** Who has it says that it takes longer; somebody else goes instead. */
function Go({ incident }: { readonly incident: IncidentDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const takeOver = incident.state === 'acknowledged';
  const mine = takeOver && incident.acknowledgedBy?.userId === me.data?.id;
  const label = takeOver ? t(mine ? 'incident.stillGoing' : 'incident.goInstead') : t('incident.goAndSee');
  return <GoWithNote key={incident.state} id={incident.id} label={label} takeOver={takeOver} />;
}

function Comment({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const acting = useIncidentAct(id);
  return (
    <form
      className={classes.comment}
      onSubmit={(event) => {
        event.preventDefault();
        acting.mutate({ act: 'comment', text: text.trim() }, { onSuccess: () => setText('') });
      }}
    >
      <Textarea
        label={t('incident.comment')}
        placeholder={t('incident.commentHint')}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={acting.error?.message}
      />
      <Button type="submit" variant="default" disabled={text.trim() === ''} loading={acting.isPending}>
        {t('incident.addComment')}
      </Button>
    </form>
  );
}

/** Closing by hand asks once: the sensors usually close it themselves. */
function Close({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const acting = useIncidentAct(id);
  return (
    <Section title={t('incident.close')}>
      <p className={classes.where}>{t('incident.closeMeans')}</p>
      {acting.isError && <Failed error={acting.error} />}
      <Button
        variant={asked ? 'filled' : 'default'}
        color={asked ? 'red.9' : 'indigo'}
        loading={acting.isPending}
        onClick={() => (asked ? acting.mutate({ act: 'resolve' }) : setAsked(true))}
      >
        {t(asked ? 'incident.closeSure' : 'incident.close')}
      </Button>
    </Section>
  );
}
