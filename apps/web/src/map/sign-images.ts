import type { Map as MapLibre } from 'maplibre-gl';
import { SIGNS, type Sign } from '../health/sign.ts';

/** The health shapes as map images, drawn on a canvas: no sprite file, and the colours of the current scheme. */
const SIZE = 22;
const RATIO = 2;

const SHAPES: Record<Sign, string> = {
  ok: 'M11 3.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15z',
  warn: 'M11 2.5 20 18.5H2z',
  down: 'M5.5 2.5 11 8l5.5-5.5 3 3L14 11l5.5 5.5-3 3L11 14l-5.5 5.5-3-3L8 11 2.5 5.5z',
  unknown: 'M11 3.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 0 1 0-15zm0 4a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7z',
  maintenance: 'M4 4h14v14H4z',
  retired: 'M3 9h16v4H3z',
};

const COLOURS: Record<Sign, string> = {
  ok: '--health-ok',
  warn: '--health-warn',
  down: '--health-down',
  unknown: '--health-unknown',
  maintenance: '--health-maintenance',
  retired: '--health-unknown',
};

export function addSignImages(map: MapLibre): void {
  const style = getComputedStyle(document.documentElement);
  for (const sign of SIGNS) {
    const image = draw(SHAPES[sign], style.getPropertyValue(COLOURS[sign]), style.getPropertyValue('--surface'));
    map.addImage(`sign-${sign}`, image, { pixelRatio: RATIO });
  }
}

function draw(shape: string, colour: string, edge: string): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE * RATIO;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  context.scale(RATIO, RATIO);
  const path = new Path2D(shape);
  context.lineJoin = 'round';
  context.strokeStyle = edge;
  context.lineWidth = 3;
  context.stroke(path);
  context.fillStyle = colour;
  context.fill(path, 'evenodd');
  context.strokeStyle = '#1a1d21';
  context.lineWidth = 0.8;
  context.stroke(path);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
