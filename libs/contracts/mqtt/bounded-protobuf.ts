import type { PbfReader } from 'pbf';
import type { PayloadFault } from './payload.ts';

/** Reads untrusted protobuf: every number bounded, every text storable. What is not is {@link Unreadable}. */

/** Bytes. */
const MOST_TEXT = 300;
const MOST_JSON = 4_096;

/** Why a message is not taken; whoever reads one catches it. */
export class Unreadable extends Error {
  readonly fault: PayloadFault;
  readonly path: string;

  constructor(fault: PayloadFault, path: string) {
    super(fault);
    this.fault = fault;
    this.path = path;
  }
}

export function check(holds: boolean, fault: PayloadFault, path: string): void {
  if (!holds) throw new Unreadable(fault, path);
}

/** A part must end where it says, inside the whole. */
export function message<T>(pbf: PbfReader, field: (tag: number, result: T, pbf: PbfReader) => void, empty: T): T {
  const length = pbf.readVarint();
  const end = pbf.pos + length;
  check(end <= pbf.length, 'bad_format', '');
  pbf.readFields(field, empty, end);
  check(pbf.pos === end, 'bad_format', '');
  return empty;
}

export function whole(value: number, most: number): number {
  check(Number.isInteger(value) && value >= 0 && value <= most, 'out_of_range', '');
  return value;
}

export const moment = (pbf: PbfReader): number => whole(pbf.readVarint(true), Number.MAX_SAFE_INTEGER);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function raw(pbf: PbfReader, most: number, path: string): string {
  const length = pbf.readVarint();
  check(pbf.pos + length <= pbf.length, 'bad_format', path);
  check(length <= most, 'out_of_range', path);
  const bytes = pbf.buf.subarray(pbf.pos, pbf.pos + length);
  pbf.pos += length;
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Unreadable('not_utf8', path);
  }
}

const storable = (value: string): boolean => !value.includes('\0') && !/\p{Surrogate}/u.test(value);

export function text(pbf: PbfReader, path: string): string {
  const value = raw(pbf, MOST_TEXT, path);
  check(storable(value), 'bad_text', path);
  return value;
}

/** Flat: texts, numbers, flags and null. */
export function jsonObject(pbf: PbfReader, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(raw(pbf, MOST_JSON, path));
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('not_json', path);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unreadable('not_object', path);
  for (const [key, inner] of Object.entries(value)) {
    check(storable(key) && (typeof inner !== 'string' || storable(inner)), 'bad_text', path);
    check(typeof inner !== 'object' || inner === null, 'too_deep', path);
  }
  return value as Record<string, unknown>;
}
