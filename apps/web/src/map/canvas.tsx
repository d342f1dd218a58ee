import { GeoJSONSource, Map as MapLibre, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { addSignImages } from './sign-images.ts';
import { boundsOf, type SignedSite } from './sites.ts';
import classes from './map.module.css';

setWorkerUrl(workerUrl);

interface CanvasProps {
  readonly sites: readonly SignedSite[];
  readonly chosen: SignedSite | null;
  readonly onChoose: (siteId: string) => void;
  readonly onFailure: () => void;
  readonly label: string;
}

/** The drawn map: sites as shapes on a plain ground, no tiles and no fonts from elsewhere. */
export function Canvas({ sites, chosen, onChoose, onFailure, label }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibre | null>(null);
  const shown = useRef(sites);
  const choose = useRef(onChoose);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  shown.current = sites;
  choose.current = onChoose;

  useEffect(() => {
    if (box.current === null) return;
    const drawn = create(box.current, shown.current, (siteId) => choose.current(siteId));
    if (drawn === null) {
      onFailure();
      return;
    }
    // The load event may come after sites changed.
    drawn.once('load', () => setSites(drawn, shown.current));
    map.current = drawn;
    return () => {
      map.current = null;
      drawn.remove();
    };
  }, [scheme]);

  useEffect(() => {
    if (map.current) setSites(map.current, sites);
  }, [sites]);

  useEffect(() => {
    if (chosen === null || map.current === null) return;
    box.current?.scrollIntoView({ block: 'center' });
    map.current.easeTo({
      center: chosen.geometry.coordinates,
      zoom: Math.max(map.current.getZoom(), 15),
      offset: besideSheet(map.current),
    });
  }, [chosen]);

  return <div ref={box} className={classes.canvas} role="region" aria-label={label} data-testid="map" />;
}

/** Null when the browser cannot draw maps (no WebGL). */
function create(
  container: HTMLElement,
  sites: readonly SignedSite[],
  onChoose: (siteId: string) => void,
): MapLibre | null {
  const colour = (name: string) => getComputedStyle(container).getPropertyValue(name);
  let map: MapLibre;
  try {
    map = new MapLibre({
      container,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: 19,
      ...frame(sites),
      style: {
        version: 8,
        sources: { sites: { type: 'geojson', data: collection(sites) } },
        layers: [{ id: 'ground', type: 'background', paint: { 'background-color': colour('--map-ground') } }],
      },
    });
  } catch {
    return null;
  }
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.on('load', () => {
    addSignImages(map);
    addSites(map, colour('--mantine-color-text'), colour('--map-ground'));
  });
  map.on('click', 'sites', (event) => {
    const siteId: unknown = event.features?.[0]?.properties['siteId'];
    if (typeof siteId === 'string') onChoose(siteId);
  });
  map.on('mouseenter', 'sites', () => (map.getCanvas().style.cursor = 'pointer'));
  map.on('mouseleave', 'sites', () => (map.getCanvas().style.cursor = ''));
  map.on('idle', () => (container.dataset['idle'] = 'true'));
  return map;
}

function addSites(map: MapLibre, text: string, ground: string): void {
  map.addLayer({
    id: 'sites',
    type: 'symbol',
    source: 'sites',
    layout: {
      'icon-image': ['concat', 'sign-', ['get', 'sign']],
      'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.55, 14, 0.9, 17, 1.25],
      'icon-allow-overlap': true,
      // Larger is drawn later, so the worst lies on top.
      'symbol-sort-key': ['-', 0, ['get', 'urgency']],
      'text-field': ['step', ['zoom'], '', 15, ['get', 'name']],
      'text-font': ['sans-serif'],
      'text-size': 13,
      'text-anchor': 'top',
      'text-offset': [0, 0.9],
      'text-optional': true,
    },
    paint: { 'text-color': text, 'text-halo-color': ground, 'text-halo-width': 1.5 },
  });
}

/** Where the chosen site is put so that its sheet does not cover it: the sheet stands left on a desk, below on a phone. */
function besideSheet(map: MapLibre): [number, number] {
  const { clientWidth, clientHeight } = map.getContainer();
  return clientWidth > 640 ? [170, 0] : [0, -clientHeight / 4];
}

function setSites(map: MapLibre, sites: readonly SignedSite[]): void {
  const source = map.getSource('sites');
  if (source instanceof GeoJSONSource) void source.setData(collection(sites));
}

function collection(sites: readonly SignedSite[]) {
  return { type: 'FeatureCollection' as const, features: [...sites] };
}

/** Around the data; without data the middle of northern Vietnam. */
function frame(sites: readonly SignedSite[]) {
  const bounds = boundsOf(sites);
  if (bounds === null) return { center: [105.8, 21.05] as [number, number], zoom: 9 };
  return { bounds, fitBoundsOptions: { padding: 48, maxZoom: 16 } };
}
