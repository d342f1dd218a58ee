import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Target } from '../api/shapes.ts';
import { useChangeTarget, useRotateSecret } from '../api/targets.ts';
import { ShownOnce } from '../shell/shown-once.tsx';
import { Failed } from '../shell/states.tsx';
import { ChooseFallback, type Fallback } from './choose-fallback.tsx';
import classes from './targets.module.css';

/** Who speaks in its place, and a webhook's signing secret. */
export function EditTarget({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open} aria-label={`${t('target.edit')}: ${target.name}`}>
        {t('target.edit')}
      </Button>
      <Modal opened={opened} onClose={close} title={target.name} closeButtonProps={{ 'aria-label': t('act.close') }}>
        <EditForm target={target} onDone={close} />
      </Modal>
    </>
  );
}

function EditForm({ target, onDone }: { readonly target: Target; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const changing = useChangeTarget(target.id);
  const rotating = useRotateSecret(target.id);
  const { fallbackTargetId, onlyAsFallback } = target;
  const [fallback, setFallback] = useState<Fallback>({ fallbackTargetId, onlyAsFallback });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    changing.mutate(fallback, { onSuccess: onDone });
  };
  if (rotating.data) {
    const { secret } = rotating.data;
    return <ShownOnce what={t('target.secret')} text={secret} title={t('target.rotated')} onClose={onDone} />;
  }
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <ChooseFallback value={fallback} onChange={setFallback} ownId={target.id} />
      {(changing.error ?? rotating.error) && <Failed error={(changing.error ?? rotating.error) as Error} />}
      <Button type="submit" loading={changing.isPending}>
        {t('target.saveEdit')}
      </Button>
      {target.channel === 'webhook' && (
        <Button variant="subtle" loading={rotating.isPending} onClick={() => rotating.mutate()}>
          {t('target.rotate')}
        </Button>
      )}
    </form>
  );
}
