import { ApiError } from './answer.ts';
import type { FieldProblem } from './shapes.ts';

export interface Refusals {
  /** Message per field path: `onvif.url`. */
  readonly fields: Readonly<Record<string, string>>;
  /** The refusal is not about single fields. */
  readonly general: boolean;
}

/** The server names every wrong field at once; each message is shown at its field. */
export function useRefusals(error: Error | null): Refusals {
  const named = error instanceof ApiError ? problemsOf(error.details) : [];
  return {
    fields: Object.fromEntries(named.map(({ path, message }) => [path, message])),
    general: error !== null && named.length === 0,
  };
}

function problemsOf(details: unknown): readonly FieldProblem[] {
  if (typeof details !== 'object' || details === null || !('fields' in details)) return [];
  return Array.isArray(details.fields) ? (details.fields as FieldProblem[]) : [];
}
