import { ApiError } from './answer.ts';

export interface Refusals {
  /** Message per field path: `onvif.url`. */
  readonly fields: Readonly<Record<string, string>>;
  /** The refusal is not (only) about single fields. */
  readonly general: boolean;
}

/** The server names every wrong field at once; each message is shown at its field. */
export function useRefusals(error: Error | null): Refusals {
  const named = error instanceof ApiError ? fieldsOf(error.details) : [];
  return {
    fields: Object.fromEntries(named.map(({ field, message }) => [field, message])),
    general: error !== null && named.length === 0,
  };
}

function fieldsOf(details: unknown): readonly { readonly field: string; readonly message: string }[] {
  if (typeof details !== 'object' || details === null || !('fields' in details)) return [];
  return Array.isArray(details.fields) ? details.fields : [];
}
