import { learnServerTime } from './server-clock.ts';

/** What the server refused, with its stable code; `message` is already in the caller's language. */
export class ApiError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly details: unknown;

  constructor(status: number, errorCode: string, message: string, details: unknown) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.details = details;
  }
}

/** Parses an answer of the REST API; throws {@link ApiError} for everything but 2xx. */
export async function readAnswer<T>(response: Response): Promise<T> {
  learnServerTime(response.headers.get('date'), Date.now());
  const text = await response.text();
  const body: unknown = text === '' ? null : parse(text);
  if (response.ok) return body as T;
  const { errorCode, message, details } = (body ?? {}) as Partial<ApiError>;
  throw new ApiError(response.status, errorCode ?? `http_${response.status}`, message ?? response.statusText, details);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's HTML error page: the status says what matters.
    return null;
  }
}
