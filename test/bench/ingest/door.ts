// Our door as it ships: the broker's own process against PostgreSQL with fsync and synchronous_commit on.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { SecretBox } from '#libs/runtime';
import { profileFlags } from '../child.ts';
import { freshDatabase } from '../durable-postgres.ts';
import { freePort } from '../../harness/free-port.ts';
import { measureTree } from '../process-tree.ts';
import { registerDevices, type Reporting, WEEKLY } from './known-devices.ts';
import { LoadClient, type Identity } from './load-client.ts';
import { FIRST_SEQUENCE } from './mqtt-bytes.ts';
import type { RunningSystem, SystemUnderTest } from './system-under-test.ts';

const MAIN = fileURLToPath(new URL('../../../apps/broker/main.js', import.meta.url));
const ENGINE = fileURLToPath(new URL('../../../apps/alerting/main.js', import.meta.url));
const DATABASE = 'bench_door';

/** Ready means: a known device is let in, as often in a row as there are doors that take their turns. */
async function untilOpen(port: number, device: Identity, child: ChildProcess, doors: number): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (let inARow = 0; inARow < doors;) {
    if (child.exitCode !== null) throw new Error(`the door ended with ${child.exitCode}`);
    const probe = new LoadClient(device, 0, 'probe', { qos: 0, inFlight: 1 }, { confirmed: 0, sent: 0, lost: 0 });
    try {
      await probe.connect({ host: '127.0.0.1', port, localAddress: '127.0.0.1' });
      inARow += 1;
    } catch (error) {
      if (performance.now() > deadline) throw new Error('the door did not open within 30 s', { cause: error });
      inARow = 0;
      await pause(100);
    } finally {
      probe.close();
    }
  }
}

/** A migrated database with these devices; gives its address. */
export async function prepare(
  serverUrl: string,
  known: readonly Identity[],
  box: SecretBox,
  reporting: Reporting,
): Promise<string> {
  const url = await freshDatabase(serverUrl, DATABASE);
  await registerDevices(url, known, box, reporting);
  return url;
}

/** Heartbeats in the database: each client counts its own, and the newest is in its latest row, in the same commit. */
async function stored(client: Client): Promise<number> {
  const { rows } = await client.query<{ stored: string | null }>(
    `SELECT sum(seq - $1) AS stored FROM device_latest WHERE boot_id LIKE 'boot%'`,
    [FIRST_SEQUENCE],
  );
  return Number(rows[0]?.stored ?? 0);
}

/** Our door as a system under test. */
export interface DoorProcess extends RunningSystem {
  /** Outages of these devices recorded since `from` (epoch ms). */
  outages(devices: readonly Identity[], from: number): Promise<number>;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** `withEngine`: silences are judged, too. */
export async function startDoorProcess(
  url: string,
  key: string,
  device: Identity,
  { withEngine, doors = 1 }: { readonly withEngine: boolean; readonly doors?: number },
): Promise<DoorProcess> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'canh-door-'));
  const client = new Client(url);
  await client.connect();
  await client.query(`TRUNCATE telemetry; UPDATE device_latest SET boot_id = NULL, seq = NULL`);
  await client.query('VACUUM device_latest');
  const env = {
    ...process.env,
    DATABASE_URL: url,
    SECRET_KEY: key,
    DATA_DIR: directory,
    MQTT_PORT: String(port),
    MQTT_DOORS: String(doors),
    MQTT_HOST: '127.0.0.1',
    HTTP_PORT: '0',
    HTTP_HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, [...profileFlags(), MAIN], { env, stdio: ['ignore', 2, 2] });
  await untilOpen(port, device, child, doors);
  const engine = withEngine ? spawn(process.execPath, [ENGINE], { env, stdio: ['ignore', 2, 2] }) : null;
  return {
    port,
    sample: async () => {
      const { cpuSeconds, pssMegabytes } = measureTree([child.pid ?? 0]);
      return { handled: await stored(client), cpuSeconds, rssBytes: pssMegabytes * 1e6 };
    },
    verify: async (confirmed) => {
      const { rows } = await client.query<{ rows: string }>('SELECT count(*) AS rows FROM telemetry');
      const kept = Number(rows[0]?.rows);
      if (kept < confirmed) throw new Error(`${confirmed} heartbeats were confirmed but ${kept} are in the database`);
    },
    outages: async (devices, from) => {
      const { rows } = await client.query<{ outages: string }>(
        `SELECT count(*) AS outages FROM transition t JOIN device d USING (device_no)
         WHERE t.kind = 'connectivity' AND t.to_value = 'offline' AND t.known_at >= $2 AND d.id = ANY($1::uuid[])`,
        [devices.map(({ id }) => id), new Date(from)],
      );
      return Number(rows[0]?.outages);
    },
    stop: async () => {
      if (engine !== null) await ended(engine);
      await ended(child);
      await client.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** `door` and `door_two` (two processes behind one port), on the same database. */
export function doors(serverUrl: string): readonly SystemUnderTest[] {
  const key = randomBytes(32);
  const box = new SecretBox([key]);
  let prepared: Promise<string> | undefined;
  return [1, 2].map((count) => ({
    name: count === 1 ? 'door' : 'door_two',
    start: async (known) => {
      prepared ??= prepare(serverUrl, known, box, WEEKLY);
      const last = known.at(-1);
      if (last === undefined) throw new Error('no devices');
      const settings = { withEngine: false, doors: count };
      return startDoorProcess(await prepared, key.toString('base64'), last, settings);
    },
  }));
}
