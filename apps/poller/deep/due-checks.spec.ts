import { describe, expect, it } from '@jest/globals';
import type { CameraToPoll } from '#libs/database';
import { DEEP_RUNGS, type DeviceNo, MINUTE, NO_PICTURES } from '#libs/domain';
import { watch, type WatchedCamera } from '../polling/watched-camera.ts';
import { type DeepMemory, remember } from './deep-memory.ts';
import { dueChecks, MOST_CHECKS } from './due-checks.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
type Pair = readonly [WatchedCamera, DeepMemory];

interface Wish {
  readonly host?: string;
  readonly siteId?: string;
  readonly heardAt?: number | null;
  readonly offlineKnown?: boolean;
  /** How long each rung has been due, in minutes; left out: an hour. */
  readonly dueSince?: number;
}

function pair(deviceNo: number, wish: Wish = {}): Pair {
  const { host = `10.0.0.${deviceNo}`, siteId = `site ${deviceNo}`, heardAt = NOW - MINUTE } = wish;
  const row = { deviceNo: deviceNo as DeviceNo, host, siteId, intervalSeconds: 60 } as unknown as CameraToPoll;
  const camera = watch(row, undefined, NOW, NOW);
  Object.assign(camera, { lastContactAt: heardAt, offlineKnown: wish.offlineKnown ?? false });
  const memory = remember(row, [], NO_PICTURES, NOW);
  for (const rung of DEEP_RUNGS) memory.rungs[rung].dueAt = NOW - (wish.dueSince ?? 60) * MINUTE;
  memory.dueAt = NOW - (wish.dueSince ?? 60) * MINUTE;
  return [camera, memory];
}
const chosen = (pairs: readonly Pair[], most?: number): number[] =>
  dueChecks(pairs, NOW, most).map(({ camera }) => camera.row.deviceNo);

describe('which cameras are looked at now', () => {
  it.each<[string, Wish]>([
    ['never heard', { heardAt: null }],
    ['that missed its last visits', { heardAt: NOW - 4 * MINUTE }],
    ['known to be silent', { offlineKnown: true }],
    ['whose time has not come', { dueSince: -1 }],
  ])('not one %s', (_what, wish) => expect(chosen([pair(1, wish), pair(2)])).toEqual([2]));

  it('never more than the cap at once, those that run included, the longest due first', () => {
    const pairs = Array.from({ length: 3 * MOST_CHECKS }, (_, no) => pair(no + 1, { dueSince: no }));
    const first = chosen(pairs);
    expect(first).toHaveLength(MOST_CHECKS);
    expect(first[0]).toBe(3 * MOST_CHECKS);
    for (const [camera, memory] of pairs) memory.checking = first.includes(camera.row.deviceNo);
    expect(chosen(pairs)).toEqual([]);
    pairs[3 * MOST_CHECKS - 1]![1].checking = false;
    expect(chosen(pairs)).toEqual([3 * MOST_CHECKS]);
  });

  it('one at a pole and one behind an address, so that a village keeps its line', () => {
    const recorder = [1, 2, 3].map((no) => pair(no, { host: '10.0.0.9', dueSince: no }));
    const pole = [4, 5].map((no) => pair(no, { siteId: 'pole', dueSince: no }));
    expect(chosen([...recorder, ...pole])).toEqual([5, 3]);
    recorder[0]![1].checking = true;
    expect(chosen([...recorder, ...pole])).toEqual([5]);
  });

  it('one rung of a camera at a time, the longest due', () => {
    const [camera, memory] = pair(1);
    memory.rungs.picture.dueAt = NOW - 90 * MINUTE;
    expect(dueChecks([[camera, memory]], NOW).map(({ rung }) => rung)).toEqual(['picture']);
  });

  it('of a million, in a moment: those that are not due cost a comparison', () => {
    const resting = pair(7, { dueSince: -1 });
    const many = Array.from({ length: 1_000_000 }, () => resting);
    expect(chosen([...many, pair(8)])).toEqual([8]);
  });
});
