const PER_NET = 250;
const NETS = 250;

/** The network all simulated cameras live in: loopback, and apart from everything that uses 127.0.0.1. */
export const CAMERA_NETWORK = '127.64.0.0/16';

/** The address of the camera with this running number (from 0). */
export function cameraAddress(index: number): string {
  const net = Math.floor(index / PER_NET);
  if (index < 0 || net >= NETS) throw new Error(`There is no loopback address for camera ${index}`);
  return `127.64.${net}.${1 + (index % PER_NET)}`;
}
