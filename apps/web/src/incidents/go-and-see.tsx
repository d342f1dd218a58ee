import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/answer.ts';
import { useIncidentAct, type Taking } from '../api/incidents.ts';
import { NoteInput } from './note-input.tsx';

/** "Tôi đi kiểm tra": one tap, and everybody knows who is on the way. */
export function GoAndSee({ id, large = false }: { readonly id: string; readonly large?: boolean }) {
  const { t } = useTranslation();
  const { take, isPending } = useTaking(id);
  return (
    <Button fullWidth size={large ? 'lg' : 'md'} loading={isPending} data-act="go" onClick={() => take({})}>
      {t('incident.goAndSee')}
    </Button>
  );
}

/** The same on the incident's own page, with a word for the others. `label`: what the button says. */
export function GoWithNote({
  id,
  label,
  takeOver,
}: {
  readonly id: string;
  readonly label: string;
  readonly takeOver: boolean;
}) {
  const [note, setNote] = useState('');
  const { take, isPending } = useTaking(id);
  return (
    <>
      <NoteInput value={note} onChange={setNote} />
      <Button
        fullWidth
        size="lg"
        mt="sm"
        variant={takeOver ? 'default' : 'filled'}
        loading={isPending}
        onClick={() => take({ ...(note.trim() !== '' && { note: note.trim() }), ...(takeOver && { takeOver }) })}
      >
        {label}
      </Button>
    </>
  );
}

function useTaking(id: string) {
  const { t } = useTranslation();
  const acting = useIncidentAct(id);
  // Said also when the list in which it was pressed has made way for a newer one.
  const take = (taking: Taking) =>
    void acting.mutateAsync({ act: 'acknowledge', ...taking }).then(
      () => notifications.show({ message: t('incident.thanks'), color: 'teal' }),
      (error: unknown) =>
        notifications.show({
          message: error instanceof ApiError ? error.message : t('state.unreachable'),
          color: 'red',
        }),
    );
  return { take, isPending: acting.isPending };
}
