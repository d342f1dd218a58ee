import type pg from 'pg';
import { BackupError } from './backup-error.ts';
import type { BackedUpTable } from './backup-format.ts';

/** Names we made ourselves: they stand in statements as they are, where parameters cannot. */
const NAME = /^[a-z_][a-z0-9_]*$/;
/** `FOR VALUES FROM ('2026-11-21 00:00:00+00') TO (…)` and its like: no quote can end, nothing can follow. */
const BOUND = /^(DEFAULT|FOR VALUES (FROM|IN|WITH)[\w '(),:+.-]*)$/;

export const isName = (text: string): boolean => NAME.test(text);
export const isBound = (text: string): boolean => BOUND.test(text);

/** All tables with rows of their own, partitions behind the others; not what is unlogged: that must not be kept. */
export async function readTables(client: pg.Client): Promise<BackedUpTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; of: string | null; bound: string | null }>(`
    SELECT c.relname AS name, parent.relname AS of, pg_get_expr(c.relpartbound, c.oid) AS bound,
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
        AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns
    FROM pg_class c
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
    LEFT JOIN pg_class parent ON parent.oid = i.inhparent
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND c.relpersistence = 'p' AND NOT EXISTS (SELECT 1 FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY parent.relname NULLS FIRST, c.relname`);
  return rows.map(({ name, columns, of, bound }) =>
    checked({ name, columns, partition: of === null || bound === null ? null : { of, bound } }),
  );
}

/** Throws for a table whose names or bound are not of the kind this product makes. */
export function checked(table: BackedUpTable): BackedUpTable {
  const names = [table.name, ...table.columns, ...(table.partition ? [table.partition.of] : [])];
  const strange = names.find((name) => !isName(name)) ?? (table.partition && !isBound(table.partition.bound));
  if (strange) throw new BackupError(`The table "${table.name}" is not one of Canh Thôn's: it cannot be backed up.`);
  return table;
}

/** The last value each used sequence gave, as text. */
export async function readSequences(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; last: string }>(`
    SELECT sequencename::text AS name, last_value::text AS last FROM pg_sequences
    WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY 1`);
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** Columns that hold numbers of transactions, which mean nothing in another cluster. */
export async function readTransactionColumns(client: pg.Client): Promise<{ table: string; column: string }[]> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    SELECT c.relname::text AS table, a.attname::text AS column
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.atttypid = 'xid8'::regtype
      AND a.attnum > 0 AND NOT a.attisdropped`);
  return rows;
}

/** Reads a table's rows. */
export const copyOut = ({ name, columns }: BackedUpTable): string =>
  `COPY ${name} (${columns.join(', ')}) TO STDOUT (FORMAT binary)`;

export const copyIn = ({ name, columns }: BackedUpTable): string =>
  `COPY ${name} (${columns.join(', ')}) FROM STDIN (FORMAT binary)`;
