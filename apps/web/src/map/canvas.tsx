import type { Map as MapLibre, MapMouseEvent } from 'maplibre-gl';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { mapNews } from '../api/map-news.ts';
import { refresh } from '../api/session.ts';
import type { MapBase } from '../api/shapes.ts';
import { createMap, frame, type Marks, NEAR, setMarks, setTiles } from './drawn-map.ts';
import { type Counts, sum } from './states.ts';
import classes from './map.module.css';

export interface ChosenSite {
  readonly siteId: string;
  readonly name: string;
  /** Longitude, latitude. */
  readonly at: readonly [number, number];
}

export interface View {
  readonly counts: Counts;
  /** West, south, east, north. */
  readonly box: readonly [number, number, number, number];
  readonly zoom: number;
}

interface CanvasProps {
  readonly tiles: string;
  readonly base: MapBase | null;
  readonly marks: Marks;
  /** Around everything the filter shows; the view follows when it becomes another. */
  readonly box: readonly number[] | null;
  readonly chosen: ChosenSite | null;
  readonly onChoose: (site: ChosenSite) => void;
  readonly onView: (view: View) => void;
  readonly onFailure: () => void;
  readonly label: string;
}

/** The drawn map: it redraws its tiles whenever something changed, and says what is in sight. */
export function Canvas(props: CanvasProps) {
  const { tiles, marks, box, chosen, label } = props;
  const place = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre | null>(null);
  const now = useRef(props);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  now.current = props;

  useEffect(() => {
    if (place.current === null) return;
    const drawn = createMap(place.current, now.current);
    if (drawn === null) {
      now.current.onFailure();
      return;
    }
    listen(
      drawn,
      () => now.current,
      () => map.current === drawn,
    );
    map.current = drawn;
    const stop = mapNews.subscribe(() => whenReady(drawn, () => drawn.refreshTiles('devices')));
    return () => {
      stop();
      map.current = null;
      drawn.remove();
    };
  }, [scheme]);

  useEffect(() => {
    if (map.current) whenReady(map.current, (drawn) => setTiles(drawn, tiles));
  }, [tiles]);

  useEffect(() => {
    if (map.current) whenReady(map.current, (drawn) => setMarks(drawn, marks));
  }, [marks]);

  const around = box?.join();
  const seen = useRef(around);
  useEffect(() => {
    // The map was made around the first box.
    if (seen.current === around) return;
    seen.current = around;
    const framed = frame(now.current.box);
    if (map.current && framed.bounds) map.current.fitBounds(framed.bounds, framed.fitBoundsOptions);
  }, [around]);

  useEffect(() => {
    if (chosen === null || map.current === null) return;
    place.current?.scrollIntoView({ block: 'center' });
    map.current.easeTo({
      center: [...chosen.at],
      zoom: Math.max(map.current.getZoom(), NEAR),
      offset: besideSheet(map.current),
    });
  }, [chosen]);

  return <div ref={place} className={classes.canvas} role="region" aria-label={label} data-testid="map" />;
}

/** Sources exist once the style is loaded; what comes earlier is made up for then. */
function whenReady(map: MapLibre, act: (map: MapLibre) => void): void {
  if (map.getSource('devices') !== undefined) act(map);
  else map.once('load', () => act(map));
}

function listen(map: MapLibre, props: () => CanvasProps, isShown: () => boolean): void {
  const container = map.getContainer();
  map.on('load', () => {
    setTiles(map, props().tiles);
    setMarks(map, props().marks);
  });
  map.on('error', ({ error }) => askAgain((error as { status?: number }).status));
  map.on('click', 'sites', (event) => {
    const { siteId, name } = (event.features?.[0]?.properties ?? {}) as { siteId?: string; name?: string };
    if (siteId !== undefined) props().onChoose({ siteId, name: name ?? '', at: pointOf(event) });
  });
  map.on('click', 'clusters', (event) => map.easeTo({ center: pointOf(event), zoom: map.getZoom() + 2 }));
  for (const layer of ['sites', 'clusters']) {
    map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
  }
  const look = () => {
    if (isShown()) props().onView(viewOf(map));
  };
  map.on('idle', () => {
    container.dataset['idle'] = 'true';
    look();
  });
  // A map that lost tiles for a while is not idle again before it is touched.
  map.on('sourcedata', ({ sourceId }) => {
    if (sourceId === 'devices' && container.dataset['idle'] === 'true') soon(look);
  });
}

/** Once for all that comes in one picture. */
const waiting = new Set<() => void>();
function soon(act: () => void): void {
  if (waiting.has(act)) return;
  waiting.add(act);
  requestAnimationFrame(() => {
    waiting.delete(act);
    act();
  });
}

/** Asked of the tiles, not of what was painted: right after a change signs are not yet found where they stand. */
function viewOf(map: MapLibre): View {
  const [[west, south], [east, north]] = map.getBounds().toArray();
  const marks = map.querySourceFeatures('devices', { sourceLayer: 'devices' }).filter(({ geometry }) => {
    if (geometry.type !== 'Point') return false;
    const [x = NaN, y = NaN] = geometry.coordinates;
    return x >= west && x <= east && y >= south && y <= north;
  });
  return {
    counts: sum(marks.map(({ properties }) => properties)),
    box: [west, south, east, north],
    zoom: map.getZoom(),
  };
}

/** Tiles refused because the session needs renewing, or because a large territory is still being read. */
function askAgain(status: number | undefined): void {
  if (status === 401) void refresh().then(mapNews.tell, () => undefined);
  else if (status !== undefined && status >= 500) mapNews.tell();
}

type Clicked = MapMouseEvent & { features?: readonly { readonly geometry: { readonly type: string } }[] };

/** Where the mark stands, not where the finger fell. */
function pointOf({ features, lngLat }: Clicked): [number, number] {
  const geometry = features?.[0]?.geometry as { type: string; coordinates?: [number, number] } | undefined;
  return geometry?.type === 'Point' && geometry.coordinates ? geometry.coordinates : [lngLat.lng, lngLat.lat];
}

/** Where the chosen site is put so that its sheet does not cover it: the sheet stands left on a desk, below on a phone. */
function besideSheet(map: MapLibre): [number, number] {
  const { clientWidth, clientHeight } = map.getContainer();
  return clientWidth > 640 ? [170, 0] : [0, -clientHeight / 4];
}
