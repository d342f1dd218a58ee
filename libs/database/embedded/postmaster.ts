import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';

const LOOK_AGAIN_MS = 20;

/** Zombies count as alive here; `postmasterOf` tells them from a postmaster. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The process that `postmaster.pid` names, if it lives and works in this very cluster. */
export function postmasterOf(place: Place): number | undefined {
  const pid = pidInFile(place);
  return pid !== undefined && isAlive(pid) && worksIn(pid, place.cluster) ? pid : undefined;
}

/**
 * PostgreSQL refuses to start while the process named in `postmaster.pid` lives, even when that number has since
 * gone to a stranger (after a reboot, in a container). Only then is the file removed; in all other cases
 * PostgreSQL's own check, which also looks for left-over server processes, is the better judge.
 */
export function removeStrangersPidFile(place: Place): void {
  const pid = pidInFile(place);
  if (pid === undefined || !isAlive(pid) || process.platform !== 'linux') return;
  if (!anyoneWorksIn(place.cluster)) rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
}

/** Starts a postmaster that outlives this process until it is told to stop; gives its process id. */
export function spawnPostmaster(place: Place, binaries: Binaries): number | undefined {
  const output = openSync(startLog(place), 'w', 0o600);
  try {
    if (place.user) chownSync(startLog(place), place.user.uid, place.user.gid);
    const child = place.withDescriptor((descriptor) =>
      spawn(binaries.postgres, ['-D', place.child.cluster], {
        cwd: '/',
        // A session of its own: Ctrl-C at a terminal must not reach it before our last flush.
        detached: true,
        env: { PATH: '/usr/bin:/bin', TZ: 'UTC', LC_ALL: 'C' },
        stdio: ['ignore', output, output, descriptor],
        ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
      }),
    );
    child.once('error', () => undefined); // Shows as "not alive" to whoever waits for it.
    child.unref();
    return child.pid;
  } finally {
    closeSync(output);
  }
}

/** What PostgreSQL said last: at its start, and in the newest of its log files. */
export function lastWords(place: Place): string {
  const files = readdirSync(place.log).map((name) => join(place.log, name));
  const newest = files.sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs).slice(-2);
  return newest.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n').slice(-4)).join('\n');
}

/** Asks a postmaster to stop (SIGINT: connections are cut, data flushed), insists after `patienceMs` (SIGQUIT). */
export async function stopPostmaster(pid: number, place: Place, patienceMs = 20_000): Promise<void> {
  signal(pid, 'SIGINT');
  if (await gone(pid, place, patienceMs)) return;
  // The next start recovers from the write-ahead log, as after a power cut.
  signal(pid, 'SIGQUIT');
  if (await gone(pid, place, 5_000)) return;
  signal(pid, 'SIGKILL');
  await gone(pid, place, 5_000);
}

async function gone(pid: number, place: Place, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (isAlive(pid) && worksIn(pid, place.cluster)) {
    if (performance.now() > deadline) return false;
    await delay(LOOK_AGAIN_MS);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function pidInFile(place: Place): number | undefined {
  try {
    const pid = Number(readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function startLog(place: Place): string {
  return join(place.log, 'start.log');
}

/** Every server process of a cluster has it as its working directory. Without /proc a living number must do. */
function worksIn(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false; // Gone, a zombie, or another user's: not the postmaster that we own.
  }
}

function anyoneWorksIn(cluster: string): boolean {
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && worksIn(Number(name), cluster));
}
