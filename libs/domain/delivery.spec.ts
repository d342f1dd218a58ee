import { describe, expect, it } from '@jest/globals';
import { type Attempt, type DeliveryBlame, decideDelivery, retryGap } from './delivery.ts';
import { DAY, HOUR, MINUTE, SECOND } from './time.ts';

const NOW = Date.parse('2026-11-21T12:42:00Z');
const first = { attempts: 1, createdAt: NOW };
const http = (statusCode: number, retryAfter: number | null = null): Attempt => ({
  kind: 'http_status',
  statusCode,
  retryAfter,
});
const impossible = (blame: DeliveryBlame): Attempt => ({ kind: 'impossible', reason: 'why', blame });

describe('decideDelivery', () => {
  it.each<[string, Attempt, object]>([
    [
      'what is accepted keeps the name the provider gave it',
      { kind: 'accepted', statusCode: 204, providerMessageId: 'm1' },
      { kind: 'accepted', providerMessageId: 'm1' },
    ],
    ['a server error is temporary', http(503), { kind: 'retry', reason: 'http_503' }],
    ['too many requests is temporary', http(429), { kind: 'retry', reason: 'http_429' }],
    ['gone is for good', http(410), { kind: 'failed', reason: 'http_410' }],
    ['a bad request is for good', http(400), { kind: 'failed', reason: 'http_400' }],
    ['a redirect is not followed', http(307), { kind: 'failed', reason: 'redirect_refused' }],
    ['a full mailbox is temporary', { kind: 'smtp_status', statusCode: 452 }, { kind: 'retry', reason: 'smtp_452' }],
    ['an unknown mailbox is for good', { kind: 'smtp_status', statusCode: 550 }, { kind: 'failed' }],
    ['nobody there is temporary', { kind: 'not_reached', reason: 'connection_refused' }, { kind: 'retry' }],
    ['no answer is uncertain', { kind: 'unanswered', reason: 'timeout' }, { kind: 'uncertain', reason: 'timeout' }],
    ['nobody by that name is for good', impossible('target'), { kind: 'failed', reason: 'why' }],
    ['words that are refused are for good', impossible('message'), { kind: 'failed', reason: 'why' }],
    ['a channel that a person will repair is waited for', impossible('channel'), { kind: 'retry', reason: 'why' }],
    [
      'a provider that sleeps is left alone until it wakes',
      { kind: 'later', reason: 'night', notBefore: NOW + 8 * HOUR, of: 'account' },
      { kind: 'retry', reason: 'night', at: NOW + 8 * HOUR },
    ],
  ])('%s', (_, attempt, expected) => {
    expect(decideDelivery(attempt, first, 0.5, NOW)).toMatchObject(expected);
  });

  it('waits as long as it was asked to, within a day', () => {
    expect(decideDelivery(http(429, 10 * MINUTE), first, 0, NOW)).toMatchObject({ at: NOW + 10 * MINUTE });
    expect(decideDelivery(http(503, 30 * DAY), first, 0, NOW)).toMatchObject({ at: NOW + DAY });
    expect(decideDelivery(http(429, 1 * SECOND), first, 0.5, NOW)).toMatchObject({ at: NOW + 5 * SECOND });
  });

  it('gives up after three days and says so', () => {
    const old = { attempts: 80, createdAt: NOW - 3 * DAY };
    expect(decideDelivery(http(500), old, 0.5, NOW)).toEqual({ kind: 'failed', reason: 'gave_up_after_http_500' });
  });
});

describe('retryGap', () => {
  it('grows from five seconds to an hour, spread by a fifth either way', () => {
    expect([1, 2, 3, 9, 20].map((attempts) => retryGap(attempts, 0.5))).toEqual(
      [5, 10, 20, 1280, 3600].map((seconds) => seconds * SECOND),
    );
    expect(retryGap(1, 0)).toBe(4 * SECOND);
    expect(retryGap(20, 0.999)).toBeLessThan(1.2 * HOUR);
  });
});
