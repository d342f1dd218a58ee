/**
 * The file: one gzip stream of records, each a letter, a length (uint32) and that many bytes.
 *
 *   H  head, JSON: what the file is of. First, once.
 *   T  JSON: the table whose rows follow
 *   D  a piece of that table's rows, as `COPY … (FORMAT binary)` gives them
 *   S  seal, JSON: how many rows there were, and their checksums
 *   E  end, JSON: the numbers of all tables together. Without it the file is cut off.
 */
export type RecordKind = 'H' | 'T' | 'D' | 'S' | 'E';

export interface BackupRecord {
  readonly kind: RecordKind;
  readonly bytes: Buffer;
}

export const FORMAT = 'canh-thon-backup';
export const FORMAT_VERSION = 1;

/** A table as it is in the database that was backed up; partitions are tables of their own. */
export interface BackedUpTable {
  readonly name: string;
  /** In the order in which their values stand in the file. */
  readonly columns: readonly string[];
  /** Of a partition: the table it belongs to and its bound, as PostgreSQL writes it. */
  readonly partition: { readonly of: string; readonly bound: string } | null;
}

export interface BackupHead {
  readonly format: typeof FORMAT;
  readonly formatVersion: number;
  /** ISO time, by the database's clock. */
  readonly takenAt: string;
  readonly serverVersion: string;
  /** The migrations that made the schema, in order: its version. */
  readonly migrations: readonly string[];
  readonly tables: readonly BackedUpTable[];
  /** Where each sequence stands; one that was never used is left out. */
  readonly sequences: Readonly<Record<string, string>>;
}

export interface TableSeal {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of the table's bytes in this file, in hex. */
  readonly sha256: string;
  /** The same for these rows in any order: see row-digest.ts. */
  readonly rowDigest: string;
}

export interface BackupEnd {
  readonly tables: number;
  readonly rows: number;
}

const HEADER_BYTES = 5;
/** Larger than anything we write; a damaged length must not make us wait for gigabytes. */
const LARGEST_RECORD = 64 * 1024 * 1024;

export function encodeRecord(kind: RecordKind, bytes: Buffer): Buffer[] {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(kind, 'latin1');
  header.writeUInt32BE(bytes.length, 1);
  return [header, bytes];
}

export const encodeJson = (kind: RecordKind, value: unknown): Buffer[] =>
  encodeRecord(kind, Buffer.from(JSON.stringify(value)));

/** Cuts a byte stream into records. Ends silently where the stream ends between two; the reader knows what is missing. */
export async function* decodeRecords(source: AsyncIterable<Buffer>): AsyncGenerator<BackupRecord> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let record = first(rest); record !== null; record = first(rest)) {
      rest = rest.subarray(HEADER_BYTES + record.bytes.length);
      yield record;
    }
  }
  if (rest.length > 0) throw Object.assign(new Error('the last record is cut off'), { code: 'Z_BUF_ERROR' });
}

function first(bytes: Buffer): BackupRecord | null {
  if (bytes.length < HEADER_BYTES) return null;
  const kind = bytes.toString('latin1', 0, 1);
  const length = bytes.readUInt32BE(1);
  if (!isKind(kind) || length > LARGEST_RECORD) {
    throw Object.assign(new Error('not a record'), { code: 'Z_DATA_ERROR' });
  }
  if (bytes.length < HEADER_BYTES + length) return null;
  return { kind, bytes: bytes.subarray(HEADER_BYTES, HEADER_BYTES + length) };
}

const isKind = (kind: string): kind is RecordKind => 'HTDSE'.includes(kind);
