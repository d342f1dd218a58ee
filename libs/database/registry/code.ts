import { randomInt } from 'node:crypto';
import type { DeviceKind } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** Nothing that is mistaken for another when read from a sticker or over the phone: no 0 O, 1 I L, 8 B, 5 S, 2 Z, V U. */
const LETTERS = '34679ACDEFGHJKMNPQRTWXY';
const GROUPS = [3, 4] as const;

const PREFIX: Record<DeviceKind | 'site', string> = {
  site: 'D',
  camera: 'CAM',
  solar_light: 'DEN',
  wifi_hotspot: 'WIFI',
  edge_agent: 'TRAM',
};

const random = (length: number): string => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** `CAM-7K3-QX9M`: three thousand million codes a kind. */
export const madeUpCode = (of: DeviceKind | 'site'): string => [PREFIX[of], ...GROUPS.map(random)].join('-');

/** As many different codes that nobody has. */
export async function freeCodes(sql: Sql, of: DeviceKind | 'site', count: number): Promise<string[]> {
  const codes = new Set<string>();
  while (codes.size < count) {
    const made = Array.from({ length: count - codes.size }, () => madeUpCode(of));
    const table = of === 'site' ? 'site' : 'device';
    const taken = await sql.prepared<{ code: string }>(`SELECT code FROM ${table} WHERE code = ANY($1)`, [made]);
    const known = new Set(taken.map(({ code }) => code));
    for (const code of made) if (!known.has(code)) codes.add(code);
  }
  return [...codes];
}

/** A code nobody has; the unique index still has the last word. */
export async function freeCode(sql: Sql, of: DeviceKind | 'site'): Promise<string> {
  const [code] = await freeCodes(sql, of, 1);
  return code as string;
}
