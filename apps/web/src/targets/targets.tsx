import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allItems } from '../api/pages.ts';
import { useTargets, useRemoveTarget, useTestTarget } from '../api/targets.ts';
import type { Target } from '../api/shapes.ts';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import cards from '../shell/cards.module.css';
import { AddTarget } from './add-target.tsx';
import { addressText } from './address-text.ts';
import { EditTarget } from './edit-target.tsx';
import { TargetState } from './target-state.tsx';
import classes from './targets.module.css';
import { Invite } from './zalo/invite.tsx';

/** Who is told, and over what. */
export default function Targets() {
  const { t } = useTranslation();
  const [adding, { open, close }] = useDisclosure(false);
  return (
    <>
      <PageHead title={t('target.title')}>
        <Button leftSection={<Icon name="plus" />} onClick={open}>
          {t('target.add')}
        </Button>
      </PageHead>
      <AddTarget opened={adding} onClose={close} />
      <TargetList />
    </>
  );
}

function TargetList() {
  const { t } = useTranslation();
  const targets = useTargets();
  if (targets.isPending) return <Waiting />;
  if (targets.isError) return <Failed error={targets.error} retry={() => void targets.refetch()} />;
  const items = allItems(targets.data);
  if (items.length === 0) {
    return <Empty icon={<Icon name="targets" size={48} />} title={t('target.none')} text={t('target.noneNext')} />;
  }
  return (
    <>
      <ul className={cards.list}>
        {items.map((target) => (
          <TargetCard key={target.id} target={target} />
        ))}
      </ul>
      <MoreButton pages={targets} />
    </>
  );
}

/** One recipient with its test. */
export function TargetCard({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const testing = useTestTarget(target.id);
  const { groupLink } = target.address;
  const sendTest = () =>
    testing.mutate(undefined, {
      onSuccess: () => notifications.show({ message: t('target.testSent'), color: 'teal' }),
    });
  return (
    <li className={`${cards.card} ${classes.card}`}>
      <div className={classes.what}>
        <strong>{target.name}</strong>
        <span>
          {t(`channel.${target.channel}`)} · {addressText(target.address)}
        </span>
        <span className={classes.quiet}>
          {target.unitName} · {t(`audience.${target.audience}`)} ·{' '}
          {t('target.from', { severity: t(`severity.${target.minimumSeverity}`) })}
        </span>
        <TargetState target={target} />
        {testing.isError && <Failed error={testing.error} />}
      </div>
      <div className={classes.acts}>
        <Button variant="default" loading={testing.isPending} onClick={sendTest}>
          {t('target.test')}
        </Button>
        {groupLink && <Invite name={target.name} link={groupLink} />}
        <EditTarget target={target} />
        <Remove target={target} />
      </div>
    </li>
  );
}

function Remove({ target }: { readonly target: Target }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const removing = useRemoveTarget(target.id);
  return (
    <Button
      variant={asked ? 'filled' : 'subtle'}
      color={asked ? 'red.9' : 'indigo'}
      loading={removing.isPending}
      onClick={() => (asked ? removing.mutate() : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      {t(asked ? 'target.removeSure' : 'target.remove')}
    </Button>
  );
}
