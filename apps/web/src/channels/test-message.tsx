import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allItems } from '../api/pages.ts';
import type { ChannelView } from '../api/shapes.ts';
import { useSentTest, useTargetsOn, useTestTarget } from '../api/targets.ts';
import { useWords } from '../health/words.ts';
import { Failed } from '../shell/states.tsx';
import classes from './channels.module.css';

/** A test to one of the channel's recipients, and what became of it. */
export function TestMessage({ channel }: { readonly channel: ChannelView['channel'] }) {
  const { t } = useTranslation();
  const targets = useTargetsOn(channel);
  const items = targets.data ? allItems(targets.data) : [];
  const [chosen, setChosen] = useState<string | null>(null);
  const targetId = chosen ?? items[0]?.id ?? '';
  const testing = useTestTarget(targetId);
  const [sent, setSent] = useState<Parameters<typeof useSentTest>[0]>(null);
  const send = () =>
    testing.mutate(undefined, { onSuccess: ({ notificationId }) => setSent({ targetId, notificationId }) });
  if (items.length === 0) return null;
  return (
    <div className={classes.test}>
      <NativeSelect
        label={t('channels.testTo')}
        value={targetId}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={items.map(({ id, name, unitName }) => ({
          value: id,
          label: name === unitName ? name : `${name} · ${unitName}`,
        }))}
      />
      <Button
        variant="default"
        loading={testing.isPending}
        onClick={send}
        aria-label={`${t('target.test')}: ${t(`channel.${channel}`)}`}
      >
        {t('target.test')}
      </Button>
      <Outcome sent={sent} />
      {testing.isError && <Failed error={testing.error} />}
    </div>
  );
}

function Outcome({ sent }: { readonly sent: Parameters<typeof useSentTest>[0] }) {
  const { t } = useTranslation();
  const words = useWords();
  const test = useSentTest(sent);
  if (sent === null) return null;
  if (!test.data) return <span role="status">{t('told.state.queued')}</span>;
  const { state, lastError, uncertain } = test.data;
  const why = uncertain ? 'may_have_arrived' : lastError;
  return (
    <span role="status">
      {t(`told.state.${state}`)}
      {why !== null && ` · ${words.reason(why)}`}
    </span>
  );
}
