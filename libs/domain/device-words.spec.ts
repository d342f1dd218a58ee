import { describe, expect, it } from '@jest/globals';
import { decideBadPayload, decideBoot, permittedInterval } from './index.ts';

describe('what devices say of themselves', () => {
  it('is a reboot only when another boot was heard before', () => {
    expect(decideBoot(null, 'a')).toEqual({ change: null, reason: 'first_boot_heard' });
    expect(decideBoot('a', 'a')).toEqual({ change: null, reason: 'same_boot' });
    expect(decideBoot('a', 'b')).toEqual({ change: 'rebooted', reason: 'boot_id_changed' });
  });

  it.each([
    [1, 180, 5],
    [60, 180, 60],
    [3_600, 180, 180],
    [1_000_000, 604_800, 86_400],
  ])('an announced interval of %d s under a deadline of %d s counts as %d s', (announced, offlineAfter, permitted) => {
    expect(permittedInterval(announced, offlineAfter)).toBe(permitted);
  });

  it('has a bad payload until the next good one', () => {
    expect(decideBadPayload('refused')).toEqual({ present: true, reason: 'payload_refused' });
    expect(decideBadPayload('accepted')).toEqual({ present: false, reason: 'payload_accepted' });
  });
});
