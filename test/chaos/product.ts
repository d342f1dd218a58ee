import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { buildProduct } from '../harness/compose.ts';
import { freePort } from '../harness/free-port.ts';
import type { MqttCredentials } from '../harness/mqtt-device.ts';
import { RestClient } from '../harness/rest-client.ts';
import { until } from '../harness/until.ts';

const MAIN = fileURLToPath(new URL('../../dist/apps/standalone/main.js', import.meta.url));
const PASSWORD = 'mat-khau-quan-tri-2026';

export interface RegisteredDevice {
  readonly id: string;
  readonly mqtt: MqttCredentials;
}

/** `npm start` as its user has it: one process with its built-in database, to be killed, frozen and starved. */
export class Product {
  admin: RestClient | undefined;
  #child: ChildProcess | undefined;

  private constructor(
    readonly dataDir: string,
    readonly httpUrl: string,
    readonly mqttUrl: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start(dataDir = newDataDir(), more: Readonly<Record<string, string>> = {}): Promise<Product> {
    await buildProduct();
    const [http, mqtt] = [await freePort(), await freePort()];
    const product = new Product(dataDir, `http://127.0.0.1:${http}`, `mqtt://127.0.0.1:${mqtt}`, {
      PATH: process.env['PATH'] ?? '',
      DATA_DIR: dataDir,
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(http),
      MQTT_HOST: '127.0.0.1',
      MQTT_PORT: String(mqtt),
      ADMIN_PASSWORD: PASSWORD,
      LOG_LEVEL: 'error',
      ...more,
    });
    await product.run();
    await product.untilReady(120_000);
    await product.signIn();
    return product;
  }

  async run(): Promise<void> {
    this.#child = spawn(process.execPath, [MAIN], { env: this.env, stdio: ['ignore', 'ignore', 'inherit'] });
    await once(this.#child, 'spawn');
  }

  async signIn(): Promise<RestClient> {
    return (this.admin = await RestClient.signIn(this.httpUrl, 'admin@canhthon.local', PASSWORD));
  }

  /** The status of `/readyz`, and what it says of each part. */
  async readiness(): Promise<{ status: number; checks: Record<string, string> }> {
    const answer = await fetch(`${this.httpUrl}/readyz`, { signal: AbortSignal.timeout(10_000) });
    return { status: answer.status, checks: ((await answer.json()) as { checks: Record<string, string> }).checks };
  }

  untilReady(patienceMs = 30_000): Promise<void> {
    return until('the product is ready', patienceMs, async () => (await this.readiness()).status === 200);
  }

  async lights(count: number, more: Readonly<Record<string, unknown>>): Promise<RegisteredDevice[]> {
    const { items } = await this.rest.get<{ items: { id: string; parentId: string | null }[] }>('/units');
    const unitId = items.find(({ parentId }) => parentId === null)?.id;
    const made: RegisteredDevice[] = [];
    for (let index = 0; index < count; index += 1) {
      const place = { unitId, latitude: 21, longitude: 105.6, separatePlace: true };
      const light = { kind: 'solar_light', name: `Đèn ${index}`, ...place, ...more };
      const { device, mqtt } = await this.rest.post<{ device: { id: string }; mqtt: MqttCredentials }>(
        '/devices',
        light,
      );
      made.push({ id: device.id, mqtt });
    }
    return made;
  }

  get rest(): RestClient {
    if (this.admin === undefined) throw new Error('nobody is signed in');
    return this.admin;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Process ids of the database: the postmaster first. */
  get databasePids(): number[] {
    const [line = ''] = readFileSync(join(this.dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n');
    const isChild = (pid: string) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === line;
    const children = readdirSync('/proc').filter((name) => {
      try {
        return /^\d+$/.test(name) && isChild(name);
      } catch {
        return false; // Gone between the two looks.
      }
    });
    return [Number(line), ...children.map(Number)];
  }

  signalDatabase(signal: NodeJS.Signals): void {
    for (const pid of this.databasePids) process.kill(pid, signal);
  }

  async killApp(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  rssBytes(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1]) * 1024;
  }

  async query<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const base = join(this.dataDir, 'postgres');
    const password = readFileSync(join(base, 'cluster/canhthon.password'), 'utf8');
    const url = `postgres://canhthon:${password}@${encodeURIComponent(join(base, 'run'))}/canhthon`;
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    await client.connect();
    try {
      return (await client.query(text, [...parameters])).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** In order, as Ctrl-C does; the data go, too. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

export function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'canhthon-chaos-'));
  chmodSync(folder, 0o755);
  return folder;
}
