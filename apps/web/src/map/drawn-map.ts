import {
  type ExpressionSpecification,
  GeoJSONSource,
  type LayerSpecification,
  Map as MapLibre,
  NavigationControl,
  prewarm,
  setWorkerUrl,
  VectorTileSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { signed } from '../api/map.ts';
import type { BoundaryFeatures, MapBase, PowerCutFeatures, UplinkFeatures } from '../api/shapes.ts';
import { donutName } from './donut.ts';
import { drawOnDemand } from './images.ts';
import { STATES } from './states.ts';

setWorkerUrl(workerUrl);
// The workers start while it is still being asked what there is to draw.
prewarm();

/** The server draws single sites from this zoom on; nearer views enlarge its tiles. */
const NEAREST_TILES = 16;
/** A single pole fills the view. */
export const NEAR = 17;
const DONUT_PARTS = 16;

export interface Marks {
  readonly boundaries: BoundaryFeatures | null;
  readonly cuts: PowerCutFeatures | null;
  readonly uplinks: UplinkFeatures | null;
}

interface Beginning {
  readonly tiles: string;
  readonly base: MapBase | null;
  /** West, south, east, north. */
  readonly box: readonly number[] | null;
}

const nothing = { type: 'FeatureCollection' as const, features: [] };

/** Null when the browser cannot draw maps (no WebGL). */
export function createMap(container: HTMLElement, { tiles, base, box }: Beginning): MapLibre | null {
  const colour = (name: string) => getComputedStyle(container).getPropertyValue(name).trim();
  let map: MapLibre;
  try {
    map = new MapLibre({
      container,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: 19,
      // Signs change while people look: what fades is neither the old nor the new.
      fadeDuration: 0,
      transformRequest: signed,
      ...frame(box),
      style: {
        version: 8,
        sources: {
          ...baseSource(base),
          boundaries: { type: 'geojson', data: nothing },
          cuts: { type: 'geojson', data: nothing },
          uplinks: { type: 'geojson', data: nothing },
          devices: { type: 'vector', tiles: [tiles], minzoom: 0, maxzoom: NEAREST_TILES },
        },
        layers: [
          { id: 'ground', type: 'background', paint: { 'background-color': colour('--map-ground') } },
          ...(base?.kind == null ? [] : [{ id: 'base', type: 'raster' as const, source: 'base' }]),
          ...markLayers(colour),
          ...deviceLayers(colour),
        ],
      },
    });
  } catch {
    return null;
  }
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.keyboard.disableRotation();
  drawOnDemand(map);
  return map;
}

const drawnMarks = new WeakMap<GeoJSONSource, object | null>();

export function setMarks(map: MapLibre, marks: Marks): void {
  for (const name of ['boundaries', 'cuts', 'uplinks'] as const) {
    const source = map.getSource(name);
    if (!(source instanceof GeoJSONSource) || (drawnMarks.get(source) ?? null) === marks[name]) continue;
    drawnMarks.set(source, marks[name]);
    void source.setData(marks[name] ?? nothing);
  }
}

export function setTiles(map: MapLibre, tiles: string): void {
  const source = map.getSource('devices');
  if (source instanceof VectorTileSource && source.tiles[0] !== tiles) source.setTiles([tiles]);
}

/** Around the box; without one the middle of northern Vietnam. */
export function frame(box: readonly number[] | null) {
  if (box === null) return { center: [105.8, 21.05] as [number, number], zoom: 9 };
  return { bounds: box as [number, number, number, number], fitBoundsOptions: { padding: 48, maxZoom: 16 } };
}

function baseSource(base: MapBase | null): Record<string, object> {
  if (base?.url == null) return {};
  if (base.kind === 'raster') return { base: { type: 'raster', tiles: [base.url], tileSize: 256 } };
  return { base: { type: 'raster', url: `pmtiles://${base.url}`, tileSize: 256 } };
}

const LABEL = { 'text-font': ['sans-serif'], 'text-size': 13 };

function markLayers(colour: (name: string) => string): LayerSpecification[] {
  const words = {
    'text-color': colour('--mantine-color-text'),
    'text-halo-color': colour('--map-ground'),
    'text-halo-width': 1.5,
  };
  const warning = colour('--health-warn');
  return [
    {
      id: 'boundaries',
      type: 'line',
      source: 'boundaries',
      paint: {
        'line-color': colour('--mantine-color-dimmed'),
        'line-width': ['match', ['get', 'kind'], ['village', 'group', 'team'], 1, 2],
      },
    },
    {
      id: 'cuts',
      type: 'fill',
      source: 'cuts',
      paint: { 'fill-color': warning, 'fill-opacity': 0.22 },
    },
    {
      id: 'cut-edges',
      type: 'line',
      source: 'cuts',
      paint: { 'line-color': colour('--health-warn-text'), 'line-width': 2.5, 'line-dasharray': [2, 1.5] },
    },
    {
      id: 'uplinks',
      type: 'line',
      source: 'uplinks',
      paint: {
        'line-color': ['case', ['get', 'down'], colour('--health-down'), colour('--mantine-color-dimmed')],
        'line-width': ['case', ['get', 'down'], 2.5, 1.2],
      },
    },
    {
      id: 'boundary-names',
      type: 'symbol',
      source: 'boundaries',
      layout: { ...LABEL, 'text-field': ['get', 'name'], 'text-optional': true } as never,
      paint: words,
    },
    {
      id: 'cut-names',
      type: 'symbol',
      source: 'cuts',
      layout: { ...LABEL, 'text-field': ['concat', '⚡ ', ['get', 'unitName']], 'text-size': 14 } as never,
      paint: words,
    },
  ];
}

function deviceLayers(colour: (name: string) => string): LayerSpecification[] {
  const ink = colour('--mantine-color-text');
  const total: ExpressionSpecification = ['+', ...STATES.map((state): ExpressionSpecification => ['get', state])];
  const part = (state: string) => ['ceil', ['/', ['*', DONUT_PARTS, ['get', state]], total]];
  const image = [
    'concat',
    donutName([]),
    ...STATES.flatMap((state, place) => [...(place === 0 ? [] : [',']), part(state)]),
  ];
  const urgency = ['match', ['get', 'state'], ...STATES.flatMap((state, place) => [state, STATES.length - place]), 0];
  const always = { 'icon-allow-overlap': true, 'text-allow-overlap': true };
  const count = ['case', ['>=', total, 10_000], ['concat', ['round', ['/', total, 1_000]], 'k'], ['to-string', total]];
  const source = { source: 'devices', 'source-layer': 'devices', type: 'symbol' as const };
  return [
    {
      ...source,
      id: 'clusters',
      filter: ['has', 'cluster'],
      layout: {
        ...LABEL,
        ...always,
        'icon-image': image,
        'icon-size': ['step', total, 0.85, 50, 1, 500, 1.2],
        'text-field': count,
        'text-size': 12,
      } as never,
      paint: { 'text-color': ink },
    },
    {
      ...source,
      id: 'sites',
      filter: ['has', 'siteId'],
      layout: {
        ...LABEL,
        'icon-allow-overlap': true,
        'icon-image': ['concat', 'site:', ['get', 'state'], ':', ['get', 'kinds']],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 14, 1, 17, 1.3],
        // Larger is drawn later, so the worst lies on top.
        'symbol-sort-key': urgency,
        'text-field': ['step', ['zoom'], '', 16, ['get', 'name']],
        'text-anchor': 'top',
        'text-offset': [0, 1.2],
        'text-optional': true,
      } as never,
      paint: { 'text-color': ink, 'text-halo-color': colour('--map-ground'), 'text-halo-width': 1.5 },
    },
  ];
}
