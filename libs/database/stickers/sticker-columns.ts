/** The printed sticker that leads to the place in this column, or null. */
export const stickerOf = (siteColumn: string): string =>
  `(SELECT p.code FROM printed_sticker p WHERE p.site_id = ${siteColumn} AND p.ended_at IS NULL)`;

/** A sticker as it is searched: with its dash and without. */
export const stickerWords = (code: string | null | undefined): string | null =>
  code ? `${code} ${code.replace('-', '')}` : null;

/** The same in SQL, for the place in this column. */
export const stickerWordsOf = (siteColumn: string): string =>
  `(SELECT p.code || ' ' || replace(p.code, '-', '') FROM printed_sticker p
    WHERE p.site_id = ${siteColumn} AND p.ended_at IS NULL)`;

export const STICKER_STATE = `CASE WHEN p.ended_at IS NOT NULL THEN p.ended_because
  WHEN p.site_id IS NOT NULL THEN 'bound' ELSE 'free' END`;

/**
 * Whether somebody with this scope may use stickers of roll `r`: it lies in a drawer of his territory, of a unit above
 * (a commune prints for its villages), or of a unit whose place one of these took.
 */
export const inReach = (scope: string): string => `EXISTS (
  SELECT 1 FROM (
    WITH RECURSIVE later AS (
      SELECT r.unit_id AS id UNION SELECT x.new_id FROM later JOIN unit_succession x ON x.old_id = later.id)
    SELECT id FROM later) owner
  JOIN unit_closure c ON (c.descendant_id = owner.id AND c.ancestor_id = ANY(${scope}::uuid[]))
    OR (c.ancestor_id = owner.id AND c.descendant_id = ANY(${scope}::uuid[])))`;
