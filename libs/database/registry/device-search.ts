import { foldForSearch } from '#libs/domain';
import type { Sql } from '../sql.ts';
import { stickerWordsOf } from '../stickers/sticker-columns.ts';

/** What a new device is searched by: the words that `refreshDeviceSearch` reads later, in the same order. */
export const deviceSearch = (words: readonly (string | null | undefined)[]): string =>
  foldForSearch(words.filter(Boolean).join(' '));

/**
 * Rebuilds the one normalised column devices are searched by: name, code, place, serial number, MAC, sticker. Unit names are
 * matched through the unit's own column, so that renaming a village touches no device.
 * `condition` speaks of device `d` and site `s`, with `$1`.
 */
export async function refreshDeviceSearch(sql: Sql, condition: string, parameter: unknown): Promise<void> {
  const rows = await sql.query<{ id: string; words: string }>(
    `SELECT d.id, concat_ws(' ', d.name, d.code, s.code, s.name, s.landmark, h.serial, h.mac, h.model,
       ${stickerWordsOf('s.id')}) AS words
     FROM device d JOIN site s ON s.id = d.site_id LEFT JOIN hardware h ON h.id = d.hardware_id WHERE ${condition}`,
    [parameter],
  );
  // Arrays tell the planner how many rows come; from a JSON text it expects a hundred and reads all devices for one.
  await sql.query(
    `UPDATE device d SET search = t.search FROM unnest($1::uuid[], $2::text[]) AS t (id, search)
     WHERE d.id = t.id AND d.search <> t.search`,
    [rows.map(({ id }) => id), rows.map(({ words }) => foldForSearch(words))],
  );
}
