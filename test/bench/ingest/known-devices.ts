import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { newId } from '#libs/database';
import type { SecretBox } from '#libs/runtime';
import type { Identity } from './load-client.ts';

export interface Reporting {
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
}

/** Long enough that devices which are known but not connected do not fall silent during the bench. */
export const WEEKLY: Reporting = { intervalSeconds: 86_400, offlineAfterSeconds: 604_800 };
const AT_ONCE = 10_000;

export function knownDevices(count: number): readonly Identity[] {
  const now = Date.now();
  return Array.from({ length: count }, () => ({ id: newId(now), secret: randomBytes(24).toString('base64url') }));
}

/** Registers the devices as solar lights of one site, online since now, in a migrated database. */
export async function registerDevices(
  url: string,
  known: readonly Identity[],
  box: SecretBox,
  reporting: Reporting,
): Promise<void> {
  const now = Date.now();
  const [unit, site] = [newId(now), newId(now)];
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(
      `INSERT INTO unit (id, kind, name, search, created_at, updated_at) VALUES ($1, 'village', 'Bench', 'bench', now(), now())`,
      [unit],
    );
    await client.query('INSERT INTO unit_closure (ancestor_id, descendant_id, depth) VALUES ($1, $1, 0)', [unit]);
    await client.query(
      `INSERT INTO site (id, code, unit_id, public_token, search, created_at, updated_at) VALUES ($1, 'BENCH', $2, 'bench', 'bench', now(), now())`,
      [site, unit],
    );
    for (let from = 0; from < known.length; from += AT_ONCE) {
      const part = known.slice(from, from + AT_ONCE);
      const hashes = part.map(({ secret }) => box.hashToStore(secret));
      await client.query(
        `INSERT INTO device (id, kind, code, name, site_id, unit_id, interval_seconds, offline_after_seconds, secret_hash, secret_key_id,
           secret_changed_at, search, created_at, updated_at)
         SELECT id, 'solar_light', id::text, 'Bench', $1, $2, $3, $4, hash, key_id, now(), 'bench', now(), now()
         FROM unnest($5::uuid[], $6::bytea[], $7::text[]) AS device (id, hash, key_id)`,
        [
          site,
          unit,
          reporting.intervalSeconds,
          reporting.offlineAfterSeconds,
          part.map(({ id }) => id),
          hashes.map(({ hash }) => hash),
          hashes.map(({ keyId }) => keyId),
        ],
      );
    }
    await client.query(`INSERT INTO device_health (device_no, connectivity, since, known_at)
      SELECT device_no, 'online', now(), now() FROM device ON CONFLICT DO NOTHING`);
    await client.query(`INSERT INTO device_latest (device_no, session_epoch, last_contact_at)
      SELECT device_no, 0, now() FROM device ON CONFLICT DO NOTHING`);
    await client.query('VACUUM ANALYZE device, device_health, device_latest');
    await client.query('CHECKPOINT'); // what registering wrote must not be flushed while we measure
  } finally {
    await client.end();
  }
}
