import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '#libs/domain';
import { LoginThrottle } from './login-throttle.ts';

const fail = (throttle: LoginThrottle, times: number, email: string, address: string) => {
  for (let i = 0; i < times; i += 1) throttle.failed(email, address, 0);
};

describe('the login throttle', () => {
  it('pauses one account from one address after five wrong passwords, for a quarter of an hour', () => {
    const throttle = new LoginThrottle();
    fail(throttle, 4, 'a@x', '1');
    expect(throttle.waitSeconds('a@x', '1', 0)).toBe(0);
    fail(throttle, 1, 'A@x', '1');
    expect(throttle.waitSeconds('a@x', '1', 0)).toBe(900);
    expect(throttle.waitSeconds('a@x', '1', 15 * MINUTE)).toBe(0);
  });

  it('lets the same person in from elsewhere, and others in from the same address', () => {
    const throttle = new LoginThrottle();
    fail(throttle, 20, 'a@x', '1');
    expect(throttle.waitSeconds('a@x', '2', 0)).toBe(0);
    expect(throttle.waitSeconds('b@x', '1', 0)).toBe(0);
  });

  it('pauses an account that is guessed from many addresses', () => {
    const throttle = new LoginThrottle();
    for (let i = 0; i < 50; i += 1) throttle.failed('a@x', String(i), 0);
    expect(throttle.waitSeconds('a@x', 'new', 0)).toBeGreaterThan(0);
  });

  it('forgets the failures of a pair when the person gets in', () => {
    const throttle = new LoginThrottle();
    fail(throttle, 4, 'a@x', '1');
    throttle.succeeded('a@x', '1');
    fail(throttle, 4, 'a@x', '1');
    expect(throttle.waitSeconds('a@x', '1', 0)).toBe(0);
  });
});
