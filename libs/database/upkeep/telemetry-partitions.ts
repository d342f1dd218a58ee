import { DAY, type EpochMs } from '#libs/domain';
import type { Database, Sql } from '../sql.ts';

/** Today, and two more in case the engine is away when midnight comes. Days are UTC. */
const DAYS_READY = 3;

const dayOf = (at: EpochMs): string => new Date(at).toISOString().slice(0, 10);

/**
 * Makes the telemetry partitions of today and the next days. Heartbeats that came before their partition did are moved
 * into it from the default one. Returns the days made. One process at a time; the others find it done.
 */
export async function prepareTelemetryPartitions(database: Database, now: EpochMs): Promise<string[]> {
  const made: string[] = [];
  for (let ahead = 0; ahead < DAYS_READY; ahead += 1) {
    const day = dayOf(now + ahead * DAY);
    if (!(await exists(database, day)) && (await makePartition(database, day, dayOf(now + (ahead + 1) * DAY)))) {
      made.push(day);
    }
  }
  return made;
}

/** A name made of digits only: safe to stand in a statement, where parameters cannot. */
const nameOf = (day: string): string => `telemetry_${day.replaceAll('-', '')}`;

/** Read from the catalogue itself: `to_regclass` may answer from a cache older than the lock we waited for. */
async function exists(sql: Sql, day: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
     WHERE i.inhparent = 'telemetry'::regclass AND c.relname = $1`,
    [nameOf(day)],
  );
  return rows.length > 0;
}

/** ATTACH keeps writers of the other partitions going; whoever cannot get the lock soon tries again in an hour. */
function makePartition(database: Database, day: string, next: string): Promise<boolean> {
  return database.transaction(async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('telemetry partitions', 0))`);
    if (await exists(tx, day)) return false;
    const name = nameOf(day);
    await tx.query(`SET LOCAL lock_timeout = '3s'`);
    await tx.query(`CREATE TABLE ${name} (LIKE telemetry INCLUDING ALL)`);
    await tx.query(`LOCK TABLE telemetry IN SHARE UPDATE EXCLUSIVE MODE`);
    await tx.query(`LOCK TABLE telemetry_default IN ACCESS EXCLUSIVE MODE`);
    await tx.query(
      `WITH moved AS (DELETE FROM telemetry_default
         WHERE received_at >= '${day} 00:00Z' AND received_at < '${next} 00:00Z' RETURNING *)
       INSERT INTO ${name} SELECT * FROM moved`,
    );
    await tx.query(
      `ALTER TABLE telemetry ATTACH PARTITION ${name} FOR VALUES FROM ('${day} 00:00Z') TO ('${next} 00:00Z')`,
    );
    return true;
  });
}
