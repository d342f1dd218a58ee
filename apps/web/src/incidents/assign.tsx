import { Button, Modal, NativeSelect } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useIncidentAct, usePeopleFor } from '../api/incidents.ts';
import { Failed, Waiting } from '../shell/states.tsx';
import { NoteInput } from './note-input.tsx';
import classes from './incidents.module.css';

/** "You go, please": to a person whose role covers the place. */
export function Assign({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" fullWidth mt="sm" onClick={open}>
        {t('incident.assign')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('incident.assign')}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        <AssignForm id={id} done={close} />
      </Modal>
    </>
  );
}

function AssignForm({ id, done }: { readonly id: string; readonly done: () => void }) {
  const { t } = useTranslation();
  const people = usePeopleFor(id, true);
  const [chosen, setChosen] = useState('');
  const [note, setNote] = useState('');
  const acting = useIncidentAct(id);
  if (people.isPending) return <Waiting />;
  if (people.isError) return <Failed error={people.error} retry={() => void people.refetch()} />;
  const { items } = people.data;
  if (items.length === 0) return <p>{t('incident.assignNone')}</p>;
  const person = items.find((one) => one.id === chosen) ?? items[0];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (person === undefined) return;
    const text = note.trim();
    acting.mutate(
      { act: 'assign', userId: person.id, ...(text !== '' && { note: text }) },
      {
        onSuccess: () => {
          notifications.show({ message: t('incident.assigned', { name: person.name }), color: 'teal' });
          done();
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <NativeSelect
        label={t('incident.assignTo')}
        value={person?.id}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={items.map(({ id: value, name, role, unitName }) => ({
          value,
          label: `${name} (${t(`role.${role}`)}, ${unitName})`,
        }))}
        data-autofocus
      />
      <NoteInput value={note} onChange={setNote} />
      {acting.error && <Failed error={acting.error} />}
      <Button type="submit" loading={acting.isPending}>
        {t('incident.assignSave')}
      </Button>
    </form>
  );
}
