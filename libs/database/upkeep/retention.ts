import { DAY, type EpochMs } from '#libs/domain';
import { ListeningGaps } from '../doors/listening-gap.ts';
import { nextHour } from '../history/roll-up.ts';
import { removePastDrills } from '../drills/past-drills.ts';
import type { Database, Sql } from '../sql.ts';
import { dropPartition, partitionsOf, type Series } from './partitions.ts';
import { TELEMETRY, TELEMETRY_HOURS, TELEMETRY_HOURS_PACKED, TELEMETRY_PACKED } from './telemetry-partitions.ts';

/** How many days each kind of history is kept. */
export interface Retention {
  readonly rawDays: number;
  readonly hourlyDays: number;
  readonly historyDays: number;
}

/** Rows in one transaction: locks are held for milliseconds. */
const CHUNK = 1_000;
/** What is left follows in the next round. */
const CHUNKS_A_ROUND = 50;
const LOCK = `hashtextextended('retention', 0)`;

export interface Removed {
  /** Names of partitions. */
  readonly dropped: readonly string[];
  /** Due, but in use or not yet rolled up: the next round tries again. */
  readonly kept: readonly string[];
  readonly rows: number;
}

/**
 * Removes what is older than it is kept: whole partitions of readings and hours, then old rows in chunks. Raw readings
 * go only when their hours are written. Any number of processes may call it; one works.
 */
export async function applyRetention(database: Database, keep: Retention, now: EpochMs): Promise<Removed> {
  const rolledUpTo = (await nextHour(database)) ?? -Infinity;
  const rawBefore = Math.min(now - keep.rawDays * DAY, rolledUpTo);
  const raw = await dropBefore(database, TELEMETRY, now - keep.rawDays * DAY, rolledUpTo);
  const packed = await dropBefore(database, TELEMETRY_PACKED, now - keep.rawDays * DAY);
  const hoursBefore = now - keep.hourlyDays * DAY;
  const hours = await dropBefore(database, TELEMETRY_HOURS, hoursBefore);
  const days = await dropBefore(database, TELEMETRY_HOURS_PACKED, hoursBefore);
  const rows =
    (await removeRows(database, stray(TELEMETRY), rawBefore)) +
    (await removeRows(database, stray(TELEMETRY_PACKED), rawBefore)) +
    (await removeRows(database, stray(TELEMETRY_HOURS), hoursBefore)) +
    (await removeRows(database, stray(TELEMETRY_HOURS_PACKED), hoursBefore)) +
    (await removeOldHistory(database, now - keep.historyDays * DAY));
  return {
    dropped: [raw, packed, hours, days].flatMap(({ dropped }) => dropped),
    kept: [raw, packed, hours, days].flatMap(({ kept }) => kept),
    rows,
  };
}

async function dropBefore(
  database: Database,
  series: Series,
  before: EpochMs,
  finishedUpTo = Infinity,
): Promise<{ dropped: string[]; kept: string[] }> {
  const [dropped, kept]: [string[], string[]] = [[], []];
  for (const partition of await partitionsOf(database, series)) {
    if (partition.until > before) break;
    const gone = partition.until <= finishedUpTo && (await dropPartition(database, series, partition));
    (gone ? dropped : kept).push(partition.name);
  }
  return { dropped, kept };
}

/** One chunk of rows older than `$1`, at most CHUNK of them; returns those that went. */
type Removal = (sql: Sql, before: Date) => Promise<number>;

async function removeRows(database: Database, removal: Removal, before: EpochMs): Promise<number> {
  if (!Number.isFinite(before)) return 0;
  let removed = 0;
  for (let chunk = 0; chunk < CHUNKS_A_ROUND; chunk++) {
    const count = await database.transaction(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS taken`);
      return lock?.taken === true ? removal(tx, new Date(before)) : 0;
    });
    removed += count;
    if (count < CHUNK) break;
  }
  return removed;
}

const stray =
  ({ table, column }: Series): Removal =>
  async (sql, before) => {
    const rows = await sql.query(
      `DELETE FROM ${table}_default WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM ${table}_default WHERE ${column} < $1 LIMIT ${CHUNK})) RETURNING 1`,
      [before],
    );
    return rows.length;
  };

/** Messages first, then the incidents they were about, then the changes those came from. */
async function removeOldHistory(database: Database, before: EpochMs): Promise<number> {
  let removed = 0;
  for (const removal of [
    digests,
    drills,
    reports,
    notifications,
    incidents,
    transitions,
    corrections,
    maintenance,
    bulkChanges,
    acceptanceTests,
  ]) {
    removed += await removeRows(database, removal, before);
  }
  await ListeningGaps.forget(database, before);
  return removed;
}

/** Not while it waits to be sent, and not while an incident it spoke of is open: what was told decides what is told. */
const notifications: Removal = async (sql, before) => {
  const ids = await idsOf(
    sql,
    `SELECT n.id FROM notification n
     WHERE n.created_at < $1 AND n.state NOT IN ('queued','sending') AND NOT EXISTS (
       SELECT 1 FROM notification_incident ni JOIN incident i ON i.id = ni.incident_id
       WHERE ni.notification_id = n.id AND (i.state <> 'resolved' OR i.resolved_at >= $1))
     ORDER BY n.created_at LIMIT ${CHUNK} FOR UPDATE OF n SKIP LOCKED`,
    before,
  );
  for (const table of ['told', 'ack_link', 'notification_attempt', 'notification_incident']) {
    await sql.query(`DELETE FROM ${table} WHERE notification_id = ANY($1)`, [ids]);
  }
  await sql.query('DELETE FROM notification WHERE id = ANY($1)', [ids]);
  return ids.length;
};

const incidents: Removal = async (sql, before) => {
  const ids = await idsOf(
    sql,
    `SELECT i.id FROM incident i
     WHERE i.state = 'resolved' AND i.resolved_at < $1
       AND NOT EXISTS (SELECT 1 FROM notification_incident ni WHERE ni.incident_id = i.id)
       AND NOT EXISTS (SELECT 1 FROM announcement a WHERE a.incident_id = i.id)
       AND NOT EXISTS (SELECT 1 FROM incident_parent p WHERE p.child_id = i.id AND p.left_at IS NULL)
     ORDER BY i.resolved_at LIMIT ${CHUNK} FOR UPDATE OF i SKIP LOCKED`,
    before,
  );
  for (const table of [
    'told',
    'ack_link',
    'incident_follow_up',
    'escalation_step',
    'incident_event',
    'incident_device',
  ]) {
    await sql.query(`DELETE FROM ${table} WHERE incident_id = ANY($1)`, [ids]);
  }
  await sql.query('DELETE FROM incident_parent WHERE child_id = ANY($1) OR parent_id = ANY($1)', [ids]);
  await sql.query('DELETE FROM incident WHERE id = ANY($1)', [ids]);
  return ids.length;
};

/**
 * The last change before the limit stays: it says how the device was when the kept history begins. Planned work,
 * new hardware and retirement are few and stay as long as the device does.
 */
const transitions: Removal = async (sql, before) => {
  const ids = await idsOf(
    sql,
    `SELECT t.id FROM transition t
     WHERE t.known_at < $1 AND t.kind NOT IN ('lifecycle','maintenance','hardware')
       AND NOT EXISTS (SELECT 1 FROM transition_work w WHERE w.transition_id = t.id)
       AND (t.kind <> 'connectivity' OR EXISTS (
         SELECT 1 FROM transition later WHERE later.device_no = t.device_no AND later.kind = 'connectivity'
           AND later.known_at < $1 AND later.occurred_at >= t.occurred_at AND later.seq > t.seq))
     ORDER BY t.known_at LIMIT ${CHUNK}`,
    before,
  );
  await sql.query('DELETE FROM transition_decision WHERE transition_id = ANY($1)', [ids]);
  await sql.query('DELETE FROM transition WHERE id = ANY($1)', [ids]);
  return ids.length;
};

const digests: Removal = async (sql, before) => {
  const rows = await sql.query(
    `DELETE FROM digest WHERE ctid = ANY (ARRAY(SELECT ctid FROM digest WHERE at < $1 LIMIT ${CHUNK})) RETURNING 1`,
    [before],
  );
  return rows.length;
};

const corrections: Removal = async (sql, before) => {
  const rows = await sql.query(
    `DELETE FROM availability_correction WHERE id = ANY (ARRAY(
       SELECT id FROM availability_correction WHERE until_at < $1 LIMIT ${CHUNK})) RETURNING 1`,
    [before],
  );
  return rows.length;
};

/** Windows that were over before the kept history begins. */
const maintenance: Removal = async (sql, before) => {
  const rows = await sql.query(
    `DELETE FROM maintenance_window WHERE id = ANY (ARRAY(
       SELECT id FROM maintenance_window WHERE least(ended_at, until_at, last_day + interval '3 days') < $1 LIMIT ${CHUNK}))
     RETURNING 1`,
    [before],
  );
  return rows.length;
};

/** What was shown, and what was done with it: the audit log keeps who did it. */
const bulkChanges: Removal = async (sql, before) => {
  const rows = await sql.query(
    `DELETE FROM bulk_change WHERE id = ANY (ARRAY(
       SELECT id FROM bulk_change WHERE expires_at < $1 LIMIT ${CHUNK})) RETURNING 1`,
    [before],
  );
  return rows.length;
};

/** What residents said; what nobody closed stays. */
const reports: Removal = async (sql, before) => {
  const rows = await sql.query(
    `DELETE FROM public_report WHERE id = ANY (ARRAY(
       SELECT id FROM public_report WHERE state = 'closed' AND closed_at < $1 LIMIT ${CHUNK})) RETURNING 1`,
    [before],
  );
  return rows.length;
};

/** Certificates stay as long as their device does. */
const acceptanceTests: Removal = async (sql, before) => {
  const rows = await sql.query(
    `DELETE FROM acceptance_test WHERE id = ANY (ARRAY(
       SELECT id FROM acceptance_test WHERE state = 'failed' AND finished_at < $1 LIMIT ${CHUNK})) RETURNING 1`,
    [before],
  );
  return rows.length;
};

const drills: Removal = (sql, before) => removePastDrills(sql, before, CHUNK);

async function idsOf(sql: Sql, text: string, before: Date): Promise<string[]> {
  return (await sql.query<{ id: string }>(text, [before])).map((row) => row.id);
}
