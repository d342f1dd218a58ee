import { DEEP_RUNGS, type DeepRung, type EpochMs, SECOND } from '#libs/domain';
import type { WatchedCamera } from '../polling/watched-camera.ts';
import type { DeepMemory } from './deep-memory.ts';

/** Deep checks at once, over all cameras: far fewer than visits, whose timetable they must not touch. */
export const MOST_CHECKS = 24;
/** At one address and at one pole: they share an uplink. */
const MOST_PER_PLACE = 1;
/** A camera that missed its last visits is not bothered with more. */
const VISITS_FOR_ALIVE = 2.5;

export interface DueCheck {
  readonly camera: WatchedCamera;
  readonly memory: DeepMemory;
  readonly rung: DeepRung;
}

export function isAlive({ lastContactAt, offlineKnown, row }: WatchedCamera, now: EpochMs): boolean {
  if (lastContactAt === null || offlineKnown) return false;
  return now - lastContactAt <= row.intervalSeconds * SECOND * VISITS_FOR_ALIVE;
}

/** Which checks to begin now: the longest due first, within all caps, one at a time for each camera. */
export function dueChecks(
  cameras: Iterable<readonly [WatchedCamera, DeepMemory]>,
  now: EpochMs,
  most = MOST_CHECKS,
): DueCheck[] {
  const busy = new Map<string, number>();
  const count = (place: string, more: number): number => {
    const sum = (busy.get(place) ?? 0) + more;
    busy.set(place, sum);
    return sum;
  };
  const placesOf = ({ row }: WatchedCamera): string[] => [`host ${row.host}`, `site ${row.siteId}`];
  const due: DueCheck[] = [];
  let checking = 0;
  for (const [camera, memory] of cameras) {
    if (memory.checking) {
      checking += 1;
      for (const place of placesOf(camera)) count(place, 1);
    } else if (memory.dueAt <= now && isAlive(camera, now)) {
      due.push({ camera, memory, rung: longestDue(memory) });
    }
  }
  due.sort((a, b) => a.memory.rungs[a.rung].dueAt - b.memory.rungs[b.rung].dueAt);
  const chosen: DueCheck[] = [];
  for (const one of due) {
    if (checking + chosen.length >= most) break;
    const places = placesOf(one.camera);
    if (places.some((place) => count(place, 0) >= MOST_PER_PLACE)) continue;
    for (const place of places) count(place, 1);
    chosen.push(one);
  }
  return chosen;
}

function longestDue({ rungs }: DeepMemory): DeepRung {
  return DEEP_RUNGS.reduce((first, rung) => (rungs[rung].dueAt < rungs[first].dueAt ? rung : first));
}
