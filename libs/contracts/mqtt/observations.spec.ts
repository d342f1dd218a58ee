import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_BATCH_BYTES, type ObservationBatch, readObservationBatch, writeObservationBatch } from './observations.ts';

const T0 = 1_760_000_000_000;
const batch: ObservationBatch = {
  sentAt: T0,
  late: true,
  watchingSince: T0 - 3_600_000,
  coversUntil: T0 - 1_000,
  cameras: [
    {
      camera: 41,
      runs: [
        {
          reached: true,
          firstAt: T0 - 600_000,
          lastAt: T0 - 300_000,
          unchanged: 5,
          facts: { firmware: '2.10' },
          findings: [],
        },
        {
          ...{ reached: false, firstAt: T0 - 240_000, lastAt: T0 - 240_000, unchanged: 0, facts: null },
          findings: [
            {
              code: 'auth_failed',
              present: true,
              reason: 'login_rejected',
              rule: 'onvif_probe/1',
              at: T0 - 240_000,
              evidence: { attemptsLeft: null, detail: 'Sai mật khẩu' },
            },
          ],
        },
      ],
      login: { credentialVersion: 3, outcome: 'rejected', attemptsLeft: 4, uncounted: -1 },
      rungs: [
        {
          ...{ rung: 'picture', state: 'fault', reason: 'picture_black', at: T0 - 240_000, evidence: { mean: 1.8 } },
          findings: [
            {
              ...{ code: 'image_black', present: true, reason: 'picture_black', rule: 'picture/1', at: T0 - 240_000 },
              evidence: { mean: 1.8 },
            },
          ],
        },
        { rung: 'stream', state: 'ok', reason: 'stream_flows', at: T0 - 1_000, evidence: {}, findings: [] },
      ],
    },
    { camera: 42, runs: [], login: null, rungs: [] },
  ],
};
const withRun = (change: object): ObservationBatch => {
  const [first, ...others] = batch.cameras;
  const [run, ...runs] = first?.runs ?? [];
  return { ...batch, cameras: [{ ...first!, runs: [{ ...run!, ...change }, ...runs] }, ...others] };
};

const withRung = (change: object): ObservationBatch => {
  const [first, ...others] = batch.cameras;
  const [rung, ...rungs] = first?.rungs ?? [];
  return { ...batch, cameras: [{ ...first!, rungs: [{ ...rung!, ...change }, ...rungs] }, ...others] };
};

describe('a batch of observations', () => {
  it('is read as it was written', () => {
    expect(readObservationBatch(writeObservationBatch(batch))).toEqual({ ok: true, value: batch });
    const part = { ...batch, late: false, coversUntil: null };
    expect(readObservationBatch(writeObservationBatch(part))).toEqual({ ok: true, value: part });
  });

  it.each<[string, ObservationBatch, string]>([
    ['speaks of the future', withRun({ lastAt: T0 + 1, firstAt: T0 - 700_000 }), 'out_of_range'],
    ['runs backwards', withRun({ firstAt: T0 - 200_000, lastAt: T0 - 250_000 }), 'out_of_range'],
    ['has runs out of order', withRun({ lastAt: T0 - 100_000 }), 'out_of_range'],
    ['has no moment', { ...batch, sentAt: 0 }, 'missing'],
    ['has a rung of the future', withRung({ at: T0 + 1 }), 'out_of_range'],
    ['has a rung without its moment', withRung({ at: 0 }), 'missing'],
    ['nests what a rung found', withRung({ evidence: { a: { b: 1 } } }), 'too_deep'],
    ['names no camera', { ...batch, cameras: [{ camera: 0, runs: [], login: null, rungs: [] }] }, 'missing'],
    ['holds text no database takes', withRun({ facts: { model: 'a\0b' } }), 'bad_text'],
    ['nests facts', withRun({ facts: { model: { a: 1 } } }), 'too_deep'],
    [
      'is too large',
      { ...batch, cameras: Array.from({ length: 40 }, () => withRun({ facts: { a: 'x'.repeat(400) } }).cameras[0]!) },
      'too_large',
    ],
  ])('that %s is refused', (_, wrong, reason) => {
    expect(readObservationBatch(writeObservationBatch(wrong))).toMatchObject({ ok: false, reason });
  });

  it('is total: any bytes, and any change of good ones, give a value or a reason', () => {
    const good = writeObservationBatch(batch);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(good.length - 1), fc.nat(255), (bytes, at, value) => {
        const changed = Uint8Array.from(good);
        changed[at] = value;
        for (const some of [bytes, changed, good.subarray(0, at)]) {
          const read = readObservationBatch(some);
          if (!read.ok) expect(read.reason).toMatch(/^[a-z_0-9]+$/);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(readObservationBatch(new Uint8Array(MAX_BATCH_BYTES + 1))).toMatchObject({ reason: 'too_large' });
  });
});
