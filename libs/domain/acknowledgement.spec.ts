import { expect, it } from '@jest/globals';
import { decideAcknowledge, type AcknowledgeFacts, type AcknowledgeWish } from './acknowledgement.ts';
import { HOUR, MINUTE } from './time.ts';

const NOW = Date.parse('2026-11-21T12:42:00Z');
const open: AcknowledgeFacts = { state: 'open', until: null, samePerson: false };
const taken: AcknowledgeFacts = { state: 'acknowledged', until: NOW + HOUR, samePerson: false };
const mine = { ...taken, samePerson: true };
const go: AcknowledgeWish = { minutes: null, takeOver: false };
const decide = (facts: AcknowledgeFacts, wish = go) => decideAcknowledge(facts, wish, 120, NOW);

it('the first word counts, as long as the policy or the person says', () => {
  expect(decide(open)).toEqual({ change: true, reason: 'taken', until: NOW + 2 * HOUR });
  expect(decide(open, { ...go, minutes: 30 })).toMatchObject({ reason: 'taken', until: NOW + 30 * MINUTE });
  expect(decide(taken)).toEqual({ change: false, reason: 'already_taken' });
  expect(decide(taken, { ...go, minutes: 600 })).toMatchObject({ change: false });
});

it('who has it prolongs it by saying a time, and never shortens it', () => {
  expect(decide(mine, { ...go, minutes: 90 })).toEqual({ change: true, reason: 'prolonged', until: NOW + 90 * MINUTE });
  expect(decide(mine, { ...go, takeOver: true })).toMatchObject({ reason: 'prolonged', until: NOW + 2 * HOUR });
  expect(decide(mine, { ...go, minutes: 30 })).toEqual({ change: false, reason: 'already_taken' });
  expect(decide(mine)).toEqual({ change: false, reason: 'already_taken' });
});

it('somebody else takes it over only on purpose, even for a shorter time', () => {
  expect(decide(taken, { minutes: 10, takeOver: true })).toEqual({
    ...{ change: true, reason: 'taken_over', until: NOW + 10 * MINUTE },
  });
});

it('what is over stays over, and what has no end needs no longer one', () => {
  expect(decide({ ...open, state: 'resolved' }, { ...go, takeOver: true })).toEqual({
    ...{ change: false, reason: 'already_over' },
  });
  expect(decide({ ...mine, until: null }, { ...go, minutes: 30 })).toMatchObject({ change: false });
});
