import { describe, expect, it } from '@jest/globals';
import { signOf } from './sign.ts';

const fault = { code: 'clock_drift', severity: 'minor', since: '2026-11-21T12:00:00Z' } as const;

describe('the sign of a health', () => {
  it.each([
    ['online', 'ok'],
    ['suspect', 'warn'],
    ['offline', 'down'],
    ['never_seen', 'unknown'],
    ['maintenance', 'maintenance'],
    ['decommissioned', 'retired'],
  ] as const)('%s is %s', (health, sign) => {
    expect(signOf(health)).toBe(sign);
  });

  it('a device that talks but has a fault is a warning; silence stays silence', () => {
    expect(signOf('online', [fault])).toBe('warn');
    expect(signOf('online', 1)).toBe('warn');
    expect(signOf('offline', [fault])).toBe('down');
    expect(signOf('maintenance', [fault])).toBe('maintenance');
  });
});
