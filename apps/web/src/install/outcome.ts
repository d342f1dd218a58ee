import { ApiError } from '../api/answer.ts';

/** What became of an attempt to send. */
export type Outcome =
  | 'done'
  /** The way or the server is away: nothing behind it can be sent either. */
  | 'later'
  /** The server stumbled over this one: the others are tried. */
  | 'stumbled'
  /** Kept for a person to decide. */
  | 'refused'
  | 'signed_out';

/** Answers that only say "not now". */
const NOT_NOW = [408, 425, 429, 502, 503, 504];

export function outcomeOf(error: unknown): Exclude<Outcome, 'done'> {
  if (!(error instanceof ApiError)) return 'later';
  if (error.status === 401) return 'signed_out';
  // Another tab, or the attempt whose answer was lost, is still at it.
  if (NOT_NOW.includes(error.status) || error.errorCode === 'idempotency_in_progress') return 'later';
  return error.status >= 500 ? 'stumbled' : 'refused';
}

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/** How long to leave it after so many failures in a row (milliseconds); `random` 0…1 keeps phones apart. */
export const backoff = (failures: number, random: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10)) * (0.5 + random / 2);
