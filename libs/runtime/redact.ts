import { types } from 'node:util';
import { stdSerializers } from 'pino';

const HIDDEN = '[hidden]';
const SECRET_NAME = /pass(word|wd|phrase)?$|secret|authorization|cookie|token|api[-_]?key|private[-_]?key|credential/i;
const USERINFO = /([a-z][a-z0-9+.-]*:\/\/)[^\s"'/?#@\\]*@/gi;
const MAX_DEPTH = 8;

/** Takes user names and passwords out of every address in a text: `rtsp://a:b@host` becomes `rtsp://[hidden]@host`. */
export function hideUserinfo(text: string): string {
  return text.includes('://') ? text.replace(USERINFO, `$1${HIDDEN}@`) : text;
}

/** A copy of log fields in which values with secret names are hidden, at any depth; errors become plain objects. */
export function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return redact(fields, 0) as Record<string, unknown>;
}

function redact(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const source = isError(value) ? { ...stdSerializers.errWithCause(value) } : value;
  return Object.fromEntries(
    Object.entries(source)
      .filter(([name]) => name !== 'raw')
      .map(([name, inner]) => [name, SECRET_NAME.test(name) && hides(inner) ? HIDDEN : redact(inner, depth + 1)]),
  );
}

/** `instanceof` alone misses errors that come from another context of the same process. */
function isError(value: object): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

/** Counts and flags (`tokens: 3`, `hasSecret: true`) say nothing secret. */
function hides(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}
