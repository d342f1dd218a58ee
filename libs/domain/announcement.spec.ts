import { describe, expect, it } from '@jest/globals';
import { type AnnouncementFacts, decideAnnouncement, groupWait, joinsGroup } from './announcement.ts';
import { MINUTE, SECOND } from './time.ts';

const NOW = Date.parse('2026-11-21T12:42:00Z');
const opened: AnnouncementFacts = {
  event: 'incident.opened',
  state: 'open',
  trouble: 'offline',
  startedAt: NOW - MINUTE,
  endedAt: null,
  resolvedReason: null,
  lifecycle: 'active',
  cover: null,
  connectivity: 'offline',
  flapping: false,
  toldAt: [],
  heldOvernight: false,
  explainedBy: null,
};
const over: AnnouncementFacts = {
  ...opened,
  event: 'incident.resolved',
  state: 'resolved',
  endedAt: NOW,
  resolvedReason: 'spoke_again',
  connectivity: 'online',
};

describe('decideAnnouncement', () => {
  it.each<[string, AnnouncementFacts, object]>([
    ['what lasts is told', opened, { say: 'now', reason: 'still_open' }],
    ['what somebody has taken is told, too', { ...opened, state: 'acknowledged' }, { say: 'now' }],
    [
      'what healed within the wait is not',
      { ...opened, state: 'resolved', endedAt: NOW },
      { say: 'never', reason: 'healed_within_group_wait' },
    ],
    [
      'what healed in one quiet night is not, either',
      { ...opened, state: 'resolved', endedAt: NOW, heldOvernight: true },
      { say: 'never', reason: 'healed_overnight' },
    ],
    [
      'what a person closed is not',
      { ...opened, state: 'resolved', resolvedReason: 'closed_by_person' },
      { say: 'never', reason: 'closed_by_person' },
    ],
    [
      'of what comes and goes two messages an hour are enough',
      { ...over, flapping: true, toldAt: [NOW - 50 * MINUTE, NOW - 30 * MINUTE, NOW - 5 * MINUTE] },
      { say: 'later', reason: 'flapping', at: NOW + 30 * MINUTE },
    ],
    [
      'the coming and going itself is no exception',
      { ...opened, trouble: 'flapping', connectivity: 'online', toldAt: [NOW - 40 * MINUTE, NOW - 5 * MINUTE] },
      { say: 'later', reason: 'flapping', at: NOW + 20 * MINUTE },
    ],
    [
      'one message within the hour leaves room for another',
      { ...over, flapping: true, toldAt: [NOW - 61 * MINUTE, NOW - 5 * MINUTE] },
      { say: 'now', reason: 'over' },
    ],
    [
      'planned work is waited for',
      { ...opened, cover: { reason: 'in_maintenance', until: NOW + MINUTE, windowId: null } },
      { say: 'later', reason: 'in_maintenance', at: NOW + MINUTE },
    ],
    [
      'a planned power outage is waited for, too',
      { ...opened, cover: { reason: 'planned_outage', until: NOW + MINUTE, windowId: 'w' } },
      { say: 'later', reason: 'planned_outage', at: NOW + MINUTE },
    ],
    [
      'planned work that ended hides nothing',
      { ...opened, cover: { reason: 'in_maintenance', until: NOW, windowId: null } },
      { say: 'now' },
    ],
    ['a retired device', { ...opened, lifecycle: 'decommissioned' }, { say: 'never', reason: 'device_decommissioned' }],
    [
      'a device never heard of',
      { ...opened, trouble: 'auth_failed', connectivity: 'never_seen' },
      { say: 'never', reason: 'device_never_seen' },
    ],
    [
      'a fault of a device that fell silent',
      { ...opened, trouble: 'clock_drift', connectivity: 'offline' },
      { say: 'never', reason: 'device_silent' },
    ],
    [
      'one more silence of a device that comes and goes is waited for',
      { ...opened, flapping: true },
      { say: 'later', reason: 'flapping', at: NOW + 29 * MINUTE },
    ],
    [
      'unless it lasts',
      { ...opened, flapping: true, startedAt: NOW - 30 * MINUTE },
      { say: 'now', reason: 'still_open' },
    ],
    ['that it comes and goes', { ...opened, trouble: 'flapping', flapping: true }, { say: 'now' }],
    ['the end of it', over, { say: 'now', reason: 'over' }],
    [
      'the end on paper only',
      { ...over, endedAt: null, resolvedReason: 'closed_by_person' },
      { say: 'never', reason: 'closed_by_person' },
    ],
    [
      'the end of a retired device',
      { ...over, resolvedReason: 'device_retired' },
      { say: 'never', reason: 'device_retired' },
    ],
  ])('%s', (_, facts, expected) => {
    expect(decideAnnouncement(facts, NOW)).toMatchObject(expected);
  });
});

describe('the group wait', () => {
  it('is a minute unless the unit or the nearest unit above says otherwise', () => {
    expect(groupWait([])).toBe(MINUTE);
    expect(groupWait([null, null])).toBe(MINUTE);
    expect(groupWait([null, 0, 300])).toBe(0);
  });

  it('lets neighbours join after half of their own wait', () => {
    const waiting = { createdAt: NOW, dueAt: NOW + MINUTE };
    expect(joinsGroup(waiting, NOW + 29 * SECOND)).toBe(false);
    expect(joinsGroup(waiting, NOW + 30 * SECOND)).toBe(true);
  });
});
