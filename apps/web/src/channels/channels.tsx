import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useChannels } from '../api/channels.ts';
import type { ChannelsView, ChannelView } from '../api/shapes.ts';
import { Section } from '../shell/section.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import { ChannelCard } from './channel-card.tsx';
import classes from './channels.module.css';
import { useDong } from './dong.ts';

/** Somebody is told over it, or could be. */
const isInUse = ({ configured, contacts, waiting }: ChannelView) => configured || contacts.inUse > 0 || waiting > 0;

/** How each way of telling people does: what works, what a person has to mend, what it costs. */
export default function Channels() {
  const { t } = useTranslation();
  const channels = useChannels();
  if (channels.isPending) return <Waiting />;
  if (channels.isError) return <Failed error={channels.error} retry={() => void channels.refetch()} />;
  const { items, spending } = channels.data;
  const unused = items.filter((item) => !isInUse(item));
  return (
    <>
      <Money spending={spending} />
      <ul className={classes.list}>
        {items.filter(isInUse).map((item) => (
          <ChannelCard key={item.channel} item={item} />
        ))}
      </ul>
      {unused.length > 0 && (
        <Section title={t('channels.unused')}>
          <p className={classes.quiet}>{unused.map(({ channel }) => t(`channel.${channel}`)).join(' · ')}</p>
          <p className={classes.quiet}>{t('channels.unusedNext')}</p>
        </Section>
      )}
    </>
  );
}

function Money({ spending }: { readonly spending: ChannelsView['spending'] }) {
  const { t } = useTranslation();
  const dong = useDong();
  const { state, spentDong, budgetDong, month } = spending;
  if (state === 'no_budget' && spentDong === 0) return null;
  const words = {
    month: month.split('-').reverse().join('/'),
    spent: dong(spentDong),
    budget: dong(budgetDong ?? 0),
  };
  if (state === 'critical_only')
    return (
      <Alert color="red" variant="outline" title={t('channels.moneySpent')} className={classes.money}>
        <p className={classes.text}>{t('channels.moneySpentMeans', words)}</p>
      </Alert>
    );
  return <p className={classes.money}>{t(state === 'within' ? 'channels.moneyWithin' : 'channels.money', words)}</p>;
}
