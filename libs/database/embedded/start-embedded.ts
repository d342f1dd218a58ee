import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { type Binaries, findBinaries } from './binaries.ts';
import { bringUpOurs } from './bring-up.ts';
import { ensureCluster, refuseOtherMajor, writeSettings } from './cluster.ts';
import { ensureDatabase, urlOf } from './connection.ts';
import { Ballast, switchReadOnly } from './disk-room.ts';
import { type Place, preparePlace } from './place.ts';
import { postmasterOf, stopPostmaster } from './postmaster.ts';
import type { Flavour } from './settings.ts';

const SUPERVISE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** What this room needs of a logger. */
export interface EmbeddedLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface EmbeddedOptions {
  /** Absolute path; the cluster lives in its folder `postgres`. */
  readonly dataDir: string;
  readonly logger: EmbeddedLog;
  /** `durable` unless a test says `test` (fsync off). */
  readonly flavour?: Flavour;
  /** How long to wait for another process on the same data to end; 10 s, enough for its last flush. */
  readonly ownerPatienceMs?: number;
  /** Told each time the server was found dead; it is being restarted already. */
  readonly onDied?: () => void;
}

export interface Embedded {
  /** `postgres://…` through a unix socket. Contains the password: never log it. */
  readonly url: string;
  /** `adopted` when a server of this data directory was already running. */
  readonly origin: 'started' | 'adopted';
  /** Process id of the postmaster at this moment. */
  readonly pid: () => number | undefined;
  /** The folder of the database: what its disk has free decides whether anything can be stored. */
  readonly folder: string;
  /** `true`: reading works, storing is refused (SQLSTATE 25006), until `false`. Needs no room on the disk. */
  readonly setReadOnly: (on: boolean) => void;
  readonly ballast: Ballast;
  /** Stops supervision, then the server. Call after the last flush. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts PostgreSQL on `dataDir` or adopts the one that runs there, and keeps it running until `stop`. Never two on
 * one directory: PostgreSQL's lock file decides between postmasters, an advisory lock between us and another
 * process of ours. Throws EmbeddedPostgresError.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataDir, logger, flavour = 'durable' } = options;
  const place = preparePlace(dataDir);
  const binaries = findBinaries(place.user);
  ensureCluster(place, binaries, flavour);
  refuseOtherMajor(place, binaries.major);
  const adopted = postmasterOf(place) !== undefined;
  if (!adopted) writeSettings(place, flavour);
  const supervisor = new Supervisor(
    place,
    binaries,
    await bringUpOurs(place, binaries, options.ownerPatienceMs),
    options,
  );
  await ensureDatabase(place);
  logger.info(
    { origin: adopted ? 'adopted' : 'started', user: place.user?.name, folder: place.base },
    'PostgreSQL is up',
  );
  return {
    url: urlOf(place),
    origin: adopted ? 'adopted' : 'started',
    pid: () => postmasterOf(place),
    folder: place.base,
    setReadOnly: (on) => switchReadOnly(place, on),
    ballast: new Ballast(place),
    stop: () => supervisor.stop(),
  };
}

/** Looks at the postmaster a few times a second and starts a new one where the old one died. */
class Supervisor {
  readonly #place: Place;
  readonly #binaries: Binaries;
  readonly #options: EmbeddedOptions;
  readonly #stopping = new AbortController();
  readonly #watch: Promise<void>;
  #owner: pg.Client | undefined;

  constructor(place: Place, binaries: Binaries, owner: pg.Client, options: EmbeddedOptions) {
    this.#place = place;
    this.#binaries = binaries;
    this.#owner = owner;
    this.#options = options;
    this.#watch = this.#supervise();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#watch;
    const pid = postmasterOf(this.#place);
    if (pid !== undefined) await stopPostmaster(pid, this.#place);
    await this.#owner?.end().catch(() => undefined); // The server closed it already.
    this.#options.logger.info({}, 'PostgreSQL has stopped');
  }

  async #supervise(): Promise<void> {
    let pauseMs = SUPERVISE_MS;
    while (await this.#pause(pauseMs)) {
      if (postmasterOf(this.#place) !== undefined) continue;
      this.#options.logger.error({}, 'PostgreSQL has died; starting it again');
      this.#options.onDied?.();
      try {
        this.#owner = await bringUpOurs(this.#place, this.#binaries, this.#options.ownerPatienceMs);
        pauseMs = SUPERVISE_MS;
        this.#options.logger.warn({}, 'PostgreSQL is up again');
      } catch (error) {
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        this.#options.logger.error({ err: error }, 'PostgreSQL could not be started again');
      }
    }
  }

  /** True after the pause, false when it is time to stop. */
  async #pause(ms: number): Promise<boolean> {
    await delay(ms, undefined, { signal: this.#stopping.signal, ref: false }).catch(() => undefined);
    return !this.#stopping.signal.aborted;
  }
}
