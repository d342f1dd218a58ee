import { useTranslation } from 'react-i18next';
import type { ChannelView } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Moment } from '../health/moments.tsx';
import type { Sign } from '../health/sign.ts';
import cards from '../shell/cards.module.css';
import { Facts } from '../shell/facts.tsx';
import { Accounts } from './accounts.tsx';
import classes from './channels.module.css';
import { Connect } from './connect.tsx';
import { useDong } from './dong.ts';
import { stateOf, type ChannelState } from './state.ts';
import { TestMessage } from './test-message.tsx';

const SIGNS = {
  unset: 'down',
  needs_person: 'down',
  trouble: 'warn',
  works: 'ok',
  untried: 'unknown',
} as const satisfies Record<ChannelState, Sign>;

/** What a new consent mends. */
const CONNECTS: readonly string[] = ['zalo_not_connected', 'zalo_token_refused'];

/** One channel: its state in words, then its figures, then a test. */
export function ChannelCard({ item }: { readonly item: ChannelView }) {
  const { t } = useTranslation();
  const state = stateOf(item);
  const [worst] = item.accounts;
  const why = worst?.reasonMessage ?? item.problemMessage;
  return (
    <li className={`${cards.card} ${classes.card}`} data-channel={item.channel} data-state={state}>
      <div className={classes.head}>
        <h2 className={classes.name}>{t(`channel.${item.channel}`)}</h2>
        <span className={classes.state}>
          <SignShape sign={SIGNS[state]} /> {t(`channels.state.${state}`)}
        </span>
      </div>
      {why && (state === 'needs_person' || state === 'trouble') && <p className={classes.why}>{why}</p>}
      {item.channel === 'zalo_gmf' && CONNECTS.includes(item.problem ?? '') && <Connect />}
      <Figures item={item} />
      <Accounts item={item} />
      {item.contacts.inUse > 0 && <TestMessage channel={item.channel} />}
    </li>
  );
}

function Figures({ item }: { readonly item: ChannelView }) {
  const { t } = useTranslation();
  const { waiting, oldestWaitingAt, left, tokenAgeDays, contacts } = item;
  const facts: (readonly [string, React.ReactNode])[] = [
    [
      t('channels.waiting'),
      oldestWaitingAt === null ? (
        t('channels.noneWaiting')
      ) : (
        <>
          {t('channels.waits', { count: waiting })} <Moment at={oldestWaitingAt} />
        </>
      ),
    ],
    [t('channels.day'), <Day key="day" day={item.day} />],
    [t('channels.contacts'), <Contacts key="contacts" contacts={contacts} />],
    ...(tokenAgeDays === null ? [] : [[t('channels.tokenAge'), t('channels.days', { count: tokenAgeDays })] as const]),
    ...left.map(({ what, count }) => [t(`channels.left.${what}`), String(count)] as const),
    ...(item.cost === null ? [] : [[t('channels.cost'), <Cost key="cost" cost={item.cost} />] as const]),
  ];
  return <Facts items={facts} />;
}

function Day({ day }: { readonly day: ChannelView['day'] }) {
  const { t } = useTranslation();
  const parts = (['accepted', 'delivered', 'read', 'failed', 'fellBack', 'uncertain'] as const).filter(
    (key) => key === 'accepted' || day[key] > 0,
  );
  return <>{parts.map((key) => t(`channels.came.${key}`, { count: day[key] })).join(', ')}</>;
}

function Contacts({ contacts: { inUse, unusable, stale } }: { readonly contacts: ChannelView['contacts'] }) {
  const { t } = useTranslation();
  const parts = [t('channels.inUse', { count: inUse })];
  if (unusable > 0) parts.push(t('channels.unusable', { count: unusable }));
  if (stale > 0) parts.push(t('channels.stale', { count: stale }));
  return <>{parts.join(', ')}</>;
}

function Cost({ cost }: { readonly cost: NonNullable<ChannelView['cost']> }) {
  const { t } = useTranslation();
  const dong = useDong();
  if (cost.priceDong === null) return <>{t('channels.noPrice')}</>;
  return <>{t('channels.costs', { count: cost.messages, dong: dong(cost.dong), price: dong(cost.priceDong) })}</>;
}
