import { useTranslation } from 'react-i18next';
import { useMessagesOf } from '../api/incidents.ts';
import { useCan } from '../api/me.ts';
import type { NotificationView } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Moment } from '../health/moments.tsx';
import type { Sign } from '../health/sign.ts';
import { useWords } from '../health/words.ts';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import classes from './incidents.module.css';

const SIGNS = {
  queued: 'unknown',
  sending: 'unknown',
  accepted: 'ok',
  delivered: 'ok',
  read: 'ok',
  failed: 'down',
  fell_back: 'down',
  suppressed: 'retired',
} as const satisfies Record<NotificationView['state'], Sign>;

/** Who was told by which channel, and whether it arrived; for those who may see recipients. */
export function Told({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const may = useCan('target.read');
  const messages = useMessagesOf(id, may);
  if (!may) return null;
  return (
    <Section title={t('told.title')}>
      {messages.isPending && <Waiting />}
      {messages.isError && <Failed error={messages.error} retry={() => void messages.refetch()} />}
      {messages.data?.items.length === 0 && <p className={classes.where}>{t('told.none')}</p>}
      <ul className={classes.plain}>
        {messages.data?.items.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
    </Section>
  );
}

function Message({ message }: { readonly message: NotificationView }) {
  const { t } = useTranslation();
  const words = useWords();
  const { state, acceptedAt, deliveredAt, readAt, nextAttemptAt, lastError, waitsFor } = message;
  const arrived = state === 'accepted' || state === 'delivered' || state === 'read';
  // What went wrong last, or what it waits for, says more than why it was to be sent.
  const why = lastError ?? (state === 'queued' ? waitsFor : null) ?? message.reason;
  return (
    <li className={classes.message} data-state={state}>
      <span className={classes.what}>
        <SignShape sign={SIGNS[state]} />
        {t(`told.state.${state}`)}
      </span>
      <span>
        <strong>{message.targetName}</strong> · {t(`channel.${message.channel}`)} · {words.messageEvent(message.event)}
      </span>
      <span className={classes.where}>
        {arrived && acceptedAt ? (
          <>
            {t(readAt ? 'told.read' : deliveredAt ? 'told.delivered' : 'told.accepted')}{' '}
            <Moment at={readAt ?? deliveredAt ?? acceptedAt} />
          </>
        ) : (
          words.reason(why)
        )}
        {message.fellBackFrom && ` · ${t('told.instead')}`}
        {message.uncertain && ` · ${words.reason('may_have_arrived')}`}
        {state === 'queued' && nextAttemptAt && (
          <>
            {' · '}
            {t('told.next')} <Moment at={nextAttemptAt} />
          </>
        )}
        {message.attempts.length > 1 && ` · ${t('told.tries', { count: message.attempts.length })}`}
      </span>
    </li>
  );
}
