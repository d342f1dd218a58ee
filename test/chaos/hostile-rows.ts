import { Client } from 'pg';
import { newId } from '#libs/database';

const HOSTILE = [
  "'; DROP TABLE device; --",
  '\\N',
  '\\.',
  'Thôn Tháp Thượng – ngõ “đình”',
  'tab\tnewline\nreturn\r',
  '\u0001\u001f\u007f\u2028\u202e',
  '😀'.repeat(300),
  '',
  'NULL',
  '=cmd|calc',
  'x'.repeat(100_000),
];

/** Rows that break careless formats: quotes, control characters, all bytes, nested JSON, extreme numbers and times. */
export async function fillWithHostileRows(client: Client): Promise<void> {
  const unit = newId(0);
  await client.query(
    `INSERT INTO unit (id, kind, name, search, created_at, updated_at) VALUES ($1, 'village', $2, '', now(), now())`,
    [unit, HOSTILE[0]],
  );
  await client.query(`UPDATE unit SET parent_id = NULL, latitude = 'NaN', longitude = '-Infinity' WHERE id = $1`, [
    unit,
  ]);
  for (const [index, text] of HOSTILE.entries()) {
    const site = newId(index);
    await client.query(
      `INSERT INTO site (id, code, unit_id, name, public_token, search, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $2, $4, '0001-01-01 BC', 'infinity')`,
      [site, `S${index}`, unit, text],
    );
    await client.query(
      `INSERT INTO device (id, kind, code, name, site_id, unit_id, interval_seconds, offline_after_seconds, secret_hash, search, created_at, updated_at)
       VALUES ($1, 'solar_light', $2, $3, $4, $5, 60, 180, $6, $3, now(), now())`,
      [newId(index), `D${index}`, text, site, unit, Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    );
    await client.query(`INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, now())`, [
      `hostile-${index}`,
      JSON.stringify({ text, deep: [[[{ [text.slice(0, 50)]: null }]]], number: 1e300, tiny: -0.1, flag: false }),
    ]);
  }
  await client.query(`
    INSERT INTO device_latest (device_no, session_epoch, last_contact_at) SELECT device_no, 9007199254740993, now() FROM device;
    CREATE TABLE telemetry_20261121 (LIKE telemetry INCLUDING ALL);
    ALTER TABLE telemetry ATTACH PARTITION telemetry_20261121
      FOR VALUES FROM ('2026-11-21 00:00Z') TO ('2026-11-22 00:00Z');
    INSERT INTO telemetry (device_no, received_at, late, battery_voltage, rx_bytes)
      SELECT 1 + n % 9, '2026-11-21 00:00Z'::timestamptz + n * interval '4 s', false, n / 3.0, n * 4294967296
      FROM generate_series(0, 20000) n;
    INSERT INTO telemetry (device_no, received_at, late, battery_voltage) VALUES (1, '2031-01-01Z', true, 'NaN');`);
}

/** Heartbeats that go on being written while something else happens. */
export class HeartbeatLoad {
  #written = 0;
  #running = true;
  readonly #client: Client;
  #work: Promise<void> = Promise.resolve();

  private constructor(client: Client) {
    this.#client = client;
  }

  static async start(url: string): Promise<HeartbeatLoad> {
    const client = new Client(url);
    await client.connect();
    const load = new HeartbeatLoad(client);
    load.#work = load.#write();
    return load;
  }

  async untilWritten(more: number): Promise<void> {
    const goal = this.#written + more;
    while (this.#written < goal) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.#work;
    await this.#client.end();
  }

  async #write(): Promise<void> {
    while (this.#running) {
      await this.#client.query(`
        BEGIN;
        INSERT INTO telemetry (device_no, received_at, late, battery_voltage)
          SELECT device_no, '2026-11-21 23:00Z', false, random() * 15 FROM device;
        UPDATE device_latest SET last_contact_at = clock_timestamp(), facts = jsonb_build_object('n', random());
        COMMIT`);
      this.#written += 10;
    }
  }
}
