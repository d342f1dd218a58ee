import type { EpochMs } from '#libs/domain';
import type { WatchedCamera } from './watched-camera.ts';

/** Visits at once, over all cameras: dead ones hold their place until the deadline. */
export const MOST_VISITS = 200;
/** At one address: several cameras may share a recorder or a weak router. */
const MOST_VISITS_PER_HOST = 2;

/** Which cameras to visit now: the longest due first, within both caps. */
export function dueCameras(cameras: Iterable<WatchedCamera>, now: EpochMs): WatchedCamera[] {
  const busyHosts = new Map<string, number>();
  const due: WatchedCamera[] = [];
  let visiting = 0;
  for (const camera of cameras) {
    if (camera.visiting) {
      visiting += 1;
      busyHosts.set(camera.row.host, (busyHosts.get(camera.row.host) ?? 0) + 1);
    } else if (camera.dueAt <= now) due.push(camera);
  }
  due.sort((a, b) => a.dueAt - b.dueAt);
  const chosen: WatchedCamera[] = [];
  for (const camera of due) {
    if (visiting + chosen.length >= MOST_VISITS) break;
    const atHost = busyHosts.get(camera.row.host) ?? 0;
    if (atHost >= MOST_VISITS_PER_HOST) continue;
    busyHosts.set(camera.row.host, atHost + 1);
    chosen.push(camera);
  }
  return chosen;
}
