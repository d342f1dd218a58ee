import { describe, expect, it } from '@jest/globals';
import type { CameraObservation } from '#libs/database';
import type { DeviceNo } from '#libs/domain';
import { ObservationBuffer } from './observation-buffer.ts';

const MINUTE = 60_000;
const visit = (minute: number, reached: boolean, more: Partial<CameraObservation> = {}): CameraObservation => ({
  ...{ deviceNo: 7 as DeviceNo, at: minute * MINUTE, reached, facts: null, findings: [], ...more },
});
const kept = (visits: readonly CameraObservation[]) => {
  const buffer = new ObservationBuffer();
  for (const one of visits) buffer.add(one);
  return buffer.take()[0]?.runs ?? [];
};

describe('what an agent keeps while nobody hears it', () => {
  it('is one run for visits that found the same, with their count', () => {
    const runs = kept([...[0, 1, 2, 3].map((at) => visit(at, true)), visit(4, false), visit(5, true)]);
    expect(runs).toMatchObject([
      { reached: true, firstAt: 0, lastAt: 3 * MINUTE, unchanged: 3 },
      { reached: false, firstAt: 4 * MINUTE, unchanged: 0 },
      { reached: true, lastAt: 5 * MINUTE },
    ]);
  });

  it('is bounded: a week of comings and goings keeps the long outage, and loses short ones of long ago', () => {
    const visits = Array.from({ length: 7 * 24 * 60 }, (_, minute) =>
      visit(minute, minute % 3 !== 0 && !(minute > 200 && minute < 320)),
    );
    const runs = kept(visits);
    expect(runs.length).toBeLessThanOrEqual(48);
    expect(runs.reduce((sum, { unchanged }) => sum + unchanged + 1, 0)).toBe(visits.length);
    expect(runs.some(({ reached, firstAt, lastAt }) => !reached && lastAt - firstAt > 100 * MINUTE)).toBe(true);
    expect(runs.at(-1)?.lastAt).toBe((visits.length - 1) * MINUTE);
  });

  it('is of each rung the newest word, of each fault the newest finding, and urgent only where a fault is news', () => {
    const finding = { code: 'image_black', reason: 'picture_black', rule: 'picture/1', occurredAt: MINUTE } as const;
    const checked = (state: 'ok' | 'fault', findings: object[]) => ({
      deviceNo: 7 as DeviceNo,
      reading: { rung: 'picture', state, reason: 'picture_good', at: MINUTE, evidence: { jobs: ['a'] } } as const,
      findings: findings as never,
    });
    const buffer = new ObservationBuffer();
    buffer.addRung(checked('fault', [{ ...finding, present: true }]));
    expect([buffer.takeUrgent(), buffer.takeUrgent()]).toEqual([true, false]);
    const lost = buffer.take();
    buffer.addRung(checked('ok', [{ ...finding, present: false }]));
    buffer.addRung(checked('ok', []));
    buffer.putBack(lost);
    expect(buffer.take()).toMatchObject([
      { rungs: [{ rung: 'picture', state: 'ok', evidence: { jobs: '["a"]' }, findings: [{ present: false }] }] },
    ]);
  });

  it('goes before what came since when it could not be told', () => {
    const buffer = new ObservationBuffer();
    const login = { credentialVersion: 1, outcome: 'rejected', attemptsLeft: null, uncounted: 1 } as const;
    buffer.add(visit(0, true));
    buffer.addLogin(7, login);
    const lost = buffer.take();
    buffer.add(visit(1, true, { facts: { model: 'B' } }));
    buffer.addLogin(7, { ...login, uncounted: 2 });
    buffer.putBack(lost);
    expect(buffer.take()).toEqual([
      {
        camera: 7,
        runs: [
          expect.objectContaining({ firstAt: 0, facts: null }),
          expect.objectContaining({ firstAt: MINUTE, facts: { model: 'B' } }),
        ],
        login: { ...login, uncounted: 3 },
        rungs: [],
      },
    ]);
    expect(buffer.isEmpty).toBe(true);
  });
});
