import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useDevices } from '../api/devices.ts';
import { useCan } from '../api/me.ts';
import { allItems } from '../api/pages.ts';
import { Icon } from '../shell/icon.tsx';
import { MoreButton } from '../shell/more-button.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { DeviceFilters } from './device-filters.tsx';
import { addressOf, filterOf, LIST_FILTERS } from './device-filter.ts';
import { DeviceRow } from './device-row.tsx';
import classes from './devices.module.css';

export default function Devices() {
  const { t } = useTranslation();
  const mayRegister = useCan('registry.write');
  const [search] = useSearchParams();
  return (
    <>
      <PageHead title={t('nav.devices')}>
        <Button
          component={Link}
          to={`/map${addressOf(filterOf(search))}`}
          variant="default"
          leftSection={<Icon name="map" />}
        >
          {t('map.onMap')}
        </Button>
        {mayRegister && (
          <Button component={Link} to={`/devices/bulk${addressOf(filterOf(search, LIST_FILTERS))}`} variant="default">
            {t('bulk.title')}
          </Button>
        )}
        {mayRegister && (
          <Button component={Link} to="/devices/import" variant="default" leftSection={<Icon name="download" />}>
            {t('device.import')}
          </Button>
        )}
        {mayRegister && (
          <Button component={Link} to="/devices/new" leftSection={<Icon name="plus" />}>
            {t('device.register')}
          </Button>
        )}
      </PageHead>
      <DeviceFilters />
      <DeviceList mayRegister={mayRegister} />
    </>
  );
}

function DeviceList({ mayRegister }: { readonly mayRegister: boolean }) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const filter = filterOf(search, LIST_FILTERS);
  const devices = useDevices(filter);
  if (devices.isPending) return <Waiting />;
  if (devices.isError) return <Failed error={devices.error} retry={() => void devices.refetch()} />;
  const items = allItems(devices.data);
  if (items.length === 0) {
    return Object.keys(filter).length > 0 ? (
      <Empty
        title={t('device.noneFound')}
        text={t('device.noneFoundNext')}
        action={
          <Button component={Link} to="/devices" variant="default">
            {t('device.showAll')}
          </Button>
        }
      />
    ) : (
      <Empty
        icon={<Icon name="devices" size={48} />}
        title={t('device.none')}
        text={t(mayRegister ? 'device.noneNext' : 'device.noneAsk')}
        action={
          mayRegister && (
            <Button component={Link} to="/devices/new">
              {t('device.registerFirst')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {items.map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </ul>
      <MoreButton pages={devices} />
    </>
  );
}
