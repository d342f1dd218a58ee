import { describe, expect, it } from '@jest/globals';
import { REASON_TOPICS, REASON_WORDS } from './reasons.ts';

describe('the words of reasons', () => {
  it('stand in one topic each', () => {
    const codes = REASON_TOPICS.flatMap((topic) => Object.keys(topic));
    expect(codes.length).toBe(Object.keys(REASON_WORDS).length);
  });
});
