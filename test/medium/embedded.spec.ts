import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { type Embedded, type EmbeddedOptions, startEmbedded } from '#libs/database';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
jest.setTimeout(60_000);

let folder: string;
let running: Embedded[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'canhthon-pg-'));
  running = [];
});
afterEach(async () => {
  for (const embedded of running) await embedded.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir: join(folder, 'data'), logger: quiet, ...options });
  running.push(embedded);
  return embedded;
}

async function query<Row>(embedded: { url: string }, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

const write = (embedded: { url: string }) =>
  query(embedded, "CREATE TABLE kept (note text); INSERT INTO kept VALUES ('Đan Phượng')");
const read = (embedded: Embedded) => query<{ note: string }>(embedded, 'SELECT note FROM kept');
const KEPT = [{ note: 'Đan Phượng' }];

/** Starts a process that owns the database; gives what it printed. */
async function startOwner(): Promise<{ child: ChildProcess; url: string; pid: number }> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--import',
      './test/harness/typescript.mjs',
      'test/medium/embedded-owner.ts',
      join(folder, 'data'),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string];
  return { child, ...(JSON.parse(line) as { url: string; pid: number }) };
}

describe('the built-in database', () => {
  it.each([
    ['folders anybody may pass', 0o755],
    ['a folder closed to others', 0o700],
  ])('starts fresh in %s, is durable, and keeps its data over a restart', async (_name, mode) => {
    chmodSync(folder, mode);
    const first = await start();
    await write(first);
    const settings = await query(
      first,
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync','listen_addresses','synchronous_commit') ORDER BY name",
    );
    expect(settings).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'listen_addresses', setting: '' },
      { name: 'synchronous_commit', setting: 'on' },
    ]);
    await first.stop();
    expect(first.pid()).toBeUndefined();
    const second = await start();
    expect([second.origin, await read(second)]).toEqual(['started', KEPT]);
  });

  it('lets nobody else in', async () => {
    const embedded = await start({ flavour: 'test' });
    const cluster = join(folder, 'data/postgres/cluster');
    const modes = ['', 'canhthon.password'].map((name) => statSync(join(cluster, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);
    await expect(query({ url: embedded.url.replace(/:[0-9a-f]+@/, ':wrong@') }, 'SELECT 1')).rejects.toThrow(
      'password',
    );
  });

  it('folds Vietnamese letters whatever the system speaks', async () => {
    const embedded = await start({ flavour: 'test' });
    expect(await query(embedded, "SELECT lower('ĐƯỜNG PHƯỢNG') AS low")).toEqual([{ low: 'đường phượng' }]);
  });

  it('adopts the server of an app that was killed, with everything that was committed', async () => {
    const owner = await startOwner();
    await write(owner);
    owner.child.kill('SIGKILL');
    await once(owner.child, 'exit');
    const after = await start();
    expect([after.origin, after.pid(), await read(after)]).toEqual(['adopted', owner.pid, KEPT]);
  });

  it('heals when app and server are killed together', async () => {
    const owner = await startOwner();
    await write(owner);
    process.kill(owner.pid, 'SIGKILL');
    owner.child.kill('SIGKILL');
    await once(owner.child, 'exit');
    const after = await start();
    expect([after.origin, await read(after)]).toEqual(['started', KEPT]);
  });

  it('starts a dead server again while the app lives', async () => {
    let died: () => void = () => undefined;
    const death = new Promise<void>((resolve) => (died = resolve));
    let up: () => void = () => undefined;
    const recovery = new Promise<void>((resolve) => (up = resolve));
    const embedded = await start({ onDied: () => died(), logger: { ...quiet, warn: () => up() } });
    await write(embedded);
    const before = embedded.pid();
    process.kill(before ?? 0, 'SIGKILL');
    await death;
    await recovery;
    expect(await read(embedded)).toEqual(KEPT);
    expect(embedded.pid()).not.toBe(before);
  });

  it('of two started at once one wins; the other waits and takes over when the first has stopped', async () => {
    const both = [start(), start()].map(async (one, index) => ({ index, embedded: await one }));
    const winner = await Promise.race(both);
    await write(winner.embedded);
    await winner.embedded.stop();
    const second = await both[1 - winner.index];
    expect(await read(second?.embedded as Embedded)).toEqual(KEPT);
  });

  it('says so when another app stays on the same data', async () => {
    const first = await start();
    await expect(start({ ownerPatienceMs: 0 })).rejects.toThrow('already running on the data');
    expect(first.pid()).toBeDefined();
  });

  it('is not fooled by a lock file whose process number now belongs to a stranger', async () => {
    const first = await start();
    await write(first);
    const lockFile = join(folder, 'data/postgres/cluster/postmaster.pid');
    const lines = readFileSync(lockFile, 'utf8').split('\n');
    await first.stop();
    writeFileSync(lockFile, [process.pid, ...lines.slice(1)].join('\n'));
    expect(await read(await start())).toEqual(KEPT);
  });

  it('clears what a killed first start left, and makes the cluster', async () => {
    const left = join(folder, 'data/postgres/cluster.new-4000000-00000000');
    mkdirSync(left, { recursive: true });
    const embedded = await start({ flavour: 'test' });
    expect([existsSync(left), await query(embedded, 'SELECT 1 AS one')]).toEqual([false, [{ one: 1 }]]);
  });

  it('says in a sentence that the folder cannot be used', async () => {
    writeFileSync(join(folder, 'data'), 'a file');
    await expect(start()).rejects.toThrow(/data folder .* cannot be used/);
  });

  it('works where the path is too long for a socket', async () => {
    const embedded = await start({ dataDir: join(folder, 'thư-mục-'.repeat(12)), flavour: 'test' });
    expect(await query(embedded, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
