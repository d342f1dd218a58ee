import { describe, expect, it } from '@jest/globals';
import { socketsAllowed } from './descriptors.ts';

const limits = (soft: string) =>
  `Limit                     Soft Limit           Hard Limit           Units\nMax open files            ${soft}                20000                files\n`;

describe('sockets of devices', () => {
  it.each([
    ['20000', 19_000],
    ['1048576', 1_047_576],
    ['1024', 512],
    ['unlimited', Infinity],
  ])('by a descriptor limit of %s', (soft, sockets) => expect(socketsAllowed(limits(soft))).toBe(sockets));

  it('where the system does not say', () => expect(socketsAllowed('')).toBe(19_000));
});
