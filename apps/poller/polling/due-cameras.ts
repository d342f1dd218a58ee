import type { EpochMs } from '#libs/domain';
import type { WatchedCamera } from './watched-camera.ts';

/** Visits at once, over all cameras: a silent one holds its place until the deadline, and ten thousand may fall silent. */
const MOST_VISITS = 1_000;
/** Of these, visits of cameras that did not answer last time; the other places are for those that do. */
const MOST_OF_SILENT = 600;
/** Begun in one round, so that not everybody is knocked at in one moment. */
const MOST_BEGUN = 200;
/** At one address: several cameras may share a recorder or a weak router. Of silent ones, one less. */
const MOST_VISITS_PER_HOST = 2;

interface Places {
  all: number;
  silent: number;
}

/**
 * Which cameras to visit now: the longest due first, within the caps. Those that did not answer last time wait for
 * places of their own, over all and at each address: however many hang, the others are visited when they are due.
 */
export function dueCameras(cameras: Iterable<WatchedCamera>, now: EpochMs): WatchedCamera[] {
  const hosts = new Map<string, Places>();
  const everywhere: Places = { all: 0, silent: 0 };
  const due: WatchedCamera[] = [];
  for (const camera of cameras) {
    if (camera.visiting) {
      take(everywhere, camera);
      take(placesAt(hosts, camera), camera);
    } else if (camera.dueAt <= now) due.push(camera);
  }
  due.sort((a, b) => a.dueAt - b.dueAt);
  const chosen: WatchedCamera[] = [];
  for (const camera of due) {
    if (everywhere.all >= MOST_VISITS || chosen.length >= MOST_BEGUN) break;
    const here = placesAt(hosts, camera);
    if (here.all >= MOST_VISITS_PER_HOST) continue;
    if (camera.missed && (everywhere.silent >= MOST_OF_SILENT || here.silent >= MOST_VISITS_PER_HOST - 1)) continue;
    take(everywhere, camera);
    take(here, camera);
    chosen.push(camera);
  }
  return chosen;
}

function placesAt(hosts: Map<string, Places>, { row }: WatchedCamera): Places {
  const known = hosts.get(row.host);
  if (known !== undefined) return known;
  const places = { all: 0, silent: 0 };
  hosts.set(row.host, places);
  return places;
}

function take(places: Places, { missed }: WatchedCamera): void {
  places.all += 1;
  if (missed) places.silent += 1;
}
