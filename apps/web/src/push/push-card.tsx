import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../api/me.ts';
import { queryClient } from '../api/query-client.ts';
import cards from '../shell/cards.module.css';
import { Icon } from '../shell/icon.tsx';
import { Failed } from '../shell/states.tsx';
import classes from './push-card.module.css';
import { pushState, type PushState, switchOff, switchOn } from './this-browser.ts';

const KEY = ['push', 'this-browser'];

/** Whether this phone rings when something is broken; one tap makes it so. `brief`: not where nobody here can help it. */
export function PushCard({ brief = false }: { readonly brief?: boolean }) {
  const { t } = useTranslation();
  const mayAct = useCan('incident.act');
  // The service worker is of the build only.
  const isThere = import.meta.env.PROD && mayAct;
  const state = useQuery({ queryKey: KEY, queryFn: pushState, enabled: isThere, staleTime: Infinity, retry: false });
  const change = useMutation({
    mutationFn: (work: () => Promise<PushState>) => work(),
    onSuccess: (now) => queryClient.setQueryData(KEY, now),
  });
  const { data } = state;
  if (!isThere || data === undefined || (brief && data.kind === 'insecure')) return null;
  return (
    <section className={`${cards.card} ${classes.card}`} aria-label={t('push.title')}>
      <p className={classes.text}>
        <Icon name="incidents" />
        <span>{data.kind === 'on' ? t('push.on', { unit: data.device.unitName }) : t(`push.${data.kind}`)}</span>
      </p>
      {data.kind === 'off' && (
        <Button fullWidth size="md" loading={change.isPending} onClick={() => change.mutate(switchOn)}>
          {t('push.switchOn')}
        </Button>
      )}
      {data.kind === 'on' && (
        <Button
          fullWidth
          variant="default"
          size="md"
          loading={change.isPending}
          onClick={() => change.mutate(() => switchOff(data.device))}
        >
          {t('push.switchOff')}
        </Button>
      )}
      {change.isError && <Failed error={change.error} />}
    </section>
  );
}
