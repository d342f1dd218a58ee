import type { components } from './schema.ts';

type ErrorAnswer = components['schemas']['ErrorAnswer'];

/** A refusal by the API, with its stable code. */
export class CanhThonError extends Error {
  override readonly name = 'CanhThonError';
  readonly status: number;
  /** `not_json` when something else than the product answered. */
  readonly errorCode: string;
  /** What it said, in the caller's language. */
  readonly said: string;
  readonly details: unknown;

  constructor(status: number, call: string, answer: Partial<ErrorAnswer>) {
    const { errorCode = 'not_json', message = '', details } = answer;
    super(`${call}: ${status} ${errorCode}: ${message}${details === undefined ? '' : ` ${JSON.stringify(details)}`}`);
    this.status = status;
    this.errorCode = errorCode;
    this.said = message;
    this.details = details;
  }
}

/** The answer of a call, or a {@link CanhThonError}: for whoever has nothing to do with a refusal but stop. */
export async function take<Data>(
  call: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call;
  if (response.ok) return data as Data;
  const answer = typeof error === 'object' && error !== null ? error : {};
  throw new CanhThonError(response.status, new URL(response.url).pathname, answer);
}
