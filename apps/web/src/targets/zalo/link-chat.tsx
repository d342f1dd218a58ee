import { Alert, Button, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLinking } from '../../api/zalo.ts';
import { Moment } from '../../health/moments.tsx';
import { CodeOf } from '../../shell/code-image.tsx';
import { CopyButton } from '../../shell/copy-button.tsx';
import { Failed, Waiting } from '../../shell/states.tsx';
import classes from '../targets.module.css';

interface LinkChatProps {
  readonly wish: { readonly unitId: string; readonly name?: string };
  /** With it the group's leader adds the bot; null: the Official Account is in the group already. */
  readonly shareLink: string | null;
  /** Null: no bot; the code is typed without mentioning anybody. */
  readonly botName: string | null;
  readonly onClose: () => void;
}

/** A code that somebody types in the group; the screen waits for it. */
export function LinkChat({ wish, shareLink, botName, onClose }: LinkChatProps) {
  const { t } = useTranslation();
  const { making, made, state, error } = useLinking();
  const { mutate } = making;
  const { unitId, name } = wish;
  useEffect(() => mutate({ unitId, ...(name !== undefined && { name }) }), [mutate, unitId, name]);
  if (error) return <Failed error={error} retry={() => mutate(wish)} />;
  if (made === undefined) return <Waiting />;
  if (state === 'linked')
    return (
      <>
        <Alert color="indigo" variant="outline" role="status" title={t('zalo.linked', { name: made.name })}>
          <p className={classes.text}>{t('zalo.linkedNext')}</p>
        </Alert>
        <Button onClick={onClose}>{t('act.done')}</Button>
      </>
    );
  if (state === 'expired')
    return (
      <>
        <Alert color="indigo" variant="outline" role="status" title={t('zalo.expired')} />
        <Button onClick={() => mutate(wish)}>{t('zalo.newCode')}</Button>
      </>
    );
  const text = botName === null ? made.text : `@${botName} ${made.text}`;
  return (
    <ol className={classes.steps}>
      {shareLink !== null && (
        <li>
          <p>{t('zalo.addBot')}</p>
          <Invitation link={shareLink} />
        </li>
      )}
      <li>
        <p>{t(botName === null ? 'zalo.typeInOwnGroup' : 'zalo.typeInGroup')}</p>
        <p className={classes.typed}>
          <code>{text}</code>
          <CopyButton text={text} label={t('zalo.copyCode')} />
        </p>
        <p className={classes.quiet}>
          {t('zalo.until')} <Moment at={made.expiresAt} />
        </p>
      </li>
      <li>
        <p role="status" className={classes.waiting}>
          <Loader size="sm" /> {t('zalo.waiting')}
        </p>
      </li>
    </ol>
  );
}

/** A link as a link and as a code to be held before a phone. */
export function Invitation({ link }: { readonly link: string }) {
  const { t } = useTranslation();
  return (
    <div className={classes.invitation}>
      <CodeOf address={link} alt={t('zalo.codeImage')} size={180} />
      <div>
        <a href={link} target="_blank" rel="noreferrer">
          {link}
        </a>
        <CopyButton text={link} label={t('zalo.copyLink')} />
      </div>
    </div>
  );
}
