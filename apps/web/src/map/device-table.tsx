import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDevices } from '../api/devices.ts';
import { allItems } from '../api/pages.ts';
import type { DeviceSummary } from '../api/shapes.ts';
import type { DeviceFilter } from '../devices/device-filter.ts';
import { HealthMark } from '../health/health-mark.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { Failed, Waiting } from '../shell/states.tsx';
import type { ChosenSite } from './canvas.tsx';
import classes from './map.module.css';

interface DeviceTableProps {
  readonly filter: DeviceFilter;
  readonly chosenId: string | null;
  /** Shows the device's site on the map; absent when no map can be drawn. */
  readonly onChoose: ((site: ChosenSite) => void) | undefined;
}

/** The map in words, worst first: the same devices by the same filter. */
export function DeviceTable({ filter, chosenId, onChoose }: DeviceTableProps) {
  const { t } = useTranslation();
  const devices = useDevices(filter);
  if (devices.isPending) return <Waiting />;
  if (devices.isError) return <Failed error={devices.error} retry={() => void devices.refetch()} />;
  return (
    <>
      <table className={classes.table}>
        <caption className="visually-hidden">{t('map.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('map.device')}</th>
            <th scope="col">{t('device.health')}</th>
            <th scope="col">{t('device.code')}</th>
          </tr>
        </thead>
        <tbody>
          {allItems(devices.data).map((device) => (
            <tr key={device.id} aria-current={device.siteId === chosenId || undefined}>
              <td>
                <Name device={device} onChoose={onChoose} />
                <small>{[device.landmark, device.unitName].filter(Boolean).join(' · ')}</small>
              </td>
              <td className={classes.nowrap}>
                <HealthMark health={device.health} faults={device.faults} />
              </td>
              <td className={classes.nowrap}>{device.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <MoreButton pages={devices} />
    </>
  );
}

function Name({
  device,
  onChoose,
}: {
  readonly device: DeviceSummary;
  readonly onChoose: DeviceTableProps['onChoose'];
}) {
  const { id, name, siteId, landmark, siteCode, longitude, latitude } = device;
  if (onChoose === undefined || longitude === null || latitude === null)
    return <Link to={`/devices/${id}`}>{name}</Link>;
  return (
    <button type="button" onClick={() => onChoose({ siteId, name: landmark ?? siteCode, at: [longitude, latitude] })}>
      {name}
    </button>
  );
}
