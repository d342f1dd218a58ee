import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { BackupError, explainFileError } from './backup-error.ts';
import {
  type BackupEnd,
  type BackupHead,
  type BackupRecord,
  FORMAT,
  FORMAT_VERSION,
  type TableSeal,
  decodeRecords,
} from './backup-format.ts';
import { checked } from './catalogue.ts';

/** What to do with each part of a backup, in the order of the file. */
export interface BackupVisitor {
  readonly head?: (head: BackupHead) => Promise<void>;
  /** Must read all of `rows`, the bytes of one table as COPY gives and takes them. */
  readonly table?: (name: string, rows: AsyncGenerator<Buffer>) => Promise<void>;
  readonly seal?: (seal: TableSeal) => Promise<void>;
}

/** Reads a backup from beginning to end and checks every checksum on the way. Throws BackupError. */
export async function readBackup(file: string, visitor: BackupVisitor = {}): Promise<BackupHead> {
  const [stored, unpacked] = [createReadStream(file), createGunzip()];
  stored.once('error', (error) => unpacked.destroy(error));
  try {
    return await visit(decodeRecords(stored.pipe(unpacked)), visitor);
  } catch (error) {
    if (error instanceof Damaged) {
      throw new BackupError(`${file} is damaged (${error.message}). Use another backup.`, { cause: error });
    }
    throw explainFileError(error, file);
  } finally {
    stored.destroy();
    unpacked.destroy();
  }
}

class Damaged extends Error {}

async function visit(records: AsyncGenerator<BackupRecord>, visitor: BackupVisitor): Promise<BackupHead> {
  const head = headOf(await next(records));
  await visitor.head?.(head);
  let rows = 0;
  for (const table of head.tables) {
    const { name } = json<{ name: string }>(await next(records), 'T');
    if (name !== table.name) throw new Damaged(`${name} stands where ${table.name} belongs`);
    rows += (await visitTable(records, name, visitor)).rows;
  }
  const end = json<BackupEnd>(await next(records), 'E');
  if (end.rows !== rows || end.tables !== head.tables.length) throw new Damaged('the numbers at its end do not agree');
  // To the end of the stream: gzip's own checksum stands there.
  if (!(await records.next()).done) throw new Damaged('something follows its end');
  return head;
}

async function visitTable(records: AsyncGenerator<BackupRecord>, name: string, visitor: BackupVisitor) {
  const digest = createHash('sha256');
  let closing: BackupRecord | undefined;
  async function* rows(): AsyncGenerator<Buffer> {
    for (let record = await next(records); ; record = await next(records)) {
      if (record.kind !== 'D') {
        closing = record;
        return;
      }
      digest.update(record.bytes);
      yield record.bytes;
    }
  }
  await (visitor.table ?? skim)(name, rows());
  if (closing === undefined) throw new Error(`not all rows of ${name} were read`);
  const seal = json<TableSeal>(closing, 'S');
  if (seal.name !== name || seal.sha256 !== digest.digest('hex')) {
    throw new Damaged(`the rows of ${name} are not those that were backed up`);
  }
  await visitor.seal?.(seal);
  return seal;
}

async function skim(_name: string, rows: AsyncGenerator<Buffer>): Promise<void> {
  while (!(await rows.next()).done);
}

async function next(records: AsyncGenerator<BackupRecord>): Promise<BackupRecord> {
  const { value, done } = await records.next();
  if (done) throw Object.assign(new Error('the end is missing'), { code: 'Z_BUF_ERROR' });
  return value;
}

function json<Value>({ kind, bytes }: BackupRecord, expected: BackupRecord['kind']): Value {
  if (kind !== expected) throw new Damaged(`a part ${kind} stands where ${expected} belongs`);
  try {
    return JSON.parse(bytes.toString()) as Value;
  } catch (error) {
    throw new Damaged(`a part ${kind} cannot be read`, { cause: error });
  }
}

function headOf(record: BackupRecord): BackupHead {
  const head = json<BackupHead>(record, 'H');
  if (head.format !== FORMAT) throw new Damaged('it is no backup of Canh Thôn');
  if (head.formatVersion > FORMAT_VERSION) {
    throw new BackupError('This backup was made by a newer Canh Thôn: install that version or a newer one first.');
  }
  for (const table of head.tables) checked(table);
  return head;
}
