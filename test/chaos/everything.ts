import { Client } from 'pg';

export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, options: '-c timezone=UTC' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table as PostgreSQL writes it, sorted; transaction numbers, which no restore keeps, left out. */
export async function everything(client: Client): Promise<Record<string, string[]>> {
  const { rows: tables } = await client.query<{ name: string; columns: string }>(`
    SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND a.atttypid <> 'xid8'::regtype
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY 1 ORDER BY 1`);
  const found: Record<string, string[]> = {};
  for (const { name, columns } of tables) {
    const { rows } = await client.query<{ row: string }>(
      `SELECT row::text AS row FROM (SELECT ${columns} FROM ${name}) AS row ORDER BY row::text COLLATE "C"`,
    );
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}
