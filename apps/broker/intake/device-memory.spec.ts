import { describe, expect, it } from '@jest/globals';
import { DeviceMemory } from './device-memory.ts';

const duplicates = (seqs: readonly number[], bootId = 'a', memory = new DeviceMemory()) =>
  seqs.filter((seq) => memory.counted(bootId, seq).duplicate);

describe('device memory', () => {
  it('knows a repeated counter among the last 32, in any order', () => {
    expect(duplicates([1, 2, 3, 3, 2, 5, 4, 4, 5])).toEqual([3, 2, 4, 5]);
    expect(duplicates([100, 131, 100, 100])).toEqual([100, 100]);
  });

  it('takes a counter far behind as a new beginning', () => {
    expect(duplicates([1_000, 1, 2, 2, 3])).toEqual([2]);
    expect(duplicates([0, 0])).toEqual([0]);
  });

  it('counts afresh with each boot', () => {
    const memory = new DeviceMemory();
    expect(memory.counted('a', 7)).toEqual({ bootChanged: true, duplicate: false });
    expect(memory.counted('a', 7)).toEqual({ bootChanged: false, duplicate: true });
    expect(memory.counted('b', 7)).toEqual({ bootChanged: true, duplicate: false });
    expect(memory.counted('b', 8)).toEqual({ bootChanged: false, duplicate: false });
  });
});
