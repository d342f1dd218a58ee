import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../api/answer.ts';
import { backoff, outcomeOf } from './outcome.ts';

const answered = (status: number, code = `http_${status}`) => outcomeOf(new ApiError(status, code, '', undefined));

describe('an attempt that failed', () => {
  it('is repeated when nobody answered, when the server is busy or away, or when an earlier one is still worked on', () => {
    expect(outcomeOf(new TypeError('Failed to fetch'))).toBe('later');
    expect([408, 429, 502, 503, 504].map((status) => answered(status))).toEqual(Array(5).fill('later'));
    expect(answered(409, 'idempotency_in_progress')).toBe('later');
  });

  it('does not hold up the others when the server stumbles over this one', () => {
    expect(answered(500)).toBe('stumbled');
  });

  it('waits for a person when it was refused, and for a sign-in when nobody is signed in', () => {
    expect([400, 403, 404, 409, 413, 422].map((status) => answered(status))).toEqual(Array(6).fill('refused'));
    expect(answered(401)).toBe('signed_out');
  });

  it('is left for longer each time, a minute at most, and not by all phones for the same time', () => {
    expect([1, 2, 3, 4].map((failures) => backoff(failures, 1))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(backoff(1, 0)).toBe(500);
    expect(backoff(1_000, 1)).toBe(60_000);
  });
});
