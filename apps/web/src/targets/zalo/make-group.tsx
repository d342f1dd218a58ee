import { Alert, Button, Loader, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusals } from '../../api/refusals.ts';
import { useGroupMaking } from '../../api/zalo.ts';
import { useWords } from '../../health/words.ts';
import { Failed } from '../../shell/states.tsx';
import classes from '../targets.module.css';
import { Invitation } from './link-chat.tsx';

interface MakeGroupProps {
  readonly wish: { readonly unitId: string; readonly name?: string };
  readonly onClose: () => void;
}

/** The Official Account makes a group; people join by its link. */
export function MakeGroup({ wish, onClose }: MakeGroupProps) {
  const { t } = useTranslation();
  const words = useWords();
  const making = useGroupMaking();
  const [members, setMembers] = useState('');
  const { fields } = useRefusals(making.error);
  const memberUserIds = members.split(/[\s,;]+/).filter((id) => id !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.start({ ...wish, memberUserIds });
  };
  if (making.running)
    return (
      <p role="status" className={classes.waiting}>
        <Loader size="sm" /> {t('zalo.making')}
      </p>
    );
  if (making.result?.groupId != null) return <GroupMade link={making.result.groupLink} onClose={onClose} />;
  const reason = making.result?.reason;
  const why = making.state === 'failed' ? t('zalo.makingFailed') : reason && words.reason(reason);
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      {why && (
        <Alert color="red" variant="outline" role="alert" title={t('zalo.notMade')}>
          <p className={classes.text}>{why}</p>
        </Alert>
      )}
      <Textarea
        label={t('zalo.members')}
        description={t('zalo.membersMeans')}
        placeholder="2512523625412515, 3620414221987654"
        autosize
        minRows={2}
        required
        value={members}
        onChange={(event) => setMembers(event.currentTarget.value)}
        error={fields['memberUserIds'] ?? fields['memberUserIds.0']}
      />
      {making.error && <Failed error={making.error} />}
      <Button type="submit">{t('zalo.make')}</Button>
    </form>
  );
}

function GroupMade({ link, onClose }: { readonly link: string | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert color="indigo" variant="outline" role="status" title={t('zalo.made')}>
        <p className={classes.text}>{t(link === null ? 'zalo.madeNoLink' : 'zalo.madeNext')}</p>
      </Alert>
      {link !== null && <Invitation link={link} />}
      <Button onClick={onClose}>{t('act.done')}</Button>
    </>
  );
}
