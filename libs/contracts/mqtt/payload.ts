import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';

export const MAX_PAYLOAD_BYTES = 8 * 1024;
/** The object itself is level 1. */
export const MAX_DEPTH = 4;
export const MAX_UNKNOWN_BYTES = 1024;

export type PayloadFault =
  | 'too_large'
  | 'not_utf8'
  | 'not_json'
  | 'not_protobuf'
  | 'not_object'
  | 'too_deep'
  | 'bad_text'
  | 'missing'
  | 'wrong_type'
  | 'out_of_range'
  | 'bad_format'
  | 'not_accepted';

/** `path` is a JSON pointer to the field at fault, empty for the whole payload. */
export interface Refused {
  readonly ok: false;
  readonly reason: PayloadFault;
  readonly path: string;
}

export type Unknowns = Readonly<Record<string, unknown>>;

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
  /** Fields the schema does not name; null when there are none or they exceed 1 KiB together. */
  readonly unknown: Unknowns | null;
  /** True when unknown fields were left out for their size; the payload is accepted all the same. */
  readonly unknownDropped: boolean;
}

export type PayloadResult<T> = Accepted<T> | Refused;

export const refused = (reason: PayloadFault, path = ''): Refused => ({ ok: false, reason, path });

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

const FAULT_OF_KEYWORD: Readonly<Record<string, PayloadFault>> = {
  required: 'missing',
  type: 'wrong_type',
  minimum: 'out_of_range',
  maximum: 'out_of_range',
  minLength: 'out_of_range',
  maxLength: 'out_of_range',
  pattern: 'bad_format',
};

/** Compiles one schema into a reader of untrusted bytes. The reader is total: it never throws. */
export function payloadReader<S extends TSchema>(schema: S & { properties: Record<string, TSchema> }) {
  const check = Compile(schema);
  const known = new Set(Object.keys(schema.properties));
  return (bytes: Uint8Array): PayloadResult<Static<S>> => {
    const parsed = parseObject(bytes);
    if (!parsed.ok) return parsed;
    if (!check.Check(parsed.value)) return firstFault(check.Errors(parsed.value));
    return { ok: true, value: parsed.value, ...unknownsKept(unknownFields(parsed.value, known)) };
  };
}

/** What becomes of fields nobody knows: kept while they are small. */
export function unknownsKept(unknown: Unknowns | null): Pick<Accepted<unknown>, 'unknown' | 'unknownDropped'> {
  if (unknown === null) return { unknown: null, unknownDropped: false };
  const fits = encoder.encode(JSON.stringify(unknown)).length <= MAX_UNKNOWN_BYTES;
  return { unknown: fits ? unknown : null, unknownDropped: !fits };
}

/** Compiles the schema of one value into a check that gives what is wrong with it, or null. */
export function valueFault(schema: TSchema): (value: unknown) => PayloadFault | null {
  const check = Compile(schema);
  return (value) => (check.Check(value) ? null : firstFault(check.Errors(value)).reason);
}

type JsonObject = Record<string, unknown>;

function parseObject(bytes: Uint8Array): { ok: true; value: JsonObject } | Refused {
  if (bytes.length > MAX_PAYLOAD_BYTES) return refused('too_large');
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return refused('not_utf8');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused('not_json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refused('not_object');
  // Only an escape can smuggle in NUL or half a surrogate pair; PostgreSQL would refuse the whole batch for it.
  const inside = inspect(value, 1, '', text.includes('\\u'));
  return inside ?? { ok: true, value: value as JsonObject };
}

/** Walks nested values for depth and, when asked, for text that no database takes. */
function inspect(value: object, depth: number, path: string, checkText: boolean): Refused | null {
  if (depth > MAX_DEPTH) return refused('too_deep', path);
  for (const key in value) {
    const inner = (value as JsonObject)[key];
    const nested = typeof inner === 'object' && inner !== null;
    if (!nested && !checkText) continue;
    const here = `${path}/${key}`;
    if (checkText && !(storable(key) && (typeof inner !== 'string' || storable(inner)))) {
      return refused('bad_text', storable(key) ? here : path);
    }
    const found = nested ? inspect(inner, depth + 1, here, checkText) : null;
    if (found !== null) return found;
  }
  return null;
}

const storable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

function unknownFields(value: JsonObject, known: ReadonlySet<string>): Unknowns | null {
  let entries: [string, unknown][] | null = null;
  for (const key in value) {
    if (!known.has(key)) (entries ??= []).push([key, value[key]]);
  }
  return entries === null ? null : Object.fromEntries(entries);
}

function firstFault(errors: readonly { keyword: string; instancePath: string; params: object }[]): Refused {
  const error = errors[0];
  if (error === undefined) return refused('wrong_type');
  const reason = FAULT_OF_KEYWORD[error.keyword] ?? 'wrong_type';
  const missing = (error.params as { requiredProperties?: readonly string[] }).requiredProperties?.[0];
  return refused(reason, missing === undefined ? error.instancePath : `${error.instancePath}/${missing}`);
}
