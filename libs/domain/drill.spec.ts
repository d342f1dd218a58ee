import { describe, expect, it } from '@jest/globals';
import { decideDrill, type DrillFacts, drillMonth } from './drill.ts';
import { DAY, HOUR, MINUTE } from './time.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

describe('the drill of a month', () => {
  it.each([
    ['2026-12-05T08:59', null],
    ['2026-12-05T09:00', '2026-12-01'],
    ['2026-12-06T08:59', '2026-12-01'],
    ['2026-12-06T09:00', null],
    ['2026-11-05T09:00', '2026-11-01'],
  ])('on the 5th at 09:00, asked at %s: %s', (local, month) => {
    expect(drillMonth({ day: 5, at: '09:00' }, ZONE, at(local))).toBe(month);
  });

  it('is of the local month, whatever month it is in Greenwich', () => {
    expect(drillMonth({ day: 1, at: '05:00' }, ZONE, at('2026-12-01T05:30'))).toBe('2026-12-01');
  });

  it('is never where a unit turned it off', () => {
    expect(drillMonth({ day: 0, at: '09:00' }, ZONE, at('2026-12-05T09:00'))).toBeNull();
  });
});

describe('a drill that is due', () => {
  const NOW = at('2026-12-05T09:00');
  const facts = (more: Partial<DrillFacts> = {}): DrillFacts => ({
    ...{ source: 'monthly_drill', createdAt: NOW, targets: 2, incidentOpen: false, quietUntil: null },
    ...more,
  });

  it.each<[string, Partial<DrillFacts>, object]>([
    ['is told', {}, { kind: 'tell', reason: 'monthly_drill' }],
    ['is told when asked for', { source: 'drill_asked_for' }, { kind: 'tell', reason: 'drill_asked_for' }],
    ['waits for an incident', { incidentOpen: true }, { kind: 'wait', reason: 'incident_open', at: NOW + 5 * MINUTE }],
    ['waits for the morning', { quietUntil: NOW + 9 }, { kind: 'wait', reason: 'quiet_hours', at: NOW + 9 }],
    ['asks every hour', { quietUntil: NOW + 9 * HOUR }, { kind: 'wait', reason: 'quiet_hours', at: NOW + HOUR }],
    ['needs somebody', { targets: 0 }, { kind: 'give_up', reason: 'nobody_to_tell' }],
    [
      'is given up after a week of waiting',
      { incidentOpen: true, createdAt: NOW - 7 * DAY },
      { kind: 'give_up', reason: 'drill_waited_too_long' },
    ],
    ['is told, however long it waited', { createdAt: NOW - 8 * DAY }, { kind: 'tell', reason: 'monthly_drill' }],
  ])('%s', (_, more, decision) => {
    expect(decideDrill(facts(more), NOW)).toEqual(decision);
  });
});
