import { describe, expect, it } from '@jest/globals';
import { decideContact } from './contact.ts';

describe('contact', () => {
  it('is nothing new from a device that is online', () => {
    expect(decideContact({ connectivity: 'online', silentSince: null }, 5)).toEqual({
      change: null,
      reason: 'already_online',
    });
  });

  it('ends each kind of silence with its own reason', () => {
    expect(decideContact({ connectivity: 'never_seen', silentSince: null }, 5)).toMatchObject({
      change: 'online',
      reason: 'first_contact',
    });
    expect(decideContact({ connectivity: 'suspect', silentSince: 3 }, 5)).toMatchObject({ reason: 'spoke_in_time' });
    expect(decideContact({ connectivity: 'offline', silentSince: 3 }, 5)).toEqual({
      change: 'online',
      reason: 'came_back',
      occurredAt: 5,
    });
  });

  it('does not end a silence that began after it was heard', () => {
    expect(decideContact({ connectivity: 'offline', silentSince: 5 }, 5)).toEqual({
      change: null,
      reason: 'older_than_silence',
    });
  });
});
