import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { layReadOnlySwitch } from './disk-room.ts';
import { EmbeddedPostgresError } from './embedded-error.ts';
import type { Place } from './place.ts';
import { type Flavour, asConf, settings } from './settings.ts';
import { isAlive } from './postmaster.ts';
import { finishSwap } from './swap-cluster.ts';

export const SUPERUSER = 'canhthon';
const PASSWORD_FILE = 'canhthon.password';

/**
 * Makes the cluster unless it is there. It is built aside and renamed into place: a kill leaves no half cluster, and
 * of two first starts at once one wins.
 */
export function ensureCluster(place: Place, binaries: Binaries, flavour: Flavour): void {
  removeLeftovers(place.base);
  finishSwap(place);
  if (existsSync(place.cluster)) return;
  const name = `cluster.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(24).toString('hex');
  const passwordFile = join(place.base, `${name}.password`);
  writeOwned(place, passwordFile, password);
  try {
    initdb(place, binaries, name, flavour);
    appendFileSync(join(place.base, name, 'postgresql.conf'), "\ninclude_dir = 'conf.d'\n");
    renameSync(passwordFile, join(place.base, name, PASSWORD_FILE));
    renameSync(join(place.base, name), place.cluster);
  } catch (error) {
    rmSync(join(place.base, name), { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
    if (!existsSync(place.cluster)) throw error;
  }
}

/** The password of the only role, which owns the database. Hexadecimal. */
export function readPassword(place: Place): string {
  return readFileSync(join(place.cluster, PASSWORD_FILE), 'utf8');
}

/** The major version of PostgreSQL that wrote the cluster. */
export function majorOf(place: Place): string {
  return readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
}

/** PostgreSQL reads only what its own major version wrote. */
export function refuseOtherMajor(place: Place, binariesMajor: string): void {
  const major = majorOf(place);
  if (major === binariesMajor) return;
  throw new EmbeddedPostgresError(
    `The data in ${place.cluster} were written by PostgreSQL ${major}, and this version brings PostgreSQL ${binariesMajor}: run "npm run upgrade-database" once, then start again.`,
  );
}

/** Writes our settings beside the operator's (`conf.d/50-local.conf`). */
export function writeSettings(place: Place, flavour: Flavour): void {
  const folder = join(place.cluster, 'conf.d');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (place.user) chownSync(folder, place.user.uid, place.user.gid);
  const [file, text] = [join(folder, '10-canhthon.conf'), asConf(settings(place.child.socketDir, flavour))];
  // What is written already needs no room on a full disk.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    const aside = `${file}.new-${process.pid}`;
    writeOwned(place, aside, text);
    renameSync(aside, file);
  }
  layReadOnlySwitch(place);
}

function initdb(place: Place, binaries: Binaries, name: string, flavour: Flavour): void {
  const result = place.withDescriptor((descriptor) =>
    spawnSync(
      binaries.initdb,
      [
        `--pgdata=${join(place.child.base, name)}`,
        `--username=${SUPERUSER}`,
        `--pwfile=${join(place.child.base, `${name}.password`)}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The built-in provider sorts alike on every system, and an upgrade of the system cannot corrupt an index.
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(flavour === 'test' ? ['--no-sync'] : []),
      ],
      {
        cwd: '/',
        env: { PATH: '/usr/bin:/bin', TZ: 'UTC', LC_ALL: 'C' },
        stdio: ['ignore', 'pipe', 'pipe', descriptor],
        encoding: 'utf8',
        ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
      },
    ),
  );
  if (result.status === 0) return;
  const said = (result.error?.message ?? `${result.stderr}${result.stdout}`).trim().split('\n').slice(-6).join('\n');
  throw new EmbeddedPostgresError(`The built-in database could not be created in ${place.base}:\n${said}`);
}

function writeOwned(place: Place, file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600, flush: true });
  if (place.user) chownSync(file, place.user.uid, place.user.gid);
}

/** What a killed initdb left; never that of a process that is still at it. */
function removeLeftovers(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = /^cluster\.new-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(base, name), { recursive: true, force: true });
  }
}
