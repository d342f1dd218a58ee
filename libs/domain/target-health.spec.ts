import { describe, expect, it } from '@jest/globals';
import type { Attempt } from './delivery.ts';
import { isStale, targetBlamed } from './target-health.ts';
import { DAY } from './time.ts';

const NOW = Date.parse('2026-11-21T12:42:00Z');
const failing = { channel: 'webhook', failingSince: NOW - 5 * DAY, othersWork: true } as const;
const timeout: Attempt = { kind: 'unanswered', reason: 'timeout' };
const status = (statusCode: number): Attempt => ({ kind: 'http_status', statusCode, retryAfter: null });

describe('targetBlamed', () => {
  it.each<[string, Attempt, Parameters<typeof targetBlamed>[1], string | null]>([
    ['whoever the channel says is gone', { kind: 'impossible', reason: 'left', blame: 'target' }, failing, 'left'],
    ['a webhook that says it is gone', status(410), { ...failing, failingSince: null }, 'http_410'],
    ['a webhook that fails for days', timeout, failing, 'failed_for_days'],
    ['not one that fails for less', timeout, { ...failing, failingSince: NOW - 5 * DAY + 1 }, null],
    ['not while nobody is reached', timeout, { ...failing, othersWork: false }, null],
    ['not a mailbox whose server fails', timeout, { ...failing, channel: 'email' }, null],
    ['not for words that are refused', { kind: 'impossible', reason: 'words', blame: 'message' }, failing, null],
  ])('%s', (_, attempt, record, expected) => {
    expect(targetBlamed(attempt, record, NOW)).toBe(expected);
  });
});

it('a contact is stale after 45 days without proof', () => {
  expect(isStale(NOW - 45 * DAY, NOW)).toBe(false);
  expect(isStale(NOW - 45 * DAY - 1, NOW)).toBe(true);
});
