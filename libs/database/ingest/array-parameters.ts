import { BinaryWriter } from './binary-writer.ts';

type Write<T> = (writer: BinaryWriter, value: T) => void;

/** Element types with their oid, as PostgreSQL's binary array format wants them. */
const INT4: [number, Write<number>] = [23, (writer, value) => writer.int32(4).int32(value)];
const INT8: [number, Write<number>] = [20, (writer, value) => writer.int32(8).int64(value)];
const TIMESTAMPTZ: [number, Write<number>] = [1184, (writer, value) => writer.int32(8).timestamp(value)];
const TEXT: [number, Write<string>] = [25, (writer, value) => writer.text(value)];
const BYTEA: [number, Write<Uint8Array>] = [17, (writer, value) => writer.int32(value.length).bytes(value)];

/**
 * Array parameters in binary: pg sends a Buffer as it is, and building it costs a fraction of escaping text. Each
 * parameter of a statement has its own reusable buffer; all are valid until the next `begin`.
 */
export class ArrayParameters {
  private readonly writers: BinaryWriter[] = [];
  private used = 0;

  begin(): void {
    this.used = 0;
  }

  ints<Row>(rows: readonly Row[], of: (row: Row) => number | null): Buffer {
    return this.encode(INT4, rows, of);
  }

  bigints<Row>(rows: readonly Row[], of: (row: Row) => number | null): Buffer {
    return this.encode(INT8, rows, of);
  }

  /** Epoch ms. */
  instants<Row>(rows: readonly Row[], of: (row: Row) => number | null): Buffer {
    return this.encode(TIMESTAMPTZ, rows, of);
  }

  texts<Row>(rows: readonly Row[], of: (row: Row) => string | null): Buffer {
    return this.encode(TEXT, rows, of);
  }

  byteas<Row>(rows: readonly Row[], of: (row: Row) => Uint8Array | null): Buffer {
    return this.encode(BYTEA, rows, of);
  }

  private encode<T, Row>([oid, write]: [number, Write<T>], rows: readonly Row[], of: (row: Row) => T | null): Buffer {
    const writer = (this.writers[this.used++] ??= new BinaryWriter()).reset();
    // One dimension, NULLs possible, lower bound 1.
    writer.int32(1).int32(1).int32(oid).int32(rows.length).int32(1);
    for (const row of rows) {
      const value = of(row);
      if (value === null) writer.int32(-1);
      else write(writer, value);
    }
    return writer.view();
  }
}
