import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePerson } from '../api/people.ts';
import { Failed } from '../shell/states.tsx';
import { newPassword } from './new-password.ts';
import { ShownOnce } from '../shell/shown-once.tsx';
import classes from './admin.module.css';

/** For whoever forgot his: a new password, shown once; all his sessions end. */
export function GivePassword({ personId, name }: { readonly personId: string; readonly name: string }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const [given, setGiven] = useState<string | null>(null);
  const changing = useChangePerson(personId);
  const give = () => {
    const password = newPassword(crypto.getRandomValues(new Uint32Array(16)));
    changing.mutate({ password }, { onSuccess: () => setGiven(password) });
  };
  const done = () => {
    close();
    setGiven(null);
  };
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('admin.newPassword')}
      </Button>
      <Modal
        opened={opened}
        onClose={done}
        title={`${t('admin.newPassword')}: ${name}`}
        closeButtonProps={{ 'aria-label': t('act.close') }}
      >
        {given === null ? (
          <div className={classes.form}>
            <p className={classes.quiet}>{t('admin.newPasswordMeans')}</p>
            {changing.error && <Failed error={changing.error} />}
            <Button loading={changing.isPending} onClick={give}>
              {t('admin.newPasswordSure')}
            </Button>
          </div>
        ) : (
          <ShownOnce what={t('admin.password')} text={given} onClose={done} />
        )}
      </Modal>
    </>
  );
}
