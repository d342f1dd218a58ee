import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import cards from '../shell/cards.module.css';
import type { Queued } from './queue.ts';
import { QueuedItem } from './queued-item.tsx';
import { clearMade } from './registration.ts';
import { wake } from './sync.ts';
import { useSyncState } from './use-queue.ts';
import { useInstallWords } from './words.ts';
import classes from './install.module.css';

interface QueueListProps {
  readonly items: readonly Queued[];
  readonly isOffline: boolean;
  readonly onEdit: (item: Queued) => void;
  readonly onBack: () => void;
}

/** A cheap phone draws no two hundred cards. */
const AT_ONCE = 20;

/** What a person has to look at first, then what is on the way, then what arrived. */
const ORDER = { refused: 0, waiting: 1, made: 2 } as const;

export function QueueList({ items, isOffline, onEdit, onBack }: QueueListProps) {
  const { t } = useInstallWords();
  const { t: words } = useTranslation();
  const [most, setMost] = useState(AT_ONCE);
  const state = useSyncState();
  const count = (of: Queued['state']) => items.filter((item) => item.state === of).length;
  const [waiting, refused, made] = [count('waiting'), count('refused'), count('made')];
  const sorted = [...items].sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  return (
    <div className={classes.step}>
      <h2 className={classes.title}>{t('queue.title')}</h2>
      <p role="status">
        {items.length === 0
          ? t('queue.empty')
          : [
              t('queue.count', { count: waiting }),
              t('queue.refusedCount', { count: refused }),
              t('queue.madeCount', { count: made }),
            ].join(' · ')}
      </p>
      {waiting > 0 && (
        <>
          <p>
            {isOffline
              ? t('offlineMeans')
              : state === 'waiting'
                ? t('queue.pausing')
                : state === 'sending' && t('queue.sending')}
          </p>
          <Button size="lg" onClick={wake} loading={state === 'sending'}>
            {t('queue.now')}
          </Button>
        </>
      )}
      <Button size="lg" variant="default" onClick={onBack}>
        {t('back')}
      </Button>
      <ul className={cards.list}>
        {sorted.slice(0, most).map((item) => (
          <QueuedItem key={item.id} item={item} isOffline={isOffline} onEdit={onEdit} />
        ))}
      </ul>
      {sorted.length > most && (
        <Button variant="default" onClick={() => setMost(most + AT_ONCE)}>
          {words('act.more')}
        </Button>
      )}
      {made > 0 && (
        <Button variant="default" onClick={() => void clearMade(items).catch(reportError)}>
          {t('queue.clear')}
        </Button>
      )}
    </div>
  );
}
