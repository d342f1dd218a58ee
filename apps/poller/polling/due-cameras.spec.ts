import { describe, expect, it } from '@jest/globals';
import type { CameraToPoll } from '#libs/database';
import { type DeviceNo, nextVisit, regularVisitAfter } from '#libs/domain';
import { dueCameras } from './due-cameras.ts';
import { offlineAtOf, watch, type WatchedCamera } from './watched-camera.ts';

const BEGIN = 1_760_000_000_000;
const ROUND_MS = 250;
const DEADLINE_MS = 4_500;
const ANSWERS_AFTER_MS = 20;
const PERIOD = { intervalSeconds: 60, offlineAfterSeconds: 180 };

interface Played {
  readonly camera: WatchedCamera;
  readonly hangs: boolean;
  endsAt: number;
  last: number | null;
}

/** One camera for each host unless told; they hang from the first second on, and nobody knows which. */
function fleet(
  count: number,
  hangs: (index: number) => boolean,
  hostOf = (index: number) => `10.0.0.${index}`,
): Played[] {
  return Array.from({ length: count }, (_, index) => {
    const deviceNo = (index + 1) as DeviceNo;
    const row = { ...PERIOD, deviceNo, host: hostOf(index) } as CameraToPoll;
    const known = { lastContactAt: BEGIN, listeningSince: BEGIN, doorId: null, connectivity: 'online' as const };
    const dueAt = regularVisitAfter(deviceNo, PERIOD.intervalSeconds, BEGIN);
    const camera = watch(row, { deviceNo, ...known, ...PERIOD }, BEGIN, dueAt);
    return { camera, hangs: hangs(index), endsAt: 0, last: null };
  });
}

/** Plays the timetable; seconds between the visits of cameras that answer, and how many visits were open at most. */
function play(played: readonly Played[], minutes: number): { readonly gaps: number[]; readonly mostOpen: number } {
  const byCamera = new Map(played.map((one) => [one.camera, one]));
  const gaps: number[] = [];
  let mostOpen = 0;
  for (let now = BEGIN; now < BEGIN + minutes * 60_000; now += ROUND_MS) {
    let open = 0;
    for (const one of played) {
      const { camera } = one;
      if (!camera.visiting) continue;
      open += 1;
      if (one.endsAt > now) continue;
      open -= 1;
      camera.visiting = false;
      camera.missed = one.hangs;
      if (!one.hangs) camera.lastContactAt = one.endsAt;
      camera.offlineKnown = (offlineAtOf(camera) ?? 0) <= now;
      camera.dueAt = nextVisit({ ...camera.row, missed: one.hangs, offlineAt: offlineAtOf(camera) }, one.endsAt).at;
    }
    const begun = dueCameras(byCamera.keys(), now);
    for (const camera of begun) {
      const one = byCamera.get(camera)!;
      camera.visiting = true;
      one.endsAt = now + (one.hangs ? DEADLINE_MS : ANSWERS_AFTER_MS);
      if (!one.hangs && one.last !== null) gaps.push((now - one.last) / 1_000);
      one.last = now;
    }
    mostOpen = Math.max(mostOpen, open + begun.length);
  }
  return { gaps, mostOpen };
}

describe('dueCameras', () => {
  it('keeps 10,000 cameras within a fifth of their minute when six in ten of them fall silent at once', () => {
    const { gaps, mostOpen } = play(
      fleet(10_000, (index) => index % 10 < 6),
      4,
    );
    expect(gaps.length).toBeGreaterThan(11_900);
    expect(Math.max(...gaps.map((gap) => Math.abs(gap - 60)))).toBeLessThan(12);
    expect(mostOpen).toBeLessThanOrEqual(1_000);
  });

  it('keeps those behind one address within a fifth, when others behind it hang', () => {
    const { gaps, mostOpen } = play(
      fleet(
        16,
        (index) => index % 2 === 0,
        () => 'router',
      ),
      10,
    );
    expect(gaps.length).toBeGreaterThan(60);
    expect(Math.max(...gaps.map((gap) => Math.abs(gap - 60)))).toBeLessThan(12);
    expect(mostOpen).toBeLessThanOrEqual(2);
  });

  it('visits the longest due first, and begins no more than two hundred at once', () => {
    const all = fleet(500, () => false).map(({ camera }) => camera);
    all.forEach((camera, index) => (camera.dueAt = BEGIN - index));
    const chosen = dueCameras(all, BEGIN);
    expect(chosen).toHaveLength(200);
    expect(chosen[0]!.dueAt).toBe(BEGIN - 499);
  });
});
