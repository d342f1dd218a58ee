/** One thing wrong with one field of a request; all of them are named at once. */
export interface FieldProblem {
  /** Dotted: `onvif.url`, `escalation.0.unitId`. */
  path: string;
  /** Stable: `required`, `not_text`, `length`, `characters`, `not_one_of`, `not_number`, `range`, `not_boolean`, … */
  code: string;
  /** In the caller's language. */
  message: string;
}

/** The body of every answer that is not 2xx. */
export interface ErrorAnswer {
  errorCode: string;
  /** In the language of `Accept-Language` (vi unless en is preferred). */
  message: string;
  details?: unknown;
}

export interface ValidationDetails {
  fields: FieldProblem[];
}
