import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';

/** "One process migrates": any fixed number that nothing else uses. */
const MIGRATION_LOCK = 7_205_002;
const LOOK_AGAIN_MS = 500;

/**
 * Brings the schema up to date; gives the names of the migrations that ran. Any number of processes may call it at
 * once: an advisory lock lets one work and the others wait. Each migration is one transaction, so a killed run is
 * finished by the next. Takes the connection settings and migrations of `like`; works without its time limits.
 */
export async function migrate(like: DataSource, onWait: () => void = () => undefined): Promise<string[]> {
  const { extra } = like.options as { extra?: Record<string, unknown> };
  const source = new DataSource({
    ...like.options,
    migrationsTransactionMode: 'each',
    extra: { ...extra, max: 2, statement_timeout: 0, query_timeout: 0, keepAlive: true },
  });
  await source.initialize();
  try {
    const lock = source.createQueryRunner();
    await lock.connect();
    for (let waited = false; !(await tryLock((text) => lock.query(text))); waited = true) {
      if (!waited) onWait();
      await delay(LOOK_AGAIN_MS);
    }
    const done = await source.runMigrations({ transaction: 'each' });
    // Released with its session when the pool closes: a killed process leaves no lock behind.
    await lock.release();
    return done.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

async function tryLock(query: (text: string) => Promise<unknown>): Promise<boolean> {
  const rows = (await query(`SELECT pg_try_advisory_lock(${MIGRATION_LOCK}) AS taken`)) as { taken: boolean }[];
  return rows[0]?.taken === true;
}
