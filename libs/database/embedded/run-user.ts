import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './embedded-error.ts';

/** Whom PostgreSQL runs as when we are root, which it refuses to be. */
export interface RunUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * `undefined` when we are not root: then PostgreSQL runs as we do. As root: the owner of an existing `baseDir`,
 * else the system's `postgres`, else `nobody`.
 */
export function chooseRunUser(baseDir: string): RunUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readUsers();
  const owner = statSync(baseDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) {
    return {
      name: users.find(({ uid }) => uid === owner.uid)?.name ?? `#${owner.uid}`,
      uid: owner.uid,
      gid: owner.gid,
    };
  }
  const user = ['postgres', 'nobody'].map((name) => users.find((entry) => entry.name === name)).find((entry) => entry);
  if (user) return user;
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and this machine has no user "postgres" or "nobody": create one, start as an ordinary user, or set DATABASE_URL.',
  );
}

function readUsers(): RunUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** The first folder on the way to `path` that `user` may not pass through. */
export function firstClosedFolder(path: string, user: RunUser): string | undefined {
  const way: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    way.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  return way.find((folder) => {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    return (mode & bit) === 0;
  });
}
