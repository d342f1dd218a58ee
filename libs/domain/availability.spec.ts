import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addAvailability,
  availability,
  type Availability,
  type DeviceHistory,
  outagesOf,
  plannedSpans,
} from './availability.ts';
import { type Blame, blameOfCause, BLAMES } from './blame.ts';
import { CONNECTIVITIES } from './health.ts';
import { CAUSES } from './incident.ts';
import type { Span } from './span.ts';

const RUNS = 2_000;
const nothing: DeviceHistory = {
  changes: [],
  decommissionedAt: null,
  planned: [],
  gaps: [],
  explained: [],
  corrections: [],
};
const change = (at: number, to: (typeof CONNECTIVITIES)[number], blame: Blame = 'device') => ({ at, to, blame });
const total = (sums: Availability) =>
  sums.upMs + sums.unknownMs + sums.decommissionedMs + BLAMES.reduce((sum, blame) => sum + sums.downMs[blame], 0);

// Fifty moments are enough for every order, overlap and touch.
const moment = fc.integer({ min: 0, max: 50 });
const span = fc.tuple(moment, moment).map(([a, b]): Span => ({ from: Math.min(a, b), until: Math.max(a, b) }));
const spans = fc.array(span, { maxLength: 4 });
const blame = fc.constantFrom(...BLAMES);
const blamedSpans = fc.array(
  fc.tuple(span, blame).map(([where, to]) => ({ ...where, blame: to })),
  { maxLength: 4 },
);
const histories: fc.Arbitrary<DeviceHistory> = fc.record({
  changes: fc.array(fc.record({ at: moment, to: fc.constantFrom(...CONNECTIVITIES), blame }), { maxLength: 12 }),
  decommissionedAt: fc.option(moment, { nil: null }),
  planned: spans,
  gaps: spans,
  explained: blamedSpans,
  corrections: blamedSpans,
});

/** The meaning, moment by moment, written without any cleverness. */
function model(history: DeviceHistory, period: Span): Availability {
  const sums = { upMs: 0, unwatchedMs: 0, unknownMs: 0, decommissionedMs: 0 };
  const empty = () => ({ device: 0, grid: 0, uplink: 0, planned: 0, ours: 0 });
  const [downMs, recordedDownMs] = [empty(), empty()];
  const covered = (list: readonly Span[], at: number) => list.some(({ from, until }) => from <= at && at < until);
  for (let at = period.from; at < period.until; at++) {
    const last = history.changes.findLast((candidate) => candidate.at <= at);
    if (history.decommissionedAt !== null && at >= history.decommissionedAt) sums.decommissionedMs++;
    else if (last === undefined || last.to === 'never_seen') sums.unknownMs++;
    else if (last.to === 'offline') {
      const fixed = covered(history.planned, at) ? 'planned' : covered(history.gaps, at) ? 'ours' : null;
      const evidence = BLAMES.find((to) =>
        history.corrections.some((correction) => correction.blame === to && covered([correction], at)),
      );
      const cause = BLAMES.findLast((to) =>
        history.explained.some((explanation) => explanation.blame === to && covered([explanation], at)),
      );
      recordedDownMs[fixed ?? cause ?? last.blame]++;
      downMs[fixed ?? evidence ?? cause ?? last.blame]++;
    } else {
      sums.upMs++;
      if (covered(history.gaps, at)) sums.unwatchedMs++;
    }
  }
  return { ...sums, downMs, recordedDownMs };
}

describe('availability', () => {
  it('of any history over any period is the sum of its transitions, exactly', () => {
    fc.assert(
      fc.property(histories, span, (history, period) => {
        const sums = availability(history, period);
        expect(sums).toEqual(model(history, period));
        expect(total(sums)).toBe(period.until - period.from);
      }),
      { numRuns: RUNS },
    );
  });

  it('adds up wherever a period is split', () => {
    fc.assert(
      fc.property(histories, span, moment, (history, { from, until }, cut) => {
        const middle = Math.min(Math.max(cut, from), until);
        const parts = [
          { from, until: middle },
          { from: middle, until },
        ].map((part) => availability(history, part));
        expect(addAvailability(parts[0] as Availability, parts[1] as Availability)).toEqual(
          availability(history, { from, until }),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('is corrected by moving time between blames, never by changing the total or the record', () => {
    fc.assert(
      fc.property(histories, span, (history, period) => {
        const corrected = availability(history, period);
        const before = availability({ ...history, corrections: [] }, period);
        expect(corrected.recordedDownMs).toEqual(before.downMs);
        expect(total(corrected)).toBe(total(before));
        expect({ ...corrected, downMs: null }).toEqual({ ...before, downMs: null });
        // Planned work and our own gaps stay what they are, unless a correction adds to them.
        if (!history.corrections.some((correction) => correction.blame === 'ours')) {
          expect(corrected.downMs.ours).toBeLessThanOrEqual(before.downMs.ours);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('takes suspicion for up, unless it became an outage: that one began when the silence did', () => {
    const suspect = { ...nothing, changes: [change(0, 'online'), change(10, 'suspect')] };
    expect(availability(suspect, { from: 0, until: 30 })).toMatchObject({ upMs: 30 });
    const gone = { ...nothing, changes: [...suspect.changes, change(10, 'offline')] };
    expect(availability(gone, { from: 0, until: 30 })).toMatchObject({ upMs: 10, downMs: { device: 20 } });
  });

  it('blames a gap of ours for what nobody could see, and only for that', () => {
    const changes = [change(0, 'online'), change(10, 'offline'), change(40, 'online')];
    const sums = availability({ ...nothing, changes, gaps: [{ from: 12, until: 20 }] }, { from: 0, until: 50 });
    expect(sums).toMatchObject({ upMs: 20, unwatchedMs: 0, downMs: { device: 22, ours: 8 } });
    const unwatched = { ...nothing, changes: [change(0, 'online')], gaps: [{ from: 12, until: 20 }] };
    expect(availability(unwatched, { from: 0, until: 50 })).toMatchObject({ upMs: 50, unwatchedMs: 8 });
  });

  it('knows nothing before the first contact, and nothing is expected after the end of service', () => {
    const history = { ...nothing, changes: [change(10, 'online')], decommissionedAt: 40 };
    expect(availability(history, { from: 0, until: 50 })).toMatchObject({
      unknownMs: 10,
      upMs: 30,
      decommissionedMs: 10,
    });
  });
});

describe('outages and planned work', () => {
  it('are read from changes in the order in which they were recorded', () => {
    const changes = [change(0, 'online'), change(5, 'suspect'), change(5, 'offline', 'grid'), change(9, 'online')];
    expect(outagesOf({ ...nothing, changes })).toEqual([{ from: 5, until: 9, blame: 'grid' }]);
    expect(outagesOf({ ...nothing, changes: changes.slice(0, 3) })).toEqual([{ from: 5, until: null, blame: 'grid' }]);
  });

  it('end where the next decision about planned work begins', () => {
    expect(
      plannedSpans([
        { at: 0, until: 10 },
        { at: 4, until: 20 },
        { at: 12, until: null },
        { at: 30, until: 25 },
      ]),
    ).toEqual([
      { from: 0, until: 4 },
      { from: 4, until: 12 },
    ]);
  });

  it('find somebody to blame for every cause', () => {
    expect(CAUSES.map(blameOfCause)).toEqual(['device', 'grid', 'uplink', 'uplink', 'planned', 'ours', 'device']);
  });
});
