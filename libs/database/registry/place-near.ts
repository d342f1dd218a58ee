import { type DeviceKind, METRES_A_DEGREE, metresBetween, type SiteId, TWIN_METRES } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { Refusal } from '../refusal.ts';
import type { Sql } from '../sql.ts';
import type { SiteFields } from './site.store.ts';

interface NearPlace {
  readonly id: SiteId;
  readonly code: string;
  readonly name: string | null;
  readonly landmark: string | null;
  readonly latitude: number;
  readonly longitude: number;
  /** In service there. */
  readonly devices: readonly { readonly id: string; readonly code: string; readonly name: string; kind: DeviceKind }[];
}

const MOST_NAMED = 5;

/** A pole is entered once: refuses a new place within five metres of one that the caller may see, and names those. */
export async function refusePlaceNear(sql: Sql, scope: Scope, { latitude, longitude }: SiteFields): Promise<void> {
  if (latitude == null || longitude == null) return;
  const [up, right] = [
    TWIN_METRES / METRES_A_DEGREE,
    TWIN_METRES / METRES_A_DEGREE / Math.cos((latitude * Math.PI) / 180),
  ];
  const around = await sql.prepared<NearPlace>(
    `SELECT s.id, s.code, s.name, s.landmark, s.latitude, s.longitude, coalesce((
       SELECT json_agg(json_build_object('id', d.id, 'code', d.code, 'name', d.name, 'kind', d.kind) ORDER BY d.name, d.id)
       FROM device d WHERE d.site_id = s.id AND d.lifecycle = 'active' AND ${inScope('d.unit_id', '$1')}), '[]') AS devices
     FROM site s WHERE s.latitude BETWEEN $2 AND $3 AND s.longitude BETWEEN $4 AND $5 AND ${inScope('s.unit_id', '$1')}`,
    [scope, latitude - up, latitude + up, longitude - right, longitude + right],
  );
  const places = around
    .map(({ latitude: north, longitude: east, ...place }) => ({
      ...place,
      metres: Math.round(10 * metresBetween({ latitude: north, longitude: east }, { latitude, longitude })) / 10,
    }))
    .filter(({ metres }) => metres < TWIN_METRES)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, MOST_NAMED);
  const [nearest] = places;
  if (nearest === undefined) return;
  const words = [nearest.code, nearest.name ?? nearest.landmark].filter(Boolean).join(' – ');
  throw new Refusal('place_near', { nearest: words, places });
}
