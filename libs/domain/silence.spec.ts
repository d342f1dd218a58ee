import { describe, expect, it } from '@jest/globals';
import { decideSilence, silenceDeadlines, type ListeningFacts } from './silence.ts';

const T0 = 1_000_000;
const light: ListeningFacts = {
  connectivity: 'online',
  lastContactAt: T0,
  hintedAt: null,
  secretChangedAt: null,
  intervalSeconds: 60,
  offlineAfterSeconds: 180,
  listeningSince: T0 - 3_600_000,
};
const decide = (facts: Partial<ListeningFacts>, now: number) => decideSilence({ ...light, ...facts }, now);

describe('silence', () => {
  it('is suspicious after one and a half intervals and an outage at the deadline', () => {
    expect(decide({}, T0 + 89_999)).toEqual({ change: null, reason: 'within_deadline' });
    expect(decide({}, T0 + 90_000)).toEqual({ change: 'suspect', reason: 'report_late', occurredAt: T0 });
    expect(decide({ connectivity: 'suspect' }, T0 + 179_999)).toEqual({ change: null, reason: 'already_known' });
    expect(decide({ connectivity: 'suspect' }, T0 + 180_000)).toEqual({
      change: 'offline',
      reason: 'deadline_passed',
      occurredAt: T0,
    });
  });

  it('goes straight to an outage when nobody looked in between', () => {
    expect(decide({}, T0 + 200_000)).toMatchObject({ change: 'offline', occurredAt: T0 });
  });

  it('proves nothing while our door does not listen', () => {
    expect(decide({ listeningSince: null }, T0 + 9_000_000)).toEqual({ change: null, reason: 'door_not_listening' });
  });

  it('counts from our return after a gap of ours, yet began at the last contact', () => {
    const back = T0 + 600_000;
    expect(decide({ listeningSince: back }, back + 179_999)).toMatchObject({ change: 'suspect' });
    expect(decide({ listeningSince: back }, back + 80_000)).toEqual({ change: null, reason: 'within_deadline' });
    expect(decide({ listeningSince: back }, back + 180_000)).toMatchObject({ change: 'offline', occurredAt: T0 });
  });

  it('makes a will a reason to look closer, never an outage', () => {
    expect(decide({ hintedAt: T0 + 1 }, T0 + 2)).toEqual({
      change: 'suspect',
      reason: 'hint_received',
      occurredAt: T0,
    });
    expect(decide({ hintedAt: T0 - 1 }, T0 + 2)).toEqual({ change: null, reason: 'within_deadline' });
    expect(decide({ hintedAt: T0 + 1, connectivity: 'suspect' }, T0 + 2)).toEqual({
      change: null,
      reason: 'already_known',
    });
  });

  it('ignores a will that our own gap may have caused', () => {
    expect(decide({ hintedAt: T0 + 10, listeningSince: T0 + 20 }, T0 + 30)).toMatchObject({ change: null });
  });

  it('never calls a device lost that was never seen', () => {
    expect(decide({ connectivity: 'never_seen', lastContactAt: null }, T0 * 9)).toEqual({
      change: null,
      reason: 'never_seen',
    });
  });

  it('never makes the suspicion later than the outage', () => {
    const { suspectAt, offlineAt } = silenceDeadlines(T0, T0, { intervalSeconds: 60, offlineAfterSeconds: 30 });
    expect([suspectAt, offlineAt]).toEqual([T0 + 30_000, T0 + 30_000]);
  });

  it('names a changed secret as the reason when nothing was heard since', () => {
    const late = T0 + 600_000;
    expect(decide({ secretChangedAt: T0 + 1 }, late)).toMatchObject({ change: 'offline', reason: 'secret_changed' });
    expect(decide({ secretChangedAt: T0 - 1 }, late)).toMatchObject({ change: 'offline', reason: 'deadline_passed' });
  });

  it('runs behind an edge agent only as far as the agent has told, and is not known while the agent is silent', () => {
    const hour = T0 + 3_600_000;
    const behind = (toldUntil: number, silent: boolean) => decide({ agent: { toldUntil, silent } }, hour);
    expect(behind(T0 + 89_999, false)).toEqual({ change: null, reason: 'within_deadline' });
    expect(behind(T0 + 89_999, true)).toEqual({ change: 'suspect', reason: 'agent_silent', occurredAt: T0 });
    expect(behind(T0 + 90_000, true)).toMatchObject({ change: 'suspect', reason: 'report_late' });
    expect(behind(T0 + 180_000, false)).toMatchObject({ change: 'offline', occurredAt: T0 });
    const suspect = { connectivity: 'suspect', agent: { toldUntil: T0 + 60_000, silent: true } } as const;
    expect(decide(suspect, hour)).toEqual({ change: null, reason: 'already_known' });
  });
});
