import { Client } from 'pg';
import { freshDatabase } from '../durable-postgres.ts';

/** Devices around one village; a village is some two kilometres across. */
const DEVICES_A_VILLAGE = 100;
/** The north of Vietnam, roughly: west, south, degrees across and up. */
const LAND = { west: 103.5, south: 19.5, across: 3.5, up: 3 } as const;

/**
 * A migrated database with so many devices, each at a site of its own, as rows: 3 % silent, 2 % faulty, 1 % never
 * heard. Places are generated around made-up villages; nothing of them is real.
 */
export async function makeCountry(serverUrl: string, devices: number): Promise<string> {
  const url = await freshDatabase(serverUrl, `bench_map_${devices}`);
  const client = new Client(url);
  await client.connect();
  try {
    await fill(client, devices);
  } finally {
    await client.end();
  }
  return url;
}

/** In order, as the ids of real devices are. */
const idOf = (kind: number): string => `('00000000-000${kind}-7000-8000-' || lpad(to_hex(m.n), 12, '0'))::uuid`;

async function fill(client: Client, devices: number): Promise<void> {
  const villages = Math.ceil(devices / DEVICES_A_VILLAGE);
  // What triggers tell to doors and screens: nobody listens yet.
  await client.query('SET session_replication_role = replica');
  await client.query('SELECT setseed(0.5)');
  // Made again when all is there.
  await client.query('DROP INDEX site_search, device_search');
  await client.query(
    `CREATE TEMP TABLE village AS SELECT n, gen_random_uuid() AS id, $1 + random() * $3 AS x, $2 + random() * $4 AS y
     FROM generate_series(0, $5 - 1) n`,
    [LAND.west, LAND.south, LAND.across, LAND.up, villages],
  );
  await client.query(`
    INSERT INTO unit (id, kind, name, search, created_at, updated_at)
      VALUES ('00000000-0000-7000-8000-000000000001', 'country', 'Bench', 'bench', now(), now());
    INSERT INTO unit (id, kind, name, parent_id, search, created_at, updated_at)
      SELECT id, 'village', 'Village ' || n, '00000000-0000-7000-8000-000000000001', 'village', now(), now() FROM village;
    INSERT INTO unit_closure (ancestor_id, descendant_id, depth) SELECT id, id, 0 FROM unit;
    INSERT INTO unit_closure (ancestor_id, descendant_id, depth)
      SELECT '00000000-0000-7000-8000-000000000001', id, 1 FROM village;`);
  await client.query(
    `CREATE TEMP TABLE made AS SELECT m.n, ${idOf(1)} AS site, ${idOf(2)} AS device, v.id AS unit,
       v.x + (random() + random() - 1) * 0.02 AS x, v.y + (random() + random() - 1) * 0.02 AS y, m.n % 100 AS luck
     FROM generate_series(0, $1 - 1) m (n) JOIN village v ON v.n = m.n / ${DEVICES_A_VILLAGE}`,
    [devices],
  );
  await client.query(`
    INSERT INTO site (id, code, unit_id, landmark, latitude, longitude, public_token, search, created_at, updated_at)
      SELECT site, 'S-' || n, unit, 'Pole ' || n, y, x, n::text, '', now(), now() FROM made;
    INSERT INTO device (id, kind, code, name, site_id, unit_id, interval_seconds, offline_after_seconds, search,
        created_at, updated_at)
      SELECT device, (ARRAY['camera','solar_light','wifi_hotspot'])[1 + n % 3], 'D-' || n, 'Device ' || n, site, unit,
        86400, 604800, 'bench', now(), now() FROM made;
    INSERT INTO device_health (device_no, connectivity, since, known_at)
      SELECT device_no, CASE WHEN luck < 3 THEN 'offline' WHEN luck = 3 THEN 'never_seen' ELSE 'online' END, now(), now()
      FROM made m JOIN device d ON d.id = m.device;
    INSERT INTO device_fault (device_no, code, severity, since, known_at)
      SELECT device_no, 'lamp_failure', 'minor', now(), now() FROM made m JOIN device d ON d.id = m.device
      WHERE luck BETWEEN 4 AND 5;`);
  await client.query('SET session_replication_role = DEFAULT');
  await client.query(`CREATE INDEX device_search ON device USING gin (search gin_trgm_ops);
    CREATE INDEX site_search ON site USING gin (search gin_trgm_ops);`);
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
}
