import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useClaimCode, useMakeClaimCode, useSnippets, useWithdrawClaimCode } from '../api/claims.ts';
import type { DeviceDetail } from '../api/shapes.ts';
import { CopyButton } from '../shell/copy-button.tsx';
import { Section } from '../shell/section.tsx';
import { ShownOnce } from '../shell/shown-once.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './device.module.css';

/** A code to type into the device, which then fetches its password itself; and lines to paste. */
export function Claim({ device }: { readonly device: DeviceDetail }) {
  const { t, i18n } = useTranslation();
  const code = useClaimCode(device.id);
  const making = useMakeClaimCode(device.id);
  const withdrawing = useWithdrawClaimCode(device.id);
  if (code.isError) return <Failed error={code.error} retry={() => void code.refetch()} />;
  if (code.isPending) return null;
  const { state } = code.data;
  const moment = (at: string | null) =>
    at === null
      ? ''
      : new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));
  const times = { claimed: moment(code.data.claimedAt), expires: moment(code.data.expiresAt) };
  return (
    <Section title={t('claim.title')}>
      {making.data ? (
        <ShownOnce what={t('claim.code')} text={making.data.claimCode} onClose={() => making.reset()} />
      ) : (
        <>
          <p className={classes.quiet}>{t('claim.means')}</p>
          <p role="status">{t(`claim.state.${state}`, times)}</p>
          {making.isError && <Failed error={making.error} />}
          {withdrawing.isError && <Failed error={withdrawing.error} />}
          <div className={classes.acts}>
            <Button variant="default" loading={making.isPending} onClick={() => making.mutate()}>
              {t(state === 'waiting' ? 'claim.makeAgain' : 'claim.make')}
            </Button>
            {state === 'waiting' && (
              <Button variant="default" loading={withdrawing.isPending} onClick={() => withdrawing.mutate()}>
                {t('claim.withdraw')}
              </Button>
            )}
          </div>
        </>
      )}
      <Snippets id={device.id} />
    </Section>
  );
}

function Snippets({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const snippets = useSnippets(id);
  if (snippets.isError) return <Failed error={snippets.error} retry={() => void snippets.refetch()} />;
  return snippets.data?.map(({ name, text }) => {
    const title = t(`claim.snippet.${name}`, { defaultValue: name });
    return (
      <details key={name}>
        <summary>{title}</summary>
        <pre className={classes.snippet}>{text}</pre>
        <CopyButton text={text} label={t('secret.copy', { what: title })} />
      </details>
    );
  });
}
