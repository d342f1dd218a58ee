import { type Page, PAGE, type PageQuery } from '#libs/contracts';
import type { Box, PageOf, PageRequest } from '#libs/database';
import { refuseField } from './api-error.ts';

export const pageRequest = (query: PageQuery): PageRequest => ({
  limit: query.limit ?? PAGE.standard,
  cursor: query.cursor ?? null,
});

export const pageOf = <Row, View>(page: PageOf<Row>, view: (row: Row) => View): Page<View> => ({
  items: page.items.map(view),
  nextCursor: page.nextCursor,
});

/** `west,south,east,north`. */
export function boxOf(bbox: string | undefined): Box | undefined {
  if (bbox === undefined) return undefined;
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number);
  const onEarth = [west, east].every((x) => Math.abs(x) <= 180) && [south, north].every((y) => Math.abs(y) <= 90);
  if (!onEarth || south > north) throw refuseField('bbox', 'range_of_box');
  return { west, south, east, north };
}

/** An instant of a query. */
export function momentOf(field: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw refuseField(field, 'date');
  return at;
}

export const iso = (at: number): string => new Date(at).toISOString();
export const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
