import { Refusal } from './refusal.ts';

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | null;
}

export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Sort key of the last item seen; opaque to clients, stable while rows come and go. */
type Key = readonly (string | number)[];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FITS = {
  text: (value: unknown) => typeof value === 'string' && !value.includes('\0'),
  number: (value: unknown) => typeof value === 'number' && Math.abs(value) < 8e15,
  uuid: (value: unknown) => typeof value === 'string' && UUID.test(value),
} as const;

/** The key inside a cursor, checked part by part: a cursor is what a caller sends, however opaque. */
export function readCursor(cursor: string | null, shape: readonly (keyof typeof FITS)[]): Key | null {
  if (cursor === null) return null;
  const key = parse(cursor);
  const fits =
    Array.isArray(key) && key.length === shape.length && shape.every((kind, index) => FITS[kind](key[index]));
  if (!fits) throw new Refusal('invalid_cursor');
  return key as Key;
}

/** Cuts a result of `limit + 1` rows into a page. */
export function toPage<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => Key): PageOf<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items, nextCursor: null };
  return { items, nextCursor: Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') };
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    throw new Refusal('invalid_cursor', undefined, { cause: error });
  }
}
