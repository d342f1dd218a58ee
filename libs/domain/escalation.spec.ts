import { describe, expect, it } from '@jest/globals';
import { decideEscalation, decidePause, decideRepeat, type FollowUpFacts, whoHeard } from './escalation.ts';
import { HOUR, MINUTE } from './time.ts';

const TOLD = Date.parse('2026-11-21T12:43:00Z');
const HEARD = TOLD + 2 * MINUTE;
const facts = (more: Partial<FollowUpFacts> = {}): FollowUpFacts => ({
  cause: 'device',
  severity: 'major',
  state: 'open',
  acknowledgedUntil: null,
  decidedAt: TOLD,
  countingFrom: HEARD,
  heard: 'somebody',
  doneUpTo: null,
  heldStep: null,
  repeatedAt: null,
  ...more,
});
const unheard = facts({ countingFrom: null, heard: 'nobody' });
const NIGHT_ENDS = TOLD + 8 * HOUR;
const STEPS = [
  { afterMinutes: 120, quietUntil: null },
  { afterMinutes: 30, quietUntil: null },
];
const [COMMUNE, VILLAGE] = [
  { afterMinutes: 120, quietUntil: null },
  { afterMinutes: 30, quietUntil: NIGHT_ENDS },
];

describe('decidePause', () => {
  it.each([
    ['over', facts({ state: 'resolved' }), { do: 'nothing' }],
    ['nobody_told', facts({ decidedAt: null }), { do: 'nothing' }],
    ['acknowledged', facts({ state: 'acknowledged' }), { do: 'nothing' }],
    ['acknowledged', facts({ state: 'acknowledged', acknowledgedUntil: HEARD + 1 }), { do: 'wait', until: HEARD + 1 }],
    ['acknowledgement_expired', facts({ state: 'acknowledged', acknowledgedUntil: HEARD }), { do: 'expire' }],
  ])('%s', (reason, given, expected) => {
    expect(decidePause(given, null, HEARD)).toEqual({ reason, ...expected });
  });

  it('what would not be told now is not told further, and asked about again', () => {
    const held = { say: 'later', reason: 'in_maintenance', at: HEARD + HOUR } as const;
    expect(decidePause(facts(), held, HEARD)).toEqual({
      ...{ do: 'wait', reason: 'in_maintenance', until: HEARD + 10 * MINUTE },
    });
    expect(decidePause(facts(), { ...held, at: HEARD + 1 }, HEARD)).toMatchObject({ until: HEARD + 1 });
    expect(decidePause(facts(), { say: 'never', reason: 'device_silent' }, HEARD)).toEqual({
      ...{ do: 'nothing', reason: 'device_silent' },
    });
    expect(decidePause(facts(), { say: 'now', reason: 'still_open' }, HEARD)).toBeNull();
  });
});

describe('decideEscalation', () => {
  it('waits for the step, counted from the first message that got through', () => {
    expect(decideEscalation(facts(), STEPS, HEARD)).toEqual({
      ...{ do: 'wait', reason: 'step_not_due', until: HEARD + 30 * MINUTE },
    });
    expect(decideEscalation(facts(), STEPS, HEARD + 30 * MINUTE)).toEqual({
      ...{ do: 'fire', reason: 'step_due', afterMinutes: 30, superseded: [], countingFrom: null },
    });
  });

  it('takes the latest of the steps that fell due while we were away, once', () => {
    const late = HEARD + 3 * HOUR;
    expect(decideEscalation(facts(), STEPS, late)).toMatchObject({ do: 'fire', afterMinutes: 120, superseded: [30] });
    expect(decideEscalation(facts({ doneUpTo: 120 }), STEPS, late)).toEqual({
      do: 'nothing',
      reason: 'all_steps_done',
    });
    expect(decideEscalation(facts({ doneUpTo: 30 }), STEPS, HEARD + HOUR)).toMatchObject({ until: HEARD + 2 * HOUR });
  });

  it('goes up at once when nobody could be reached, if it matters', () => {
    expect(decideEscalation(unheard, STEPS, TOLD)).toMatchObject({ reason: 'nobody_reachable', afterMinutes: 30 });
    expect(decideEscalation({ ...unheard, doneUpTo: 30 }, STEPS, TOLD)).toMatchObject({ afterMinutes: 120 });
    expect(decideEscalation({ ...unheard, severity: 'minor' }, STEPS, TOLD)).toEqual({
      ...{ do: 'wait', reason: 'step_not_due', until: TOLD + 30 * MINUTE },
    });
  });

  it('counts from the decision while a message is on its way', () => {
    expect(decideEscalation({ ...unheard, heard: 'unknown' }, STEPS, TOLD)).toMatchObject({
      ...{ do: 'wait', until: TOLD + 30 * MINUTE },
    });
  });

  it('waits for the morning where all readers sleep, unless a later step finds somebody awake', () => {
    expect(decideEscalation(facts(), [VILLAGE], HEARD + HOUR)).toEqual({
      ...{ do: 'hold', reason: 'quiet_hours', afterMinutes: 30, until: NIGHT_ENDS },
    });
    const held = facts({ heldStep: 30 });
    expect(decideEscalation(held, [VILLAGE, COMMUNE], HEARD + HOUR)).toMatchObject({ until: HEARD + 2 * HOUR });
    expect(decideEscalation(held, [VILLAGE, COMMUNE], HEARD + 2 * HOUR)).toMatchObject({
      ...{ do: 'fire', afterMinutes: 120, superseded: [30] },
    });
    expect(decideEscalation(unheard, [VILLAGE], TOLD)).toMatchObject({ do: 'wait' });
    expect(decideEscalation(unheard, [VILLAGE, COMMUNE], TOLD)).toMatchObject({ do: 'fire', afterMinutes: 120 });
  });

  it('what waited for the morning comes first, and the next step at its distance', () => {
    expect(decideEscalation(facts({ heldStep: 30 }), STEPS, NIGHT_ENDS)).toEqual({
      ...{ do: 'fire', reason: 'step_due', afterMinutes: 30, superseded: [], countingFrom: NIGHT_ENDS - 30 * MINUTE },
    });
  });

  it('is for what a person can go and look at', () => {
    for (const cause of ['power_cut', 'carrier', 'planned', 'self'] as const)
      expect(decideEscalation(facts({ cause }), STEPS, HEARD + HOUR)).toEqual({
        ...{ do: 'nothing', reason: 'cause_not_escalated' },
      });
    expect(decideEscalation(facts({ cause: 'uplink' }), STEPS, HEARD + HOUR)).toMatchObject({ do: 'fire' });
    expect(decideEscalation(facts(), [], HEARD)).toEqual({ do: 'nothing', reason: 'no_steps' });
  });
});

describe('whoHeard', () => {
  const [arrived, waits, failing, failed] = [
    { state: 'accepted', tried: true },
    { state: 'queued', tried: false },
    { state: 'queued', tried: true },
    { state: 'failed', tried: true },
  ] as const;

  it.each([
    ['somebody', [failed, arrived]],
    ['unknown', [failed, waits]],
    ['nobody', [failed, failing]],
    ['nobody', []],
  ] as const)('%s', (heard, messages) => {
    expect(whoHeard(messages)).toBe(heard);
  });
});

describe('decideRepeat', () => {
  it('repeats from the first message that got through, then from the last repetition', () => {
    expect(decideRepeat(facts(), 60, null, HEARD)).toEqual({
      do: 'wait',
      reason: 'repeat_not_due',
      until: HEARD + HOUR,
    });
    expect(decideRepeat(facts(), 60, null, HEARD + 5 * HOUR)).toEqual({ do: 'repeat', reason: 'repeat_due' });
    expect(decideRepeat(facts({ repeatedAt: HEARD + 5 * HOUR }), 60, null, HEARD + 5 * HOUR)).toMatchObject({
      until: HEARD + 6 * HOUR,
    });
    expect(decideRepeat(facts(), 60, NIGHT_ENDS, HEARD + HOUR)).toEqual({
      ...{ do: 'wait', reason: 'quiet_hours', until: NIGHT_ENDS },
    });
    expect(decideRepeat(facts(), null, null, HEARD + HOUR)).toEqual({ do: 'nothing', reason: 'no_repeat' });
  });
});
