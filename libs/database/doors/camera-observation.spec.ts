import type { DeviceNo } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { type CameraObservation, joinObservations } from './camera-observation.ts';

const probe = (deviceNo: number, at: number, more: Partial<CameraObservation> = {}): CameraObservation => ({
  deviceNo: deviceNo as DeviceNo,
  at,
  reached: true,
  facts: null,
  findings: [],
  ...more,
});
const finding = (code: 'not_onvif' | 'auth_failed', present: boolean, occurredAt: number) =>
  ({ code, present, reason: 'probed', rule: 'test/1', occurredAt }) as const;

describe('what several probes found of one camera', () => {
  it('is its newest contact, all facts, and of each fault what was found last', () => {
    const observations = [
      probe(7, 20, { facts: { model: 'B', firmware: '2' }, findings: [finding('not_onvif', false, 20)] }),
      probe(3, 5),
      probe(7, 10, {
        facts: { model: 'A', serial: 'S' },
        findings: [finding('not_onvif', true, 10), finding('auth_failed', true, 10)],
      }),
    ];
    expect(joinObservations(observations)).toEqual([
      { deviceNo: 3, contactAt: 5, missedAt: null, facts: null, findings: [] },
      {
        deviceNo: 7,
        contactAt: 20,
        missedAt: null,
        facts: { model: 'B', serial: 'S', firmware: '2' },
        findings: [finding('auth_failed', true, 10), finding('not_onvif', false, 20)],
      },
    ]);
  });

  it('is a hint only while nothing came after it', () => {
    const missed = { reached: false };
    expect(joinObservations([probe(1, 10), probe(1, 20, missed)])).toMatchObject([{ contactAt: 10, missedAt: 20 }]);
    expect(joinObservations([probe(1, 10, missed), probe(1, 20)])).toMatchObject([{ contactAt: 20, missedAt: null }]);
  });
});
