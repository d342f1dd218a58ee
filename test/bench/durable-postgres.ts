import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { createDataSource, migrate } from '#libs/database';

const KEEPER = fileURLToPath(new URL('../../../test/harness/temporary-postgres.mjs', import.meta.url));

export interface DurablePostgres {
  /** Address of the server's own database; replace the path for another. */
  readonly url: string;
  /** Root of the server's processes, to be measured. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** The embedded PostgreSQL with fsync and synchronous_commit on, in a folder that disappears with it. */
export async function startDurablePostgres(): Promise<DurablePostgres> {
  const keeper = spawn(process.execPath, [KEEPER, 'durable'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [url] = (await once(createInterface(keeper.stdout), 'line')) as [string];
  return {
    url,
    pid: keeper.pid ?? 0,
    stop: async () => {
      const gone = once(keeper, 'exit');
      keeper.stdin.end();
      await gone;
    },
  };
}

/** A new, migrated database of this name, whatever had it before; gives its address. */
export async function freshDatabase(serverUrl: string, name: string): Promise<string> {
  const server = new Client(serverUrl);
  await server.connect();
  await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${name}`);
  await server.end();
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  await migrate(createDataSource(url));
  return url;
}
