import type { Random } from '../random.ts';
import type { FleetKind } from './planned-device.ts';

const CAMERA_JOINS_LIGHT = 0.35;
const TWO_CAMERAS = 0.2;

/** Which devices hang together: a camera often shares a lamp's pole or a wall with another one, a hotspot is beside a camera. */
export function polesOf(counts: Readonly<Record<FleetKind, number>>, random: Random): readonly FleetKind[][] {
  let cameras = counts.camera;
  const poles: FleetKind[][] = [];
  const withCamera = (pole: FleetKind[], chance: number) => {
    if (cameras > 0 && random.next() < chance) {
      cameras -= 1;
      pole.push('camera');
    }
    poles.push(pole);
  };
  for (let index = 0; index < counts.wifi_hotspot; index += 1) withCamera(['wifi_hotspot'], 1);
  for (let index = 0; index < counts.solar_light; index += 1) withCamera(['solar_light'], CAMERA_JOINS_LIGHT);
  while (cameras > 0) {
    cameras -= 1;
    withCamera(['camera'], TWO_CAMERAS);
  }
  return poles;
}
