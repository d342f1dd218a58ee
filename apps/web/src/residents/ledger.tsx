import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allItems } from '../api/pages.ts';
import { useContributions, useRemoveContribution } from '../api/residents.ts';
import type { Contribution } from '../api/shapes.ts';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { SureButton } from '../shell/sure-button.tsx';
import { AddGift } from './add-gift.tsx';
import classes from './residents.module.css';

/** Who gave what for this place, with those who do not want to be named. */
export function Ledger({ siteId }: { readonly siteId: string }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const gifts = useContributions(siteId);
  if (gifts.isPending) return null;
  if (gifts.isError) return <Failed error={gifts.error} retry={() => void gifts.refetch()} />;
  const items = allItems(gifts.data);
  return (
    <Section title={t('residents.ledger')}>
      {items.length === 0 && <p className={classes.quiet}>{t('residents.ledgerNone')}</p>}
      <ul className={classes.gifts}>
        {items.map((gift) => (
          <Gift key={gift.id} gift={gift} />
        ))}
      </ul>
      <MoreButton pages={gifts} />
      {adding ? (
        <AddGift siteId={siteId} onDone={() => setAdding(false)} />
      ) : (
        <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
          {t('residents.addGift')}
        </Button>
      )}
    </Section>
  );
}

function Gift({ gift }: { readonly gift: Contribution }) {
  const { t, i18n } = useTranslation();
  const day = gift.givenOn.split('-').reverse().join('/');
  const spent =
    gift.spentDong !== null && t('residents.spentOf', { sum: gift.spentDong.toLocaleString(i18n.language) });
  const named = t(gift.isPublic ? 'residents.named' : 'residents.unnamed');
  return (
    <li>
      <span className={classes.gift}>
        <strong>{gift.donor}</strong>
        <span className={classes.quiet}>
          {[gift.inKind, gift.bought, spent, day, named].filter(Boolean).join(' · ')}
        </span>
      </span>
      {gift.amountDong !== null && (
        <span className={classes.sum}>{gift.amountDong.toLocaleString(i18n.language)} đ</span>
      )}
      <Remove gift={gift} />
    </li>
  );
}

function Remove({ gift }: { readonly gift: Contribution }) {
  const { t } = useTranslation();
  const removing = useRemoveContribution(gift.siteId);
  return (
    <SureButton
      text={t('residents.removeGift')}
      sureText={t('residents.removeGiftSure')}
      about={gift.donor}
      pending={removing.isPending}
      onSure={() => removing.mutate(gift.id)}
    />
  );
}
