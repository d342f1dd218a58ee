import {
  canaryDay,
  canaryLimit,
  type CanaryMessage,
  type Connectivity,
  decideCanary,
  type DeviceNo,
  type EpochMs,
  SECOND,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Database, Sql } from '../sql.ts';
import { type CanaryDoor, listenToCanary, proposeCanary, speakAsCanary } from './canary-door.ts';

interface Canary {
  readonly deviceNo: DeviceNo;
  /** Has it somebody to be told to? */
  readonly on: boolean;
  readonly at: string;
  readonly timeZone: string;
  readonly offlineAfterSeconds: number;
  readonly connectivity: Connectivity;
  readonly lastContactAt: EpochMs | null;
}

interface OpenRun {
  readonly day: string;
  readonly startedAt: EpochMs;
  readonly spokeAt: EpochMs | null;
  readonly incidentId: string | null;
  readonly incidentAt: EpochMs | null;
  readonly message: (CanaryMessage & { readonly error: string | null }) | null;
  readonly end: CanaryMessage | null;
}

/**
 * One transaction: the canary speaks, falls silent when its hour has come, and what becomes of that is written down. One
 * engine at a time tends it. The way from its silence to the message is the ordinary one.
 */
export async function tendCanary(database: Database, now: EpochMs): Promise<void> {
  if ((await database.prepared('SELECT 1 FROM canary')).length === 0) return;
  await database.transaction(async (tx) => {
    const canary = await take(tx);
    if (!canary) return;
    const door = await listenToCanary(tx, now);
    const run = await openRun(tx, canary.deviceNo);
    if (run) return goOn(tx, canary, door, run, now);
    if (await begins(tx, canary, now)) return;
    await speakAsCanary(tx, canary.deviceNo, door.doorId, now);
  });
}

async function take(sql: Sql): Promise<Canary | undefined> {
  const [canary] = await sql.query<Canary>(
    `SELECT k.device_no AS "deviceNo", k.target_id IS NOT NULL AS on, k.at, k.time_zone AS "timeZone",
       d.offline_after_seconds AS "offlineAfterSeconds", h.connectivity, ${epoch('l.last_contact_at')} AS "lastContactAt"
     FROM canary k JOIN device d USING (device_no) JOIN device_health h USING (device_no)
       LEFT JOIN device_latest l USING (device_no) FOR UPDATE OF k SKIP LOCKED`,
  );
  return canary;
}

const messageOf = (event: string): string => `
  (SELECT json_build_object('state', n.state, 'acceptedAt', ${epoch('n.accepted_at')}, 'error', n.last_error)
   FROM told m JOIN notification n ON n.id = m.notification_id
   WHERE m.incident_id = i.id AND m.event = '${event}' ORDER BY n.accepted_at NULLS LAST, n.id LIMIT 1)`;

async function openRun(sql: Sql, deviceNo: DeviceNo): Promise<OpenRun | undefined> {
  const [run] = await sql.query<OpenRun>(
    `SELECT r.day::text AS day, ${epoch('r.started_at')} AS "startedAt", ${epoch('r.spoke_at')} AS "spokeAt", i.id AS "incidentId",
       ${epoch('i.opened_at')} AS "incidentAt", ${messageOf('incident.opened')} AS message,
       ${messageOf('incident.resolved')} AS end
     FROM canary_run r LEFT JOIN LATERAL (
       SELECT i.id, i.opened_at FROM incident i
       WHERE i.device_no = $1 AND i.fault_code IS NULL AND i.opened_at >= r.started_at
       ORDER BY i.opened_at LIMIT 1) i ON true
     WHERE r.outcome = 'running' ORDER BY r.day LIMIT 1`,
    [deviceNo],
  );
  return run;
}

/** True when its silence has begun. One that is not heard of at the moment has no silence to begin. */
async function begins(sql: Sql, canary: Canary, now: EpochMs): Promise<boolean> {
  const day = canary.on ? canaryDay(canary.at, canary.timeZone, now) : null;
  if (day === null || canary.connectivity !== 'online' || canary.lastContactAt === null) return false;
  const deadline = canary.lastContactAt + canary.offlineAfterSeconds * SECOND;
  if (deadline <= now) return false;
  const begun = await sql.query(
    `INSERT INTO canary_run (day, started_at, deadline_at, limit_at, outcome, reason)
     VALUES ($1, $2, $3, $4, 'running', 'canary_silent') ON CONFLICT (day) DO NOTHING RETURNING 1`,
    [day, new Date(now), new Date(deadline), new Date(canaryLimit(now, deadline))],
  );
  return begun.length > 0;
}

async function goOn(sql: Sql, canary: Canary, door: CanaryDoor, run: OpenRun, now: EpochMs): Promise<void> {
  const heardAt = Math.max(canary.lastContactAt ?? 0, door.listeningSince);
  // Who did not listen cannot say that it is silent: deadlines count from the moment somebody listens again.
  const deadline =
    run.spokeAt === null && run.incidentAt === null ? heardAt + canary.offlineAfterSeconds * SECOND : null;
  const limitAt = await note(sql, run, deadline);
  const decision = decideCanary({ ...run, limitAt }, now);
  if (decision.do === 'finish') {
    await sql.query('UPDATE canary_run SET finished_at = $2, outcome = $3, reason = $4 WHERE day = $1', [
      ...[run.day, new Date(now), decision.outcome, decision.reason],
    ]);
  }
  if (decision.do === 'speak')
    await sql.query('UPDATE canary_run SET spoke_at = $2 WHERE day = $1', [run.day, new Date(now)]);
  if (decision.do !== 'wait' || run.spokeAt !== null) await speakAsCanary(sql, canary.deviceNo, door.doorId, now);
  else if (deadline !== null && now >= deadline) await proposeCanary(sql, canary.deviceNo, door.doorId, now);
}

/** Writes down how far it has come; gives the moment until which a person has to be told. */
async function note(sql: Sql, run: OpenRun, deadline: EpochMs | null): Promise<EpochMs> {
  const when = (at: EpochMs | null | undefined) => (at === null || at === undefined ? null : new Date(at));
  const [row] = await sql.query<{ limitAt: EpochMs }>(
    `UPDATE canary_run SET incident_id = $2, incident_at = $3, accepted_at = $4, end_accepted_at = $5, error = $6,
       deadline_at = coalesce($7, deadline_at), limit_at = coalesce($8, limit_at)
     WHERE day = $1 RETURNING ${epoch('limit_at')} AS "limitAt"`,
    [
      ...[run.day, run.incidentId, when(run.incidentAt), when(run.message?.acceptedAt), when(run.end?.acceptedAt)],
      ...[
        run.message?.error ?? null,
        when(deadline),
        when(deadline === null ? null : canaryLimit(run.startedAt, deadline)),
      ],
    ],
  );
  if (!row) throw new Error(`no run of the canary on ${run.day}`);
  return row.limitAt;
}
