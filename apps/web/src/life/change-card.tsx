import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCarryOut, useWithdrawChange } from '../api/life.ts';
import type { BulkChange } from '../api/shapes.ts';
import { Moment } from '../health/moments.tsx';
import { Failed } from '../shell/states.tsx';
import { SureButton } from '../shell/sure-button.tsx';
import classes from './life.module.css';

/** What would be done, to which devices, and who may do it. */
export function ChangeCard({ change }: { readonly change: BulkChange }) {
  const { t } = useTranslation();
  const doing = useCarryOut();
  const withdrawing = useWithdrawChange();
  const { count, toUnitName } = change;
  const more = count - change.devices.length;
  return (
    <div className={classes.card}>
      <strong>
        {change.action === 'move'
          ? t('bulk.wouldMove', { count, unit: toUnitName ?? '' })
          : t('bulk.wouldDecommission', { count })}
      </strong>
      <p>{t(change.action === 'move' ? 'bulk.moveMeans' : 'bulk.decommissionMeans')}</p>
      <p>{t('bulk.openIncidents', { count: change.openIncidents })}</p>
      <details>
        <summary>{t('bulk.which')}</summary>
        <ul>
          {change.devices.map(({ id, name, unitName }) => (
            <li key={id}>{[name, unitName].join(' · ')}</li>
          ))}
          {more > 0 && <li>{t('bulk.andMore', { count: more })}</li>}
        </ul>
      </details>
      <small className={classes.quiet}>
        {t('bulk.by', { name: change.proposedBy ?? '—' })} · {t('bulk.until')} <Moment at={change.expiresAt} />
      </small>
      {change.needsSecond && <p>{t(change.isMine ? 'bulk.secondNeeded' : 'bulk.youAreSecond')}</p>}
      {(doing.error ?? withdrawing.error) && <Failed error={(doing.error ?? withdrawing.error) as Error} />}
      <div className={classes.acts}>
        {!(change.needsSecond && change.isMine) && (
          <Button
            {...(change.action === 'decommission' && { color: 'red.9' })}
            loading={doing.isPending}
            onClick={() => doing.mutate(change.id)}
          >
            {t('bulk.carryOut')}
          </Button>
        )}
        {change.isMine && (
          <SureButton
            text={t('bulk.withdraw')}
            sureText={t('bulk.withdrawSure')}
            pending={withdrawing.isPending}
            onSure={() => withdrawing.mutate(change.id)}
          />
        )}
      </div>
    </div>
  );
}
