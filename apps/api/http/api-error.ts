import type { ErrorCode, FieldProblem } from '#libs/contracts';

/** A refusal with its code from the catalogue; the filter turns it into status and words. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, details?: Readonly<Record<string, unknown>>, options?: ErrorOptions) {
    super(code, options);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }
}

/** A problem of one field that no decorator can express. The message is filled in by the filter. */
export type RawProblem = Omit<FieldProblem, 'message'> & { readonly values?: Readonly<Record<string, unknown>> };

export class FieldsRefused extends Error {
  readonly problems: readonly RawProblem[];

  constructor(problems: readonly RawProblem[]) {
    super('validation_failed');
    this.name = 'FieldsRefused';
    this.problems = problems;
  }
}

export const refuseField = (path: string, code: string): FieldsRefused => new FieldsRefused([{ path, code }]);
