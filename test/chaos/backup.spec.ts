import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { BackupError, createDataSource, makeBackup, migrate, restoreBackup, startEmbedded } from '#libs/database';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../harness/postgres.ts';
import { Command } from './command.ts';
import { everything, withClient } from './everything.ts';
import { fillWithHostileRows, HeartbeatLoad } from './hostile-rows.ts';

jest.setTimeout(120_000);

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let databases: TestDatabase[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'canhthon-backup-'));
  databases = [];
});
afterEach(async () => {
  for (const database of databases) await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function source(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  databases.push(database);
  return database;
}

async function fresh(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  databases.push(database);
  return database;
}

const migrationsIn = async (client: Client): Promise<string[]> =>
  (await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY id')).rows.map(({ name }) => name);

const filesIn = () => readdirSync(folder);

describe('a backup taken under load', () => {
  it('restores row for row what its snapshot saw: hostile text, bytes, JSON, partitions and numbers', async () => {
    const from = await source();
    await withClient(from.url, fillWithHostileRows);
    const load = await HeartbeatLoad.start(from.url);
    let seen: Record<string, string[]> = {};
    const { file, head } = await makeBackup(folder, {
      url: from.url,
      onSnapshot: (id) =>
        withClient(from.url, async (client) => {
          await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
          await client.query(`SET TRANSACTION SNAPSHOT '${id}'`);
          await load.untilWritten(500);
          seen = await everything(client);
          await load.untilWritten(500);
        }),
    });
    await load.stop();
    const into = await fresh();
    await restoreBackup({ file, url: into.url });
    const restored = await withClient(into.url, everything);
    expect(Object.keys(restored)).toEqual(Object.keys(seen));
    for (const [table, rows] of Object.entries(seen)) expect([table, restored[table]]).toEqual([table, rows]);
    expect(head.tables.map(({ name }) => name)).toContain('telemetry_20261121');
    const later = await withClient(from.url, everything);
    expect((later['telemetry_20261121'] ?? []).length).toBeGreaterThan((seen['telemetry_20261121'] ?? []).length);
    // What counts up goes on behind what it had counted, and the rules of the schema hold again.
    await withClient(into.url, async (client) => {
      const numbers = await client.query<{ next: number }>(
        `SELECT nextval('device_device_no_seq')::int - max(device_no) AS next FROM device`,
      );
      expect(numbers.rows[0]?.next).toBeGreaterThan(0);
      await expect(client.query('DELETE FROM site')).rejects.toThrow('foreign key');
      const feed = await client.query<{ ahead: number }>(
        'SELECT count(*)::int AS ahead FROM device_change WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())',
      );
      expect(feed.rows[0]?.ahead).toBe(0);
    });
  });

  it('gives its file a name with the time, readable by its owner alone', async () => {
    const { file } = await makeBackup(folder, { url: (await source()).url });
    expect(filesIn()).toEqual([expect.stringMatching(/^canhthon-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.backup$/)]);
    expect([join(folder, filesIn()[0] ?? ''), statSync(file).mode & 0o777]).toEqual([file, 0o600]);
  });
});

describe('a backup that is', () => {
  let whole: Buffer;
  let file: string;
  let from: TestDatabase;
  let into: TestDatabase;

  beforeAll(async () => {
    [from, into] = await Promise.all([cloneDatabase(), emptyDatabase()]);
    await withClient(from.url, fillWithHostileRows);
    const place = mkdtempSync(join(tmpdir(), 'canhthon-backup-'));
    whole = readFileSync((await makeBackup(place, { url: from.url })).file);
    rmSync(place, { recursive: true });
  });
  beforeEach(() => {
    file = join(folder, 'b.backup');
  });
  afterAll(async () => {
    await from.drop();
    await into.drop();
  });

  /** What restoring these bytes says, and how many tables it leaves in the empty database. */
  async function restoring(bytes: Uint8Array): Promise<{ said: string; tables: number }> {
    writeFileSync(file, bytes);
    const said = await restoreBackup({ file, url: into.url }).then(
      () => 'restored',
      (error: unknown) => (error instanceof BackupError ? error.message : `unexplained: ${String(error)}`),
    );
    return { said, tables: await withClient(into.url, async (client) => Object.keys(await everything(client)).length) };
  }

  it.each([0.01, 0.7, 0.9999])('cut off at %d of its length is refused in a sentence', async (where) => {
    const { said, tables } = await restoring(whole.subarray(0, Math.floor(whole.length * where)));
    expect([said, tables]).toEqual([`${file} is cut off: its end is missing. Use another backup.`, 0]);
  });

  it.each([0.0001, 0.001, 0.2, 0.35, 0.5, 0.9, 0.9999])('damaged at %d of its length is refused', async (where) => {
    const bytes = Buffer.from(whole);
    const at = Math.floor(bytes.length * where);
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    const { said, tables } = await restoring(bytes);
    expect([said, tables]).toEqual([expect.stringMatching(/b\.backup is (damaged|cut off)/), 0]);
  });

  it('not a backup at all is refused in a sentence', async () => {
    const { said, tables } = await restoring(Buffer.from('Bảng lương tháng 11'));
    expect([said, tables]).toEqual([`${file} is damaged, or no backup of Canh Thôn. Use another backup.`, 0]);
  });

  it('made by a newer version is refused in a sentence', async () => {
    const newer = await source();
    await withClient(newer.url, (client) =>
      client.query(`INSERT INTO schema_migration (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`),
    );
    const made = await makeBackup(folder, { url: newer.url });
    await expect(restoreBackup({ file: made.file, url: into.url })).rejects.toThrow('made by a newer Canh Thôn');
  });
});

describe('a backup', () => {
  it('of an older version is restored and brought up to date', async () => {
    const older = await fresh();
    const { migrations, ...options } = createDataSource(older.url).options as { migrations: never[]; type: 'postgres' };
    const old = await new DataSource({ ...options, migrations: migrations.slice(0, -1) }).initialize();
    await old.runMigrations();
    await old.destroy();
    const { file, head } = await makeBackup(folder, { url: older.url });
    const into = await fresh();
    await restoreBackup({ file, url: into.url });
    const [before, after] = [head.migrations, await withClient(into.url, migrationsIn)];
    expect([after.length, after.slice(0, -1)]).toEqual([before.length + 1, before]);
  });

  it('is not restored over anything', async () => {
    const from = await source();
    const { file } = await makeBackup(folder, { url: from.url });
    await expect(restoreBackup({ file, url: from.url })).rejects.toThrow('The database is not empty');
  });

  it.each([
    [
      'a folder that does not exist',
      (base: string) => join(base, 'nowhere', 'b.backup'),
      /There is no folder .*nowhere/,
    ],
    ['a file that exists', (base: string) => base.concat('/there'), /exists already/],
  ])('into %s is refused in a sentence', async (_name, target, said) => {
    writeFileSync(join(folder, 'there'), 'mine');
    const { url } = await source();
    await expect(makeBackup(target(folder), { url })).rejects.toThrow(said);
    expect([filesIn(), readFileSync(join(folder, 'there'), 'utf8')]).toEqual([['there'], 'mine']);
  });

  it('that is restored from a wrong path says so', async () => {
    await expect(restoreBackup({ file: join(folder, 'nothing'), url: (await fresh()).url })).rejects.toThrow(
      /nothing does not exist/,
    );
  });
});

describe('the commands', () => {
  it('back up and restore the built-in database, its key apart, with exit codes for scripts', async () => {
    const [old, restored] = [join(folder, 'data'), join(folder, 'restored')];
    const embedded = await startEmbedded({ dataDir: old, logger: quiet, flavour: 'test' });
    await migrate(createDataSource(embedded.url));
    await withClient(embedded.url, fillWithHostileRows);
    const before = await withClient(embedded.url, everything);
    writeFileSync(join(old, 'secret.key'), `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
    const backup = await new Command('backup', [folder, '--with-key'], { DATA_DIR: old }).ended;
    const file = backup.stdout.trim();
    expect([backup.code, statSync(file).mode & 0o777, statSync(`${file}.key`).mode & 0o777]).toEqual([0, 0o600, 0o600]);
    await embedded.stop();
    const restore = () => new Command('restore', [file, '--into', restored, '--key', `${file}.key`], {}).ended;
    expect(await restore()).toMatchObject({ code: 0, stdout: `${restored}\n` });
    expect(await restore()).toMatchObject({ code: 1, stderr: expect.stringContaining('has a secret.key already') });
    const again = await startEmbedded({ dataDir: restored, logger: quiet, flavour: 'test' });
    expect(await withClient(again.url, everything)).toEqual(before);
    await again.stop();
    expect(readFileSync(join(restored, 'secret.key'))).toEqual(readFileSync(join(old, 'secret.key')));
  });

  it('say in a sentence that there is no room, and leave nothing', async () => {
    const from = await source();
    await withClient(from.url, fillWithHostileRows);
    const target = join(folder, 'b.backup');
    // 32 blocks of 512 bytes a file: what a full disk or a quota does, without filling one.
    const { code, stderr } = await new Command('backup', [target], { DATABASE_URL: from.url }, 'ulimit -f 32').ended;
    expect([code, filesIn()]).toEqual([1, []]);
    expect(stderr).toContain(`There is no room for ${target} (EFBIG): nothing of it was kept.`);
  });

  it('say how they are used when they are not understood', async () => {
    const { code, stderr } = await new Command('backup', [], {}).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining('npm run backup -- <new file, or a folder>')]);
  });
});
