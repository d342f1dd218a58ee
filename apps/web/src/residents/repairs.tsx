import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allItems } from '../api/pages.ts';
import { useRemoveRepair, useRepairs } from '../api/residents.ts';
import type { Repair } from '../api/shapes.ts';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { Section } from '../shell/section.tsx';
import { Failed } from '../shell/states.tsx';
import { SureButton } from '../shell/sure-button.tsx';
import { AddRepair } from './add-repair.tsx';
import classes from './residents.module.css';

/** What was mended at this place, what it cost and who paid. */
export function Repairs({ siteId }: { readonly siteId: string }) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const repairs = useRepairs(siteId);
  if (repairs.isPending) return null;
  if (repairs.isError) return <Failed error={repairs.error} retry={() => void repairs.refetch()} />;
  const items = allItems(repairs.data);
  return (
    <Section title={t('residents.repairs')}>
      {items.length === 0 && <p className={classes.quiet}>{t('residents.repairsNone')}</p>}
      <ul className={classes.gifts}>
        {items.map((repair) => (
          <Line key={repair.id} repair={repair} />
        ))}
      </ul>
      <MoreButton pages={repairs} />
      {adding ? (
        <AddRepair siteId={siteId} onDone={() => setAdding(false)} />
      ) : (
        <Button variant="default" leftSection={<Icon name="plus" />} onClick={() => setAdding(true)}>
          {t('residents.addRepair')}
        </Button>
      )}
    </Section>
  );
}

function Line({ repair }: { readonly repair: Repair }) {
  const { t, i18n } = useTranslation();
  const removing = useRemoveRepair(repair.siteId);
  const { doneBy, paidBy, costDong } = repair;
  const about = [
    repair.doneOn.split('-').reverse().join('/'),
    repair.deviceName,
    doneBy && t('residents.byWhom', { name: doneBy }),
    paidBy && t('residents.paidByWhom', { name: paidBy }),
    repair.fromGifts && t('residents.withGifts'),
    (doneBy ?? paidBy) !== null && t(repair.isPublic ? 'residents.named' : 'residents.unnamed'),
  ];
  return (
    <li>
      <span className={classes.gift}>
        <strong>{repair.what}</strong>
        <span className={classes.quiet}>{about.filter(Boolean).join(' · ')}</span>
      </span>
      {costDong !== null && <span className={classes.sum}>{costDong.toLocaleString(i18n.language)} đ</span>}
      <SureButton
        text={t('residents.removeRepair')}
        sureText={t('residents.removeGiftSure')}
        about={repair.what}
        pending={removing.isPending}
        onSure={() => removing.mutate(repair.id)}
      />
    </li>
  );
}
