import { useTranslation } from 'react-i18next';
import type { ChannelAccountView, ChannelView } from '../api/shapes.ts';
import { SignShape } from '../health/health-mark.tsx';
import { Moment } from '../health/moments.tsx';
import type { Sign } from '../health/sign.ts';
import classes from './channels.module.css';

const SIGNS = { well: 'ok', open: 'warn', stopped: 'down' } as const satisfies Record<
  ChannelAccountView['state'],
  Sign
>;
/** The one account of a channel that has only one needs no name. */
const NAMELESS = 'main';

/** Each account, or host of a webhook: the breaker, the last success and failure, what may leave at once. */
export function Accounts({ item }: { readonly item: ChannelView }) {
  const { t } = useTranslation();
  const { accounts, accountsInAll } = item;
  if (accounts.length === 0) return null;
  return (
    <ul className={classes.accounts}>
      {accounts.map((account) => (
        <Account key={account.account} account={account} />
      ))}
      {accountsInAll > accounts.length && (
        <li className={classes.quiet}>{t('channels.moreAccounts', { count: accountsInAll - accounts.length })}</li>
      )}
    </ul>
  );
}

function Account({ account }: { readonly account: ChannelAccountView }) {
  const { t } = useTranslation();
  const { state, reasonMessage, nextTryAt, lastSuccessAt, lastFailureAt, tokensLeft, perMinute } = account;
  return (
    <li>
      <span className={classes.state}>
        <SignShape sign={SIGNS[state]} size={14} />
        {account.account !== NAMELESS && <strong>{account.account}</strong>} {t(`channels.account.${state}`)}
        {nextTryAt && (
          <>
            {' · '}
            {t('channels.nextTry')} <Moment at={nextTryAt} />
          </>
        )}
      </span>
      <span className={classes.quiet}>
        {lastSuccessAt ? (
          <>
            {t('channels.lastSuccess')} <Moment at={lastSuccessAt} />
          </>
        ) : (
          t('channels.noSuccess')
        )}
        {lastFailureAt && (
          <>
            {' · '}
            {t('channels.lastFailure')} <Moment at={lastFailureAt} />
            {reasonMessage && ` (${reasonMessage})`}
          </>
        )}
        {tokensLeft !== null && perMinute !== null && ` · ${t('channels.tokens', { count: tokensLeft, perMinute })}`}
      </span>
    </li>
  );
}
