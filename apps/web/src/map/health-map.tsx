import { Button, CloseButton } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { mapNews } from '../api/map-news.ts';
import { tileAddress, useBoundaries, useMapBase, useMapExtent, usePowerCuts, useUplinks } from '../api/map.ts';
import { queryClient } from '../api/query-client.ts';
import type { MapBase, MapExtent, PowerCutFeatures } from '../api/shapes.ts';
import { addressOf, type DeviceFilter, filterOf } from '../devices/device-filter.ts';
import { DeviceFilters } from '../devices/device-filters.tsx';
import { Moment } from '../health/moments.tsx';
import { Icon } from '../shell/icon.tsx';
import { PageHead } from '../shell/page-head.tsx';
import { Empty, Failed, Waiting } from '../shell/states.tsx';
import { Canvas, type ChosenSite, type View } from './canvas.tsx';
import { DeviceTable } from './device-table.tsx';
import { LayerSwitch } from './layer-switch.tsx';
import { layersOf } from './layers.ts';
import { Legend } from './legend.tsx';
import { SiteDevices } from './site-devices.tsx';
import { nothing } from './states.ts';
import classes from './map.module.css';

/** Further away, lines between poles are too short to see. */
const UPLINKS_FROM_ZOOM = 12;

/** The health map, and below it the same devices in words; one filter in the address drives both, and the list of devices. */
export default function HealthMap() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const address = addressOf(filterOf(search));
  const filter = useMemo(() => filterOf(new URLSearchParams(address)), [address]);
  const extent = useMapExtent(filter);
  const base = usePreparedBase();
  useEffect(() => mapNews.subscribe(() => void queryClient.invalidateQueries({ queryKey: ['map'] })), []);
  const isEmpty = extent.data?.box === null && address === '';
  return (
    <div className={classes.page}>
      <PageHead title={t('nav.map')}>
        <Button component={Link} to={`/devices${address}`} variant="default" leftSection={<Icon name="devices" />}>
          {t('map.asList')}
        </Button>
      </PageHead>
      {(extent.isPending || base === undefined) && !extent.isError && <Waiting />}
      {extent.isError && <Failed error={extent.error} retry={() => void extent.refetch()} />}
      {isEmpty && (
        <Empty
          icon={<Icon name="map" size={48} />}
          title={t('map.none')}
          text={t('map.noneNext')}
          action={<Link to="/devices/new">{t('device.register')}</Link>}
        />
      )}
      {extent.data !== undefined && base !== undefined && !isEmpty && (
        <Drawn filter={filter} extent={extent.data} base={base} />
      )}
    </div>
  );
}

/** What lies under the map, with what it takes to read it; undefined while that is not known. */
function usePreparedBase(): MapBase | null | undefined {
  const base = useMapBase();
  const [prepared, setPrepared] = useState(false);
  const isFile = base.data?.kind === 'pmtiles';
  useEffect(() => {
    if (isFile) void import('./pmtiles.ts').then(() => setPrepared(true));
  }, [isFile]);
  if (base.isError) return null;
  return isFile && !prepared ? undefined : base.data;
}

interface DrawnProps {
  readonly filter: DeviceFilter;
  readonly extent: MapExtent;
  readonly base: MapBase | null;
}

function Drawn({ filter, extent, base }: DrawnProps) {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const shown = layersOf(search);
  const [chosen, setChosen] = useState<ChosenSite | null>(null);
  const [view, setView] = useState<View | null>(null);
  const [drawable, setDrawable] = useState(true);
  const boundaries = useBoundaries();
  const cuts = usePowerCuts(shown.has('cuts'));
  const near = view !== null && view.zoom >= UPLINKS_FROM_ZOOM;
  const uplinks = useUplinks(shown.has('uplinks') && near ? view.box : null);
  const marks = useMemo(
    () => ({
      boundaries: shown.has('boundaries') ? (boundaries.data ?? null) : null,
      cuts: shown.has('cuts') ? (cuts.data ?? null) : null,
      uplinks: shown.has('uplinks') && near ? (uplinks.data ?? null) : null,
    }),
    [search, near, boundaries.data, cuts.data, uplinks.data],
  );
  // The view follows another unit, not every device that comes or goes.
  const [framed] = useFramed(filter, extent);
  return (
    <>
      <DeviceFilters />
      <Legend counts={extent.byState} label={t('map.legend')} />
      {shown.has('cuts') && <Cuts cuts={cuts.data} />}
      {drawable ? (
        <>
          <div className={classes.stage}>
            <Canvas
              tiles={tileAddress(filter)}
              base={base}
              marks={marks}
              box={framed}
              chosen={chosen}
              onChoose={setChosen}
              onView={setView}
              onFailure={() => setDrawable(false)}
              label={t('map.label')}
            />
            {chosen && <Sheet site={chosen} onClose={() => setChosen(null)} />}
          </div>
          <LayerSwitch />
          {shown.has('uplinks') && !near && <p className={classes.note}>{t('map.uplinksNearer')}</p>}
          <InSight view={view} attribution={base?.attribution ?? null} />
        </>
      ) : (
        <p>{t('map.cannotDraw')}</p>
      )}
      {/* The map first: the list of a large territory takes the server longer than its tiles. */}
      {(view !== null || !drawable) && (
        <DeviceTable filter={filter} chosenId={chosen?.siteId ?? null} onChoose={drawable ? setChosen : undefined} />
      )}
    </>
  );
}

/** The box to look at: a new one only when the filter is another. */
function useFramed(filter: DeviceFilter, { box }: MapExtent): [readonly number[] | null] {
  const [kept, setKept] = useState({ filter, box });
  const next = kept.filter === filter || box === null ? kept : { filter, box };
  useEffect(() => setKept(next), [next]);
  return [next.box];
}

function InSight({ view, attribution }: { readonly view: View | null; readonly attribution: string | null }) {
  const { t } = useTranslation();
  const counts = view?.counts ?? nothing();
  const words = (['down', 'warning', 'unknown', 'maintenance', 'ok'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${t(`sign.${state === 'warning' ? 'warn' : state}`)} ${counts[state]}`);
  return (
    <p className={classes.note}>
      <span
        role="status"
        data-testid="in-sight"
        data-down={counts.down}
        data-ok={counts.ok}
        data-unknown={counts.unknown}
      >
        {t('map.inSight')} {words.length === 0 ? t('map.nothingInSight') : words.join(', ')}.
      </span>
      {attribution !== null && <small> {attribution}</small>}
    </p>
  );
}

function Cuts({ cuts }: { readonly cuts: PowerCutFeatures | undefined }) {
  const { t } = useTranslation();
  if (cuts === undefined || cuts.features.length === 0) return null;
  return (
    <ul className={classes.cuts} aria-label={t('map.layer.cuts')}>
      {cuts.features.map(({ properties: { incidentId, unitName, devices, startedAt } }) => (
        <li key={incidentId}>
          <Link to={`/incidents/${incidentId}`}>{t('map.cut', { unit: unitName, count: devices })}</Link>{' '}
          <Moment at={startedAt} />
        </li>
      ))}
    </ul>
  );
}

function Sheet({ site, onClose }: { readonly site: ChosenSite; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <section className={classes.sheet} aria-label={site.name}>
      <div className={classes.sheetHead}>
        <h2>{site.name}</h2>
        <CloseButton size="lg" aria-label={t('act.close')} onClick={onClose} />
      </div>
      <SiteDevices siteId={site.siteId} />
    </section>
  );
}
