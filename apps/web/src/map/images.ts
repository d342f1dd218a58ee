import type { Map as MapLibre } from 'maplibre-gl';
import { readDonut } from './donut.ts';
import { COLOURS, type State, STATES } from './states.ts';

/**
 * Signs of sites and donuts of clusters, drawn on a canvas when the map asks for one it does not have: no sprite file,
 * and the colours of the present scheme.
 */
const RATIO = 2;
const INK = '#1a1d21';

/** On a grid of 22 units. */
const SHAPES: Record<State, string> = {
  ok: 'M11 3.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15z',
  warning: 'M11 2.5 20 18.5H2z',
  down: 'M5.5 2.5 11 8l5.5-5.5 3 3L14 11l5.5 5.5-3 3L11 14l-5.5 5.5-3-3L8 11 2.5 5.5z',
  unknown: 'M11 3.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15zm0 4a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7z',
  maintenance: 'M4 4h14v14H4z',
};

/** What hangs at the pole, on a grid of 12 units; several kinds are three dots. */
const GLYPHS: Readonly<Record<string, string>> = {
  camera: 'M1 3h6.5v6H1zM8.2 5.4 11 3.5v5L8.2 6.600z',
  solar_light:
    'M6 .5a3.700 3.700 0 0 1 2.200 6.700V8.500H3.800V7.200A3.700 3.700 0 0 1 6 .5zM4.200 9.200h3.600v2.300H4.200z',
  wifi_hotspot:
    'M6 9.2a1.2 1.2 0 1 1 0 2.400a1.2 1.2 0 0 1 0-2.400zM2.8 7.600 4 8.800a2.9 2.9 0 0 1 4 0l1.2-1.200a4.600 4.600 0 0 0-6.400 0zM.6 5.200 1.800 6.400a6 6 0 0 1 8.400 0l1.200-1.200a7.700 7.700 0 0 0-10.800 0z',
  edge_agent: 'M1 2h10v3H1zM1 7h10v3H1z',
  several:
    'M2 4.700a1.300 1.300 0 1 1 0 2.600a1.300 1.300 0 0 1 0-2.600zM6 4.700a1.300 1.300 0 1 1 0 2.600a1.300 1.300 0 0 1 0-2.600zM10 4.700a1.300 1.300 0 1 1 0 2.600a1.300 1.300 0 0 1 0-2.600z',
};

/** `site:down:camera`, `donut:1,0,0,0,15`. Unknown names are left to others. */
export function drawOnDemand(map: MapLibre): void {
  map.setMissingStyleImageResolver((name) => {
    if (map.hasImage(name)) return;
    const image = draw(name);
    if (image !== null) map.addImage(name, image, { pixelRatio: RATIO });
  });
}

function draw(name: string): ImageData | null {
  const shares = readDonut(name);
  if (shares !== null) return drawDonut(shares);
  const [kind, state, kinds = ''] = name.split(':');
  if (kind !== 'site' || !STATES.includes(state as State)) return null;
  return drawSite(state as State, kinds.includes(',') ? 'several' : kinds);
}

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width * RATIO;
  canvas.height = height * RATIO;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  context.scale(RATIO, RATIO);
  context.lineJoin = 'round';
  return context;
}

const imageOf = (context: CanvasRenderingContext2D): ImageData =>
  context.getImageData(0, 0, context.canvas.width, context.canvas.height);

function drawSite(state: State, kind: string): ImageData {
  const context = canvasOf(30, 30);
  const shape = new Path2D(SHAPES[state]);
  context.translate(2, 1);
  context.strokeStyle = colour('--surface');
  context.lineWidth = 3.5;
  context.stroke(shape);
  context.fillStyle = colour(COLOURS[state]);
  context.fill(shape, 'evenodd');
  context.strokeStyle = INK;
  context.lineWidth = 0.9;
  context.stroke(shape);
  const glyph = GLYPHS[kind];
  if (glyph !== undefined) drawGlyph(context, new Path2D(glyph));
  return imageOf(context);
}

function drawGlyph(context: CanvasRenderingContext2D, glyph: Path2D): void {
  context.translate(13, 14);
  context.beginPath();
  context.arc(6, 6, 7, 0, 2 * Math.PI);
  context.fillStyle = '#fff';
  context.fill();
  context.strokeStyle = INK;
  context.lineWidth = 1;
  context.stroke();
  context.translate(1.8, 1.8);
  context.scale(0.7, 0.7);
  context.fillStyle = INK;
  context.fill(glyph);
}

const DONUT = 44;
const OUTSIDE = 20;
const INSIDE = 13;

function drawDonut(shares: readonly number[]): ImageData {
  const context = canvasOf(DONUT, DONUT);
  context.translate(DONUT / 2, DONUT / 2);
  disc(context, OUTSIDE + 1.5, INK);
  let from = -Math.PI / 2;
  for (const [place, share] of shares.entries()) {
    const to = from + share * 2 * Math.PI;
    context.beginPath();
    context.moveTo(0, 0);
    context.arc(0, 0, OUTSIDE, from, to);
    context.closePath();
    context.fillStyle = colour(COLOURS[STATES[place] ?? 'unknown']);
    context.fill();
    if (share > 0 && share < 1) edge(context, from, to);
    from = to;
  }
  disc(context, INSIDE + 0.8, INK);
  disc(context, INSIDE, colour('--surface'));
  return imageOf(context);
}

function disc(context: CanvasRenderingContext2D, radius: number, fill: string): void {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
}

/** Parts are told apart by a line, too, not by colour alone. */
function edge(context: CanvasRenderingContext2D, ...angles: readonly number[]): void {
  context.strokeStyle = INK;
  context.lineWidth = 1;
  for (const angle of angles) {
    context.beginPath();
    context.moveTo(0, 0);
    context.lineTo(OUTSIDE * Math.cos(angle), OUTSIDE * Math.sin(angle));
    context.stroke();
  }
}
