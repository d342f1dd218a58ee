import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import {
  type BackedUpTable,
  type BackupHead,
  FORMAT,
  FORMAT_VERSION,
  type TableSeal,
  encodeJson,
  encodeRecord,
} from './backup-format.ts';
import { copyOut, readSequences, readTables } from './catalogue.ts';
import { CopyDigest } from './row-digest.ts';
import { openSession } from './session.ts';

/** Told after every table, and within a large one after every so many bytes. */
export type BackupProgress = (step: { readonly table: string; readonly rows: number; readonly bytes: number }) => void;

export interface WriteOptions {
  readonly url: string;
  /** Must not exist; removed again when the backup fails. */
  readonly file: string;
  readonly onProgress?: BackupProgress;
  /** The snapshot that is being backed up, for `SET TRANSACTION SNAPSHOT` while this is awaited. */
  readonly onSnapshot?: (snapshotId: string) => Promise<void>;
}

/** Speed matters more than the last tenth: telemetry shrinks to a fifth anyway. */
const COMPRESSION = { level: 1 } as const;
const TELL_EVERY_BYTES = 64 * 1024 * 1024;

/**
 * Writes one consistent picture of the database while it is in use: every table in one REPEATABLE READ snapshot.
 * Readers and writers are not held up. Throws what the file system and PostgreSQL throw.
 */
export async function writeBackup(options: WriteOptions): Promise<void> {
  const client = await openSession(options.url, 'canhthon backup');
  let done = false;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const out = createWriteStream(options.file, { flags: 'wx', mode: 0o600, flush: true });
    await once(out, 'open');
    try {
      await pipeline(Readable.from(records(client, options), { objectMode: true }), createGzip(COMPRESSION), out);
    } catch (error) {
      await rm(options.file, { force: true });
      throw error;
    }
    done = true;
  } finally {
    // In the middle of a COPY nobody would read the answer to a goodbye.
    if (done) await client.end();
    else client.connection.stream.destroy();
  }
}

async function* records(client: pg.Client, { onProgress, onSnapshot }: WriteOptions): AsyncGenerator<Buffer> {
  const head = await readHead(client);
  // Nobody may drop or rewrite a table until it is read.
  await client.query(`LOCK TABLE ${head.tables.map(({ name }) => name).join(', ')} IN ACCESS SHARE MODE`);
  if (onSnapshot) {
    const { rows } = await client.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
    await onSnapshot(rows[0]?.id ?? '');
  }
  yield* encodeJson('H', head);
  let rows = 0;
  for (const table of head.tables) {
    yield* encodeJson('T', { name: table.name });
    const seal = yield* tableRecords(client, table, onProgress);
    rows += seal.rows;
    yield* encodeJson('S', seal);
    onProgress?.({ table: table.name, rows: seal.rows, bytes: seal.bytes });
  }
  yield* encodeJson('E', { tables: head.tables.length, rows });
}

async function* tableRecords(
  client: pg.Client,
  table: BackedUpTable,
  onProgress?: BackupProgress,
): AsyncGenerator<Buffer, TableSeal> {
  const digest = new CopyDigest();
  let tellAt = TELL_EVERY_BYTES;
  for await (const chunk of client.query(copyTo(copyOut(table))) as AsyncIterable<Buffer>) {
    digest.update(chunk);
    yield* encodeRecord('D', chunk);
    if (digest.bytes < tellAt) continue;
    tellAt += TELL_EVERY_BYTES;
    onProgress?.({ table: table.name, rows: digest.rows, bytes: digest.bytes });
  }
  const sums = digest.finish();
  if (sums === null) throw new Error(`PostgreSQL did not give all rows of ${table.name}`);
  return { name: table.name, ...sums };
}

async function readHead(client: pg.Client): Promise<BackupHead> {
  const { rows } = await client.query<{ taken_at: string; version: string }>(
    `SELECT to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS taken_at, current_setting('server_version') AS version`,
  );
  const migrations = await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY id');
  return {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    takenAt: rows[0]?.taken_at ?? '',
    serverVersion: rows[0]?.version ?? '',
    migrations: migrations.rows.map(({ name }) => name),
    tables: await readTables(client),
    sequences: await readSequences(client),
  };
}
