import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useAnswerDrill, useDrillLink } from '../api/drills.ts';
import type { DrillAckView } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Moment } from '../health/moments.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import classes from './incidents.module.css';

/** The link in the message of a drill. Opening it only shows; pressing the button answers the drill and nothing else. */
export default function DrillByLink() {
  const { token = '' } = useParams();
  const { t } = useTranslation();
  const drill = useDrillLink(token);
  return (
    <main className={classes.byLink}>
      <title>{`${t('drill.title')} · Canh Thôn`}</title>
      {drill.isPending && <Waiting />}
      {drill.isError && (
        <>
          <h1>Canh Thôn</h1>
          <Failed error={drill.error} />
        </>
      )}
      {drill.data && <Shown view={drill.data} token={token} />}
      <LanguageSwitch />
    </main>
  );
}

function Shown({ view, token }: { readonly view: DrillAckView; readonly token: string }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes.what}>
        <SignShape sign="ok" size={26} />
        {t('drill.nothingHappened')}
      </p>
      <h1>{t('drill.title')}</h1>
      <p className={classes.where}>{view.unitName}</p>
      <p>
        <Moment at={view.toldAt} />
      </p>
      {view.acknowledgedBy === null ? (
        <Answer token={token} />
      ) : (
        <p role="status">{t('drill.answered', { name: view.acknowledgedBy })}</p>
      )}
    </>
  );
}

function Answer({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const answering = useAnswerDrill(token);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    answering.mutate(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        size="lg"
        label={t('incident.yourName')}
        description={t('drill.yourNameWhy')}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {answering.isError && <Failed error={answering.error} />}
      <Button type="submit" size="xl" loading={answering.isPending}>
        {t('incident.goAndSee')}
      </Button>
    </form>
  );
}
