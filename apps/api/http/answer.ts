import { HttpException } from '@nestjs/common';
import { ERRORS, errorMessage, type ErrorAnswer, type ErrorCode } from '#libs/contracts';
import { isDatabaseUnavailable, isStorageFull, Refusal } from '#libs/database';
import type { Language } from '#libs/domain';
import { ApiError, FieldsRefused } from './api-error.ts';
import { inWords } from './field-problems.ts';

export const BODY_LIMIT_KIB = 256;

export interface Answer {
  readonly status: number;
  readonly body: ErrorAnswer;
  /** Ours to look at: nobody outside can do anything about it. */
  readonly unexpected: boolean;
}

/** What is said about an error: a refusal by its code, anything unknown only by an id that the log knows. */
export function answerTo(error: unknown, language: Language, requestId: string): Answer {
  if (error instanceof FieldsRefused) {
    return say('validation_failed', language, { fields: error.problems.map((problem) => inWords(problem, language)) });
  }
  if (error instanceof ApiError || error instanceof Refusal) return say(error.code, language, error.details);
  const code = codeOf(error);
  if (code === 'body_too_large') return say(code, language, { limitKiB: limitOf(error) });
  if (code) return say(code, language);
  return { ...say('internal_error', language, { id: requestId }), unexpected: true };
}

/** The parser that refused says how much it reads. */
function limitOf(error: unknown): number {
  const { limit } = error as { limit?: number };
  return limit === undefined ? BODY_LIMIT_KIB : limit / 1024;
}

function say(code: ErrorCode, language: Language, details?: Readonly<Record<string, unknown>>): Answer {
  const body = { errorCode: code, message: errorMessage(code, language, details), ...(details && { details }) };
  return { status: ERRORS[code].status, body, unexpected: false };
}

/** Names body-parser gives to what it refuses. */
const PARSER_CODES: Readonly<Record<string, ErrorCode>> = {
  'entity.too.large': 'body_too_large',
  'entity.parse.failed': 'malformed_json',
  'encoding.unsupported': 'unsupported_media_type',
  'charset.unsupported': 'unsupported_media_type',
};

const STATUS_CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

function codeOf(error: unknown): ErrorCode | undefined {
  if (isStorageFull(error)) return 'storage_full';
  if (isDatabaseUnavailable(error)) return 'database_unavailable';
  const { type, status } = error as { type?: string; status?: number };
  if (type !== undefined && PARSER_CODES[type]) return PARSER_CODES[type];
  if (error instanceof HttpException) return STATUS_CODES[error.getStatus()];
  // What Express and its parsers refuse carries a status below 500 (a cut-off body, a broken %-escape).
  if (error instanceof URIError) return 'malformed_request';
  return status !== undefined && status >= 400 && status < 500
    ? (STATUS_CODES[status] ?? 'malformed_request')
    : undefined;
}
