import { Link } from 'react-router';
import { useDevicesAt } from '../api/devices.ts';
import { allItems } from '../api/pages.ts';
import { HealthMark } from '../health/health-mark.tsx';
import { Failed, Waiting } from '../shell/states.tsx';

/** What hangs on one pole. */
export function SiteDevices({ siteId }: { readonly siteId: string }) {
  const devices = useDevicesAt(siteId);
  if (devices.isPending) return <Waiting />;
  if (devices.isError) return <Failed error={devices.error} retry={() => void devices.refetch()} />;
  return (
    <ul>
      {allItems(devices.data).map((device) => (
        <li key={device.id}>
          <Link to={`/devices/${device.id}`}>{device.name}</Link>
          <HealthMark health={device.health} faults={device.faults} />
        </li>
      ))}
    </ul>
  );
}
