import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { createDataSource, dataSourceOptions } from '../data-source.ts';
import { migrate } from '../migrate.ts';
import { BackupError } from './backup-error.ts';
import type { BackedUpTable, BackupHead, TableSeal } from './backup-format.ts';
import { copyIn, copyOut, isName, readTables, readTransactionColumns } from './catalogue.ts';
import { readBackup } from './read-backup.ts';
import { CopyDigest } from './row-digest.ts';
import { openSession } from './session.ts';
import type { BackupProgress } from './write-backup.ts';

export interface RestoreOptions {
  readonly file: string;
  /** Of a database without tables. */
  readonly url: string;
  readonly onProgress?: BackupProgress;
}

/** Checks that this program can restore `file`, and that all of it is there. Changes nothing. Throws BackupError. */
export async function checkBackup(file: string): Promise<BackupHead> {
  return readBackup(file, {
    head: async ({ migrations }) => {
      const known = knownMigrations().map(({ name }) => name);
      if (migrations.every((name) => known.includes(name))) return;
      throw new BackupError(
        `${file} was made by a newer Canh Thôn than this one: install that version or a newer one, then restore.`,
      );
    },
  });
}

/**
 * Loads a backup into an empty database: the schema of its version, its rows, verified against its checksums, all in
 * one transaction, so that a failed or killed restore leaves the database empty. Then migrates to this version.
 * Throws BackupError.
 */
export async function restoreBackup({ file, url, onProgress }: RestoreOptions): Promise<BackupHead> {
  await checkBackup(file);
  await refuseUnlessEmpty(url);
  const head = await load(file, url, onProgress);
  await migrate(createDataSource(url));
  const session = await openSession(url, 'canhthon restore');
  await session.query('ANALYZE');
  await session.end();
  return head;
}

async function refuseUnlessEmpty(url: string): Promise<void> {
  const session = await openSession(url, 'canhthon restore');
  try {
    const tables = await readTables(session);
    if (tables.length === 0) return;
    throw new BackupError(
      `The database is not empty (it has ${tables.length} tables): restore into a new one. Nothing was changed.`,
    );
  } finally {
    await session.end();
  }
}

/** In the order in which they run. */
function knownMigrations(): { readonly name: string; readonly Migration: new () => { name: string } }[] {
  const migrations = dataSourceOptions('postgres://').migrations as (new () => { name: string })[];
  return migrations.map((Migration) => ({ name: new Migration().name, Migration }));
}

async function load(file: string, url: string, onProgress?: BackupProgress): Promise<BackupHead> {
  let source: DataSource | undefined;
  try {
    let runner: QueryRunner | undefined;
    let restorer: Restorer | undefined;
    const head = await readBackup(file, {
      head: async (backup) => {
        source = await schemaSource(url, backup.migrations).initialize();
        runner = source.createQueryRunner();
        await runner.startTransaction();
        const executor = new MigrationExecutor(source, runner);
        executor.transaction = 'all';
        await executor.executePendingMigrations();
        restorer = new Restorer((await runner.connect()) as pg.Client, backup);
        await restorer.begin();
      },
      table: (name, rows) => must(restorer).load(name, rows),
      seal: async (seal) => {
        await must(restorer).verify(seal);
        onProgress?.({ table: seal.name, rows: seal.rows, bytes: seal.bytes });
      },
    });
    await must(restorer).end();
    await must(runner).commitTransaction();
    return head;
  } finally {
    await source?.destroy();
  }
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('a backup that begins without a head');
  return value;
}

/** These migrations and no others, on one connection without time limits. */
function schemaSource(url: string, names: readonly string[]): DataSource {
  const options = dataSourceOptions(url, 2);
  const migrations = knownMigrations().flatMap(({ name, Migration }) => (names.includes(name) ? [Migration] : []));
  const extra = { max: 2, statement_timeout: 0, query_timeout: 0, keepAlive: true };
  return new DataSource({ ...options, migrations, extra: { ...extra, options: '-c timezone=UTC -c datestyle=ISO' } });
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Puts rows into a fresh schema inside the caller's transaction. */
class Restorer {
  readonly #client: pg.Client;
  readonly #head: BackupHead;
  #foreignKeys: readonly ForeignKey[] = [];

  constructor(client: pg.Client, head: BackupHead) {
    this.#client = client;
    this.#head = head;
  }

  /** Without foreign keys and triggers the order of tables does not matter, and nothing writes but us. */
  async begin(): Promise<void> {
    await this.#makePartitions();
    const names = this.#head.tables.map(({ name }) => name);
    this.#foreignKeys = await this.#readForeignKeys();
    for (const { table, name } of this.#foreignKeys) {
      await this.#client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    }
    await this.#client.query(`TRUNCATE ${names.join(', ')}`);
    for (const name of names) await this.#client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  }

  async load(name: string, rows: AsyncIterable<Buffer>): Promise<void> {
    await pipeline(Readable.from(rows), this.#client.query(copyFrom(copyIn(this.#table(name)))));
  }

  /** Reads back what PostgreSQL now holds: row for row what was backed up. */
  async verify(seal: TableSeal): Promise<void> {
    const digest = new CopyDigest();
    const rows = this.#client.query(copyTo(copyOut(this.#table(seal.name)))) as AsyncIterable<Buffer>;
    for await (const chunk of rows) digest.update(chunk);
    const found = digest.finish();
    if (found?.rows === seal.rows && found.rowDigest === seal.rowDigest) return;
    throw new BackupError(
      `The rows of ${seal.name} are not what was backed up (${found?.rows} of ${seal.rows}): nothing was restored.`,
    );
  }

  async end(): Promise<void> {
    // Numbers of transactions belong to the old cluster: everything restored happened in this one.
    for (const { table, column } of await readTransactionColumns(this.#client)) {
      await this.#client.query(`UPDATE ${table} SET ${column} = pg_current_xact_id()`);
    }
    for (const { name } of this.#head.tables) await this.#client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    for (const { table, name, definition } of this.#foreignKeys) {
      await this.#client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    }
    for (const [name, last] of Object.entries(this.#head.sequences)) {
      if (isName(name)) await this.#client.query('SELECT setval($1::text::regclass, $2::bigint)', [name, last]);
    }
  }

  #table(name: string): BackedUpTable {
    const table = this.#head.tables.find((one) => one.name === name);
    if (table === undefined) throw new Error(`no table ${name}`);
    return table;
  }

  /** Partitions come and go while the product runs: those of the backup replace what the migrations made. */
  async #makePartitions(): Promise<void> {
    for (const { name, partition } of await readTables(this.#client)) {
      if (partition !== null) await this.#client.query(`DROP TABLE ${name}`);
    }
    for (const { name, partition } of this.#head.tables) {
      if (partition === null) continue;
      await this.#client.query(`CREATE TABLE ${name} PARTITION OF ${partition.of} ${partition.bound}`);
    }
  }

  async #readForeignKeys(): Promise<ForeignKey[]> {
    const { rows } = await this.#client.query<ForeignKey>(`
      SELECT conrelid::regclass::text AS table, conname::text AS name, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace`);
    return rows;
  }
}
