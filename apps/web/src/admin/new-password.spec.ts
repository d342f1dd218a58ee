import { expect, it } from '@jest/globals';
import { newPassword } from './new-password.ts';

it('is sixteen unmistakable signs in groups of four', () => {
  const random = Uint32Array.from({ length: 16 }, (_, index) => index * 268_435_399);
  expect(newPassword(random)).toMatch(/^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/);
  expect(newPassword(new Uint32Array(16))).toBe('aaaa-aaaa-aaaa-aaaa');
});
