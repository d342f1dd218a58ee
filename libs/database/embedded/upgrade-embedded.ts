import { chownSync, copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Binaries, findBinaries } from './binaries.ts';
import { bringUpOurs } from './bring-up.ts';
import { majorOf, writeSettings } from './cluster.ts';
import { urlOf } from './connection.ts';
import { EmbeddedPostgresError } from './embedded-error.ts';
import { fillNewCluster } from './new-cluster.ts';
import type { Place } from './place.ts';
import { postmasterOf, stopPostmaster } from './postmaster.ts';
import type { EmbeddedLog } from './start-embedded.ts';
import { READY, swapCluster } from './swap-cluster.ts';
import { existingPlace } from './use-embedded.ts';

export interface UpgradeOptions {
  readonly dataDir: string;
  readonly logger: EmbeddedLog;
  /** PostgreSQL's programs of the major version that wrote the data. */
  readonly oldPrograms: (major: string) => Promise<Binaries>;
  /** Copies everything from one server to another, and verifies it; `workshop` is a folder for what it needs meanwhile. */
  readonly copy: (from: string, to: string, workshop: string) => Promise<void>;
}

/** What became of the data: `current` when there was nothing to do. */
export type Upgraded =
  | { readonly outcome: 'current'; readonly major: string }
  | { readonly outcome: 'upgraded'; readonly from: string; readonly to: string; readonly kept: string };

/**
 * Brings the data of `dataDir` to the major version of PostgreSQL that this program brings. The old cluster is read
 * and kept; the new one takes its place in one rename. Killed at any moment, the old or the new one is there, whole.
 */
export async function upgradeEmbedded({ dataDir, logger, oldPrograms, copy }: UpgradeOptions): Promise<Upgraded> {
  const place = existingPlace(dataDir);
  const { major: to } = findBinaries(place.user);
  const from = majorOf(place);
  if (from === to) return { outcome: 'current', major: to };
  const binaries = await oldPrograms(from);
  if (binaries.major !== from) {
    throw new EmbeddedPostgresError(
      `The data were written by PostgreSQL ${from}, but those programs are PostgreSQL ${binaries.major}.`,
    );
  }
  if (postmasterOf(place) === undefined) writeSettings(place, 'durable');
  const owner = await bringUpOurs(place, binaries, 0);
  try {
    await fillNewCluster(place, logger, (url, workshop) => copy(urlOf(place), url, workshop));
  } finally {
    const pid = postmasterOf(place);
    if (pid !== undefined) await stopPostmaster(pid, place);
    await owner.end().catch(() => undefined); // The server has gone.
  }
  keepLocalSettings(place);
  const kept = freeName(place.base, `cluster.postgresql-${from}`);
  swapCluster(place, kept);
  return { outcome: 'upgraded', from, to, kept: join(place.base, kept) };
}

/** The operator's settings go along; ours are written anew at every start. */
function keepLocalSettings(place: Place): void {
  const [from, to] = [join(place.cluster, 'conf.d'), join(place.base, READY, 'conf.d')];
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((one) => !one.startsWith('10-'))) {
    copyFileSync(join(from, name), join(to, name));
    if (place.user) chownSync(join(to, name), place.user.uid, place.user.gid);
  }
}

function freeName(folder: string, name: string): string {
  let free = name;
  for (let count = 2; existsSync(join(folder, free)); count += 1) free = `${name}-${count}`;
  return free;
}
