import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CameraServer, SimulatedCamera } from '#apps/simulator';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AUTHORITY, DOOR_CERTIFICATE, DOOR_KEY } from '../harness/certificates.ts';
import { buildProduct, RoleProcess } from '../harness/compose.ts';
import { freePort } from '../harness/free-port.ts';
import { cloneDatabase, type TestDatabase } from '../harness/postgres.ts';
import { RestClient } from '../harness/rest-client.ts';
import { until } from '../harness/until.ts';

const PATIENCE_MS = 60_000;
const PASSWORD = 'mat-khau-quan-tri-2026';
const MAIN = fileURLToPath(new URL('../../dist/apps/poller/main.js', import.meta.url));

/** The agent as its user has it: a program on a small computer, with a folder of its own and a line over TLS. */
describe('an edge agent as a process of its own, over TLS', () => {
  const roles: RoleProcess[] = [];
  const cameras = new CameraServer({ now: () => Date.now() });
  const camera = new SimulatedCamera({ address: '127.78.0.1' });
  const said: string[] = [];
  let database: TestDatabase;
  let folder: string;
  let admin: RestClient;
  let serverUrl: string;
  let agent: ChildProcess | undefined;
  let box: { readonly device: { readonly id: string } };
  let cameraId: string;
  let claimCode: string;

  const run = (...options: string[]): ChildProcess => runIn(join(folder, 'agent'), options);
  function runIn(dataDir: string, options: readonly string[]): ChildProcess {
    const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, CAMERA_NETWORKS: '127.0.0.0/8' };
    const child = spawn(process.execPath, [MAIN, '--edge', ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => said.push(String(chunk)));
    return child;
  }
  async function kill(): Promise<void> {
    if (agent === undefined || agent.exitCode !== null) return;
    const exit = once(agent, 'exit');
    agent.kill('SIGKILL');
    await exit;
  }
  const says = (what: RegExp): Promise<void> =>
    until(`the agent says ${what}`, PATIENCE_MS, () => what.test(said.join('')));
  const lastSeen = async (id: string): Promise<string | null> =>
    (await admin.get<{ lastSeenAt: string | null }>(`/devices/${id}`)).lastSeenAt;
  const isHeardAgain = async (id: string): Promise<void> => {
    const before = await lastSeen(id);
    await until('it is heard again', PATIENCE_MS, async () => (await lastSeen(id)) !== before);
  };

  beforeAll(async () => {
    await buildProduct();
    folder = mkdtempSync(join(tmpdir(), 'canh-edge-process-'));
    for (const [name, text] of Object.entries({
      'ca.pem': AUTHORITY,
      'door.pem': DOOR_CERTIFICATE,
      'door.key': DOOR_KEY,
    }))
      writeFileSync(join(folder, name), text);
    database = await cloneDatabase();
    await cameras.add(camera);
    const environment = {
      ...{ DATABASE_URL: database.url, DATA_DIR: join(folder, 'server'), ADMIN_PASSWORD: PASSWORD },
      ...{ SECRET_KEY: randomBytes(32).toString('base64'), CAMERA_NETWORKS: '127.0.0.0/8' },
      ...{ MQTT_PORT: String(await freePort()), MQTT_TLS_PORT: String(await freePort()) },
      ...{ MQTT_TLS_CERT: join(folder, 'door.pem'), MQTT_TLS_KEY: join(folder, 'door.key') },
    };
    const [api, broker] = await Promise.all(['api', 'broker'].map((role) => RoleProcess.start(role, environment)));
    if (api === undefined || broker === undefined) throw new Error('the server did not start');
    roles.push(api, broker);
    serverUrl = api.httpUrl;
    admin = await RestClient.signIn(serverUrl, 'admin@canhthon.local', PASSWORD);
    const { items } = await admin.get<{ items: { id: string }[] }>('/units');
    const place = { unitId: items[0]?.id, latitude: 21.08, longitude: 105.65, separatePlace: true, intervalSeconds: 5 };
    box = await admin.post('/devices', { kind: 'edge_agent', name: 'Hộp nhà văn hóa', ...place });
    const onvif = { url: cameras.urlOf(camera), username: camera.username, password: camera.password };
    const behind = { kind: 'camera', name: 'Cổng làng', uplinkDeviceId: box.device.id, onvif };
    cameraId = (await admin.post<typeof box>('/devices', { ...place, ...behind })).device.id;
    ({ claimCode } = await admin.post<{ claimCode: string }>(`/devices/${box.device.id}/claim-code`, {}));
  }, 2 * PATIENCE_MS);
  afterAll(async () => {
    await kill();
    await Promise.all(roles.map((role) => role.stop()));
    await cameras.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  }, PATIENCE_MS);

  it(
    'trusts no door that nobody vouches for, reports after it is given the authority, and goes on after kill -9 without a code',
    async () => {
      agent = run('--server', serverUrl, '--code', claimCode);
      await says(/self-signed certificate|unable to verify/);
      expect(await lastSeen(box.device.id)).toBeNull();
      await kill();

      agent = run('--ca', join(folder, 'ca.pem'));
      await until('its camera is heard', PATIENCE_MS, async () => (await lastSeen(cameraId)) !== null);
      await says(/"secure":true/);
      await kill();

      agent = run();
      await isHeardAgain(cameraId);
      expect(camera.guard).toMatchObject({ failures: 0, lockedUntil: 0 });
    },
    4 * PATIENCE_MS,
  );

  it(
    'has a code that works once, and shows neither it nor any password or key, also not on its disk',
    async () => {
      const thief = runIn(join(folder, 'thief'), ['--server', serverUrl, '--code', claimCode]);
      const [code] = (await once(thief, 'exit')) as [number];
      expect(code).not.toBe(0);

      const file = join(folder, 'agent', 'edge-agent.json');
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const text = readFileSync(file, 'utf8');
      const { agent: kept } = JSON.parse(text) as { agent: { password: string; privateKey: string } };
      const output = said.join('');
      expect(output).toContain('The edge agent is running');
      for (const secret of [kept.password, kept.privateKey, camera.password, claimCode])
        expect(output).not.toContain(secret);
      expect(text).not.toContain(camera.password);
    },
    PATIENCE_MS,
  );
});
