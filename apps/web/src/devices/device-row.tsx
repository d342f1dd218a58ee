import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DeviceSummary } from '../api/shapes.ts';
import { FaultList } from '../health/fault-list.tsx';
import { HealthMark } from '../health/health-mark.tsx';
import { Age } from '../health/moments.tsx';
import { Icon } from '../shell/icon.tsx';
import classes from './devices.module.css';

/** One device: how it is, what it is, where it is, when it was last heard. */
export function DeviceRow({ device }: { readonly device: DeviceSummary }) {
  const { t } = useTranslation();
  return (
    <li>
      <Link to={`/devices/${device.id}`} className={classes.row}>
        <span className={classes.health}>
          <HealthMark health={device.health} faults={device.faults} />
        </span>
        <span className={classes.what}>
          <strong>{device.name}</strong>
          <span className={classes.where}>
            <Icon name={device.kind} size={18} />
            {[t(`kind.${device.kind}`), device.landmark, device.unitName].filter(Boolean).join(' · ')}
          </span>
          <FaultList faults={device.faults} />
        </span>
        <span className={classes.seen}>
          <span className="visually-hidden">{t('device.lastSeen')}</span>
          {device.lastSeenAt === null ? t('device.neverSeen') : <Age at={device.lastSeenAt} />}
        </span>
      </Link>
    </li>
  );
}
