import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { allItems } from '../api/pages.ts';
import type { SecurityEntry } from '../api/shapes.ts';
import { useSecurityLog } from '../api/system.ts';
import { Moment } from '../health/moments.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import classes from './admin.module.css';

const EVENTS = [
  'wrong_secret',
  'unknown_device',
  'secret_revoked',
  'topic_violation',
  'protocol_violation',
  'rate_limited',
  'foreign_camera',
  'takeover',
  'credentials_changed',
  'login_failed',
  'login_throttled',
  'api_key_refused',
] as const satisfies readonly SecurityEntry['event'][];

/** Who tried what at the doors, newest first. What is shown in quotes was written by a stranger. */
export default function Security() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const filter = { unitId: search.get('unitId'), event: search.get('event') };
  const log = useSecurityLog(filter);
  const narrow = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const items = log.data ? allItems(log.data) : [];
  return (
    <>
      <div className={classes.bar}>
        <NativeSelect
          label={t('security.what')}
          value={filter.event ?? ''}
          onChange={(event) => narrow('event', event.currentTarget.value)}
          data={[
            { value: '', label: t('security.all') },
            ...EVENTS.map((value) => ({ value: value, label: t(`security.event.${value}`) })),
          ]}
        />
        <UnitPicker
          label={t('device.unit')}
          value={filter.unitId}
          onChange={(unitId) => narrow('unitId', unitId)}
          everywhere={t('unit.everywhere')}
        />
      </div>
      {log.isPending && <Waiting />}
      {log.isError && <Failed error={log.error} retry={() => void log.refetch()} />}
      {log.data && items.length === 0 && <Empty title={t('security.none')} text={t('security.noneNext')} />}
      <ol className={classes.log}>
        {items.map((entry) => (
          <li key={entry.id}>
            <small>
              <Moment at={entry.lastAt} />
            </small>
            <span>
              <strong>{t(`security.event.${entry.event}`)}</strong>
              {entry.count > 1 && ` · ${t('security.times', { count: entry.count })}`}
            </span>
            {entry.deviceId && entry.deviceName && <Link to={`/devices/${entry.deviceId}`}>{entry.deviceName}</Link>}
            <span className={classes.quiet}>
              {t('security.from')} {entry.address ?? t('security.manyPlaces')}
              {entry.sample !== '' && (
                <>
                  {' · '}
                  <q>{entry.sample}</q>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {log.data && <MoreButton pages={log} />}
    </>
  );
}
