import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ControlRoom, type Registered } from '../harness/control-room.ts';
import { freePort } from '../harness/free-port.ts';
import { until } from '../harness/until.ts';

const AGENT = fileURLToPath(new URL('../../agents/openwrt/canh-thon-agent.sh', import.meta.url));
const PATIENCE_MS = 60_000;

const isHere = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined;
/**
 * Shells of this machine: BusyBox is what routers have, dash what Debian calls sh. None where `npm test` has said that
 * mosquitto_pub is missing, or where there is no /proc as a router has it.
 */
const SHELLS: readonly (readonly [string, readonly string[]])[] =
  process.platform === 'linux' && isHere('mosquitto_pub', '--help')
    ? [['sh', ['sh']], ...(isHere('busybox', 'true') ? [['busybox ash', ['busybox', 'ash']] as const] : [])]
    : [];

/** The uplink: a TCP proxy that can be cut and mended, always under the same port. */
class Uplink {
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();

  constructor(
    readonly port: number,
    private readonly target: number,
  ) {}

  /** @param mute takes connections and lets nothing through */
  async mend({ mute = false } = {}): Promise<void> {
    this.#server = createServer((near) => {
      const far = connect(this.target, '127.0.0.1');
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        // A broken line is one of the ends that are tried here.
        socket.on('error', () => socket.destroy());
        socket.on('close', () => this.#sockets.delete(socket));
      }
      if (!mute) near.pipe(far).pipe(near);
    });
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async cut(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

let room: ControlRoom;
let hotspot: Registered;
let uplink: Uplink;
let folder: string;
let agent: ChildProcess | null;
let said: string;

beforeAll(async () => {
  room = await ControlRoom.start('broker', 'alerting');
});
afterAll(() => room.stop());
beforeEach(async () => {
  hotspot = await room.register('wifi_hotspot', { intervalSeconds: 5 });
  await room.advance(1_000);
  uplink = new Uplink(await freePort(), room.mqttPort());
  await uplink.mend();
  folder = mkdtempSync(join(tmpdir(), 'canh-agent-'));
  [agent, said] = [null, ''];
  // A router's tools as they answer there, and every call of mosquitto_pub on record with its environment.
  tool(
    'ping',
    `printf '%s\\n' '3 packets transmitted, 2 packets received, 33% packet loss'
printf '%s\\n' 'round-trip min/avg/max = 21.118/23.481/27.002 ms'`,
  );
  tool('nslookup', 'exit 0');
  tool(
    'iw',
    `case "$*" in
dev) printf 'phy#0\\n\\tInterface wlan0\\n\\t\\ttype AP\\n' ;;
*) printf 'Station aa:bb:cc:00:00:01 (on wlan0)\\n\\trx bytes: 1\\nStation aa:bb:cc:00:00:02 (on wlan0)\\n' ;;
esac`,
  );
  tool(
    'mosquitto_pub',
    `{ echo "$*"; env; } >>${folder}/calls\nexec /usr/bin/env PATH="$REAL_PATH" mosquitto_pub "$@"`,
  );
});
afterEach(async () => {
  if (agent?.pid !== undefined && agent.exitCode === null) {
    const ended = once(agent, 'exit');
    process.kill(-agent.pid, 'SIGKILL');
    await ended;
  }
  await uplink.cut();
  rmSync(folder, { recursive: true, force: true });
});

function tool(name: string, body: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

function start(shell: readonly string[], more = ''): void {
  const conf = join(folder, 'agent.conf');
  const { username, password } = hotspot.mqtt;
  const lines = [`HOST=127.0.0.1`, `PORT=${uplink.port}`, `ID=${username}`, `SECRET='${password}'`];
  writeFileSync(conf, [...lines, 'INTERVAL=1', `RUN=${folder}/run`, more].join('\n'), { mode: 0o600 });
  const [program = '', ...parameters] = shell;
  const PATH = process.env['PATH'] ?? '';
  const env = { PATH: `${folder}:${PATH}`, REAL_PATH: PATH };
  agent = spawn(program, [...parameters, AGENT, conf], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [agent.stdout, agent.stderr]) stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
}

const rowsOf = async <Row>(text: string): Promise<Row[]> =>
  (await room.sql.query(`SELECT t.* FROM (${text}) t JOIN device d USING (device_no) WHERE d.id = $1`, [hotspot.id]))
    .rows as Row[];
const latest = async () =>
  (await rowsOf<{ seq: string; boot_id: string; facts: Record<string, unknown> }>('SELECT * FROM device_latest'))[0];
const history = (late: boolean) =>
  rowsOf<{ seq: string; sent_at: Date }>(`SELECT * FROM telemetry WHERE ${late ? '' : 'NOT '}late ORDER BY seq`);
const changes = () => rowsOf('SELECT device_no, kind, from_value, to_value FROM transition ORDER BY occurred_at, id');
const kept = () => {
  const spool = join(folder, 'run', 'late');
  return existsSync(spool) ? readFileSync(spool, 'utf8').split('\n').filter(Boolean) : [];
};

const underEach = (name: string, shell: readonly string[]) =>
  describe(`the OpenWrt agent under ${name}`, () => {
    it('reports a birth and what it measures, and shows its secret to nobody', async () => {
      start(shell);
      await until('two heartbeats are stored', PATIENCE_MS, async () => (await history(false)).length > 1);
      const { boot_id: bootId, facts } = (await latest()) ?? { boot_id: '', facts: {} };
      expect(bootId).toBe(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
      expect(facts).toMatchObject({
        firmware: 'unknown',
        wanUp: expect.any(Boolean),
        internetOk: true,
        dnsOk: true,
        latencyMs: 23.481,
        lossPercent: 33,
        clients: 2,
        cpuPercent: expect.any(Number),
        memoryPercent: expect.any(Number),
      });
      expect(await rowsOf('SELECT * FROM mqtt_rejection')).toEqual([]);
      const { password } = hotspot.mqtt;
      expect(readFileSync(join(folder, 'run', 'mosquitto_pub'), 'utf8')).toContain(password);
      expect(statSync(join(folder, 'run', 'mosquitto_pub')).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder, 'run')).mode & 0o777).toBe(0o700);
      const calls = readFileSync(join(folder, 'calls'), 'utf8');
      expect(calls).toContain(`-t v1/devices/${hotspot.id}/heartbeat`);
      expect(calls + said).not.toContain(password);
    });

    it('keeps what it cannot send, sends it late, and so changes nothing of the present', async () => {
      start(shell);
      await until('a heartbeat is stored', PATIENCE_MS, async () => (await history(false)).length > 0);
      await uplink.cut();
      await until('three are kept', PATIENCE_MS, () => kept().length >= 3);
      expect(said).toContain('cannot send');
      // Meanwhile the server has missed it.
      await room.until('it is offline', async () => (await healthOf()) === 'offline', 1_000);
      await uplink.mend();
      await until('all were sent', PATIENCE_MS, async () => kept().length === 0 && (await history(true)).length >= 3);
      await until('it is online', PATIENCE_MS, async () => {
        await room.advance(1);
        return (await healthOf()) === 'online';
      });
      const [late, live, now] = [await history(true), await history(false), await latest()];
      const seqs = (rows: readonly { seq: string }[]) => rows.map(({ seq }) => Number(seq));
      expect(seqs(live).filter((seq) => seqs(late).includes(seq))).toEqual([]);
      expect(late.every(({ sent_at: sentAt }) => sentAt instanceof Date)).toBe(true);
      expect(seqs(live)).toContain(Number(now?.seq));
      expect(Number(now?.seq)).toBeGreaterThan(Math.max(...seqs(late)));
      expect((await changes()).filter((change) => (change as { kind: string }).kind === 'boot')).toEqual([]);
      expect(said).toContain('connected again');
      expect(said).not.toContain(hotspot.mqtt.password);
    });

    it('keeps no more than it was told, the newest', async () => {
      await uplink.cut();
      start(shell, 'KEEP=2');
      await until('two are kept', PATIENCE_MS, () => kept().length === 2);
      const [first] = kept();
      await until('the oldest is gone', PATIENCE_MS, () => kept().length === 2 && !kept().includes(first ?? ''));
      expect(kept().every((line) => (JSON.parse(line) as { late?: boolean }).late)).toBe(true);
    });

    it('does not wait for ever for a server that says nothing', async () => {
      await uplink.cut();
      await uplink.mend({ mute: true });
      start(shell, 'PATIENCE=1');
      await until('two are kept', PATIENCE_MS, () => kept().length >= 2);
      await uplink.cut();
      await uplink.mend();
      await until('they were sent', PATIENCE_MS, async () => kept().length === 0 && (await history(true)).length >= 2);
      expect(await rowsOf('SELECT * FROM mqtt_rejection')).toEqual([]);
    });

    it('fetches its id and secret with a claim code, keeps them, and needs the code no more', async () => {
      tool('wget', 'exec busybox wget "$@"');
      const { claimCode } = await room.admin.post<{ claimCode: string }>(`/devices/${hotspot.id}/claim-code`, {});
      const settings = [`URL=http://127.0.0.1:${room.config.http.port}`, `CLAIM=${claimCode.toUpperCase()}`];
      start(shell, ['ID=', 'SECRET=', ...settings].join('\n'));
      await until('a heartbeat is stored', PATIENCE_MS, async () => (await history(false)).length > 0);
      const conf = join(folder, 'agent.conf');
      const written = readFileSync(conf, 'utf8');
      expect(written).toContain(`\nID=${hotspot.id}\n`);
      expect(statSync(conf).mode & 0o777).toBe(0o600);
      const [, secret = ''] = /\nSECRET='([^']{43})'\nCLAIM=\n$/.exec(written) ?? [];
      expect(said + readFileSync(join(folder, 'calls'), 'utf8')).not.toContain(secret);
      expect(secret).not.toBe('');
    });

    it('says in one line what is missing in its settings', async () => {
      start(shell, 'SECRET=');
      const [code] = (await once(agent as ChildProcess, 'close')) as [number];
      expect([code, said]).toEqual([1, `canh-thon: SECRET is missing in ${folder}/agent.conf\n`]);
    });
  });
for (const [name, shell] of SHELLS) underEach(name, shell);

const healthOf = async () => (await room.admin.get<{ health: string }>(`/devices/${hotspot.id}`)).health;

it('is at most 120 lines', () => {
  expect(readFileSync(AGENT, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});
