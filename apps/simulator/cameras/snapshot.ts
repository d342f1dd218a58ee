import { hashOf, Random } from '../random.ts';
import { drawPicture, encodeJpeg, type PictureFault, Scene, type Weather } from './pictures/index.ts';
import type { SimulatedCamera } from './simulated-camera.ts';

const HOUR = 3_600_000;
const LOCAL = 7 * HOUR;
const WIDTH = 640;

/** Drawn places weigh megabytes: a whole fleet shares a few of them. */
const PLACES = 8;
const places = new Map<number, Scene>();

function sceneOf({ address }: SimulatedCamera): Scene {
  const number = hashOf(address) % PLACES;
  const scene = places.get(number) ?? new Scene(`place ${number}`);
  places.set(number, scene);
  return scene;
}

/** What a simulated camera sees now; its place never changes by itself. */
export async function snapshotOf(camera: SimulatedCamera, now: number): Promise<Buffer> {
  const { picture } = camera.faults;
  if (picture === 'frozen' && camera.frozenPicture !== null) return camera.frozenPicture;
  const scene = sceneOf(camera);
  const random = new Random(`${camera.address} ${now}`);
  const fault: PictureFault | null =
    picture === 'normal' || picture === 'frozen' || picture === 'truncated' ? null : picture;
  const turned = { right: 260, up: 20 };
  const wish = { sky: skyAt(now), fault, noise: 2, turned, overlay: Math.floor(now / 1000) };
  const jpeg = await encodeJpeg(drawPicture(scene, wish, random), 80, WIDTH);
  camera.frozenPicture = picture === 'frozen' ? jpeg : null;
  return picture === 'truncated' ? jpeg.subarray(0, jpeg.length >> 1) : jpeg;
}

function skyAt(now: number): Weather {
  const hour = ((now + LOCAL) / HOUR) % 24;
  const isDay = hour >= 6 && hour < 18;
  const brightness = Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI)) * 0.9;
  return { light: isDay ? 'day' : 'infrared', brightness, fogMetres: null, drops: 0 };
}
