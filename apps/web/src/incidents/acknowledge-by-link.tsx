import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useAckLink, useAcknowledgeByLink } from '../api/incidents.ts';
import type { AckView } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Age } from '../health/moments.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { useIncidentText } from './incident-text.ts';
import { Taken } from './incident-card.tsx';
import { NoteInput } from './note-input.tsx';
import classes from './incidents.module.css';

/** The link in a message. Opening it only shows; previews and scanners acknowledge nothing. Large type, one button. */
export default function AcknowledgeByLink() {
  const { token = '' } = useParams();
  const { t } = useTranslation();
  const ack = useAckLink(token);
  return (
    <main className={classes.byLink}>
      <title>{`${t('incident.goAndSee')} · Canh Thôn`}</title>
      {ack.isPending && <Waiting />}
      {ack.isError && (
        <>
          <h1>Canh Thôn</h1>
          <Failed error={ack.error} />
        </>
      )}
      {ack.data && <Shown view={ack.data} token={token} />}
      <LanguageSwitch />
    </main>
  );
}

function Shown({ view, token }: { readonly view: AckView; readonly token: string }) {
  const { t } = useTranslation();
  const text = useIncidentText();
  const { incident } = view;
  const others = view.incidents.filter(({ id }) => id !== incident.id);
  const isOpen = view.incidents.some(({ state }) => state === 'open');
  // Whoever has just said that they go is not asked whether they want to go instead.
  const [gone, setGone] = useState(false);
  return (
    <>
      <p className={classes.what}>
        <SignShape sign={incident.state === 'resolved' ? 'ok' : 'down'} size={26} />
        {text.what(incident)}
      </p>
      <h1>{text.devices(incident)}</h1>
      <p className={classes.where}>
        {(incident.cause === 'device'
          ? [incident.devices[0]?.landmark, incident.unitName]
          : [text.counts(incident), text.reaches(incident)]
        )
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        {t('incident.since')} <Age at={incident.startedAt} />
      </p>
      {others.length > 0 && (
        <>
          <p>{t('incident.alsoHere')}</p>
          <ul>
            {others.map((other) => (
              <li key={other.id}>
                {text.what(other)}: {text.devices(other)}
              </li>
            ))}
          </ul>
        </>
      )}
      {!isOpen && (
        <p role="status">
          <Taken incident={incident} />
        </p>
      )}
      {gone ? (
        <p role="status" className={classes.thanks}>
          {t('incident.thanksGoing')}
        </p>
      ) : (
        view.incidents.some(({ state }) => state !== 'resolved') && (
          <TakeIt token={token} takeOver={!isOpen} onTaken={() => setGone(true)} />
        )
      )}
    </>
  );
}

interface TakeItProps {
  readonly token: string;
  /** Somebody has it already. */
  readonly takeOver: boolean;
  readonly onTaken: () => void;
}

function TakeIt({ token, takeOver, onTaken }: TakeItProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const taking = useAcknowledgeByLink(token);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = {
      ...(name.trim() !== '' && { name: name.trim() }),
      ...(note.trim() !== '' && { note: note.trim() }),
      ...(takeOver && { takeOver }),
    };
    taking.mutate(said, { onSuccess: onTaken });
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        size="lg"
        label={t('incident.yourName')}
        description={t('incident.yourNameWhy')}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NoteInput size="lg" value={note} onChange={setNote} />
      {taking.isError && <Failed error={taking.error} />}
      <Button type="submit" size="xl" variant={takeOver ? 'default' : 'filled'} loading={taking.isPending}>
        {t(takeOver ? 'incident.goInstead' : 'incident.goAndSee')}
      </Button>
    </form>
  );
}
