import { Client } from 'pg';

/** An open incident for each silent device of the made-up country, as the engine leaves them; begun one a minute. */
export async function openIncidents(databaseUrl: string): Promise<number> {
  const client = new Client(databaseUrl);
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    const { rowCount } = await client.query(`
      INSERT INTO incident (id, identity, cause, device_no, scope_unit_id, unit_id, site_id, hardware_id, severity, state,
        reason, rule, started_at, opened_at)
      SELECT gen_random_uuid(), 'device:' || d.device_no || ':offline', 'device', d.device_no, d.unit_id, d.unit_id,
        d.site_id, NULL, 'critical', 'open', 'silent_too_long', 'silence/1',
        now() - d.device_no % 1440 * interval '1 minute', now() - d.device_no % 1440 * interval '1 minute'
      FROM device d JOIN device_health h USING (device_no) WHERE h.connectivity = 'offline'`);
    await client.query(`
      INSERT INTO incident_device (incident_id, device_no, joined_at) SELECT id, device_no, opened_at FROM incident`);
    await client.query('ANALYZE incident, incident_device');
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}
