import { createHash } from 'node:crypto';
import { chmodSync, chownSync, closeSync, lstatSync, mkdirSync, openSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-error.ts';
import { type RunUser, chooseRunUser, firstClosedFolder } from './run-user.ts';

/** `sockaddr_un.sun_path` less its final zero and less PostgreSQL's `/.s.PGSQL.5432.lock`. */
const SOCKET_FOLDER_LIMIT = 107 - '/.s.PGSQL.5432.lock'.length;
/** The descriptor under which a child finds a folder whose parents are closed to it. */
const PASSED_DESCRIPTOR = 3;

/**
 * The folder of the built-in database: `{dataDir}/postgres` with `cluster` (PGDATA), `log` and `run` (the socket).
 * It has two names: `base` for us, and `childBase` for PostgreSQL.
 */
export interface Place {
  readonly base: string;
  readonly cluster: string;
  readonly log: string;
  /** For clients (us). */
  readonly socketDir: string;
  /** The same three as PostgreSQL's own user names them. */
  readonly child: { readonly base: string; readonly cluster: string; readonly socketDir: string };
  readonly user: RunUser | undefined;
  /** Opens what a child must inherit as descriptor 3, runs `use`, and closes it. */
  readonly withDescriptor: <T>(use: (descriptor: number | 'ignore') => T) => T;
}

/** Makes the folders with the right owner and mode (0700). Throws EmbeddedPostgresError when that is impossible. */
export function preparePlace(dataDir: string): Place {
  try {
    return makePlace(dataDir, chooseRunUser(join(dataDir, 'postgres')));
  } catch (error) {
    const { syscall, code } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw new EmbeddedPostgresError(
      `The data folder ${dataDir} cannot be used (${code} at ${syscall}): is it writable?`,
      {
        cause: error,
      },
    );
  }
}

function makePlace(dataDir: string, user: RunUser | undefined): Place {
  const base = join(dataDir, 'postgres');
  mkdirSync(dataDir, { recursive: true });
  const own = (folder: string): void => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const before = statSync(folder);
    if (user && before.uid !== user.uid) chownSync(folder, user.uid, user.gid);
    if ((before.mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
  };
  refuseForeign(base);
  own(base);
  const log = join(base, 'log');
  own(log);
  const closed = user ? firstClosedFolder(join(base, 'cluster'), user) : undefined;
  const throughDescriptor = closed !== undefined;
  if (throughDescriptor && process.platform !== 'linux') {
    throw new EmbeddedPostgresError(
      `PostgreSQL runs as the user "${user?.name}", who may not enter ${closed}: set DATA_DIR to an open folder, or start as an ordinary user.`,
    );
  }
  const inside = join(base, 'run');
  const outside = Buffer.byteLength(inside) > SOCKET_FOLDER_LIMIT ? shortSocketDir(base, user) : undefined;
  own(outside ?? inside);
  // Parents closed to PostgreSQL's user do not matter when it gets the folder as an open descriptor.
  const childBase = throughDescriptor ? `/proc/self/fd/${PASSED_DESCRIPTOR}` : base;
  return {
    base,
    log,
    user,
    cluster: join(base, 'cluster'),
    socketDir: outside ?? inside,
    child: { base: childBase, cluster: join(childBase, 'cluster'), socketDir: outside ?? join(childBase, 'run') },
    withDescriptor(use) {
      if (!throughDescriptor) return use('ignore');
      const descriptor = openSync(base, 'r');
      try {
        return use(descriptor);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

/** As an ordinary user we can neither take over nor read a database that somebody else made. */
function refuseForeign(base: string): void {
  const uid = process.getuid?.();
  const existing = statSync(base, { throwIfNoEntry: false });
  if (uid === undefined || uid === 0 || !existing || existing.uid === uid) return;
  throw new EmbeddedPostgresError(
    `${base} belongs to another user (number ${existing.uid}; this is number ${uid}): start as that user or as root, or choose another DATA_DIR.`,
  );
}

/** The same short name for the same data each time; refused when somebody else got there first. */
function shortSocketDir(base: string, user: RunUser | undefined): string {
  const ours = process.getuid?.() ?? 0;
  const folder = join(tmpdir(), `canh-thon-${ours}-${createHash('sha256').update(base).digest('hex').slice(0, 12)}`);
  const existing = lstatSync(folder, { throwIfNoEntry: false });
  if (existing && !(existing.isDirectory() && [ours, user?.uid].includes(existing.uid))) {
    throw new EmbeddedPostgresError(
      `${folder} was made by another user: remove it, or choose a DATA_DIR with a shorter path.`,
    );
  }
  return folder;
}
