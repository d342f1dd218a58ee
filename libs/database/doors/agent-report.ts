import { type DeviceId, type DeviceNo, type DoorId, type EpochMs, SECOND } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql, Transaction } from '../sql.ts';
import { lockLatest } from '../transitions/lock.ts';
import { recordSilences } from '../transitions/silence-transitions.ts';
import type { CameraObservation } from './camera-observation.ts';
import { storeObservations } from './camera.store.ts';

/** Visits in a row that found the same; moments are database time. */
export interface AgentRun extends Omit<CameraObservation, 'deviceNo' | 'at'> {
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
}

/** What an edge agent tells of its cameras. */
export interface AgentReport {
  readonly agentNo: DeviceNo;
  /** It could not be told when it was found: it says nothing of now but what its newest part says. */
  readonly late: boolean;
  readonly watchingSince: EpochMs;
  /** All found until then is told; null: more of the same follows. */
  readonly toldUntil: EpochMs | null;
  readonly cameras: readonly { readonly deviceNo: DeviceNo; readonly runs: readonly AgentRun[] }[];
}

export interface OwnCamera {
  readonly deviceNo: DeviceNo;
  readonly deviceId: DeviceId;
  readonly offlineAfterSeconds: number;
  readonly lastContactAt: EpochMs | null;
}

/** Moments are computed from how long ago they were: the same one differs by what its message took on the way. */
const SAME_MOMENT = 2 * SECOND;

/** The cameras that are this agent's to report of. */
export function camerasBehind(sql: Sql, agentNo: DeviceNo): Promise<OwnCamera[]> {
  return sql.prepared<OwnCamera>(
    `SELECT d.device_no AS "deviceNo", d.id AS "deviceId", d.offline_after_seconds AS "offlineAfterSeconds",
       ${epoch('l.last_contact_at')} AS "lastContactAt"
     FROM device a JOIN device d ON d.uplink_device_id = a.id LEFT JOIN device_latest l ON l.device_no = d.device_no
     WHERE a.device_no = $1 AND a.kind = 'edge_agent' AND a.lifecycle = 'active' AND d.kind = 'camera'
       AND d.lifecycle = 'active' ORDER BY d.device_no`,
    [agentNo],
  );
}

/**
 * Writes a report as a poller's round is written, in the order in which things happened: an outage that began and ended
 * before it could be told is on record with its own times, and is over when the report is. `own`: what `camerasBehind`
 * gave; the report speaks of no other.
 */
export async function storeAgentReport(
  tx: Transaction,
  report: AgentReport,
  own: readonly OwnCamera[],
  doorId: DoorId,
  now: EpochMs,
): Promise<void> {
  await lockLatest(
    tx,
    own.map(({ deviceNo }) => deviceNo),
  );
  const watchingSince = await keepWatch(tx, report);
  const heard = new Map(own.map((camera) => [camera.deviceNo, camera.lastContactAt]));
  const deadline = new Map(own.map(({ deviceNo, offlineAfterSeconds }) => [deviceNo, offlineAfterSeconds * SECOND]));
  const longest = Math.max(0, ...report.cameras.map(({ runs }) => runs.length));
  for (let index = 0; index < longest; index += 1) {
    const step = report.cameras.flatMap(({ deviceNo, runs }) =>
      runs.slice(index, index + 1).map((run) => ({ deviceNo, ...run })),
    );
    const returned = new Map<DeviceNo, EpochMs>();
    for (const { deviceNo, reached, firstAt, lastAt } of step) {
      if (!reached) continue;
      const last = heard.get(deviceNo) ?? null;
      const silentFrom = last === null ? null : Math.max(last, watchingSince);
      if (silentFrom !== null && firstAt - silentFrom >= (deadline.get(deviceNo) ?? Infinity))
        returned.set(deviceNo, firstAt);
      heard.set(deviceNo, Math.max(last ?? 0, lastAt));
    }
    if (returned.size > 0) await recordSilences(tx, [...returned.keys()], doorId, now, returned);
    await storeObservations(tx, observationsOf(step, report.late), doorId, now);
    const stayed = step.filter(({ reached, firstAt, lastAt }) => reached && lastAt > firstAt);
    const again = stayed.map(({ deviceNo, lastAt: at }) => ({
      deviceNo,
      at,
      reached: true,
      facts: null,
      findings: [],
    }));
    if (again.length > 0) await storeObservations(tx, again, doorId, now);
  }
  if (report.toldUntil !== null) await recordSilences(tx, await dueBehind(tx, report.agentNo), doorId, now);
}

/** A missed visit is a hint of now; found out late it is none. */
const observationsOf = (
  step: readonly (AgentRun & { readonly deviceNo: DeviceNo })[],
  late: boolean,
): CameraObservation[] =>
  step.flatMap(({ deviceNo, reached, firstAt, lastAt, facts, findings }) =>
    reached || !late || findings.length > 0
      ? [{ deviceNo, at: reached ? firstAt : lastAt, reached, facts, findings }]
      : [],
  );

/** Since when the agent watches without a gap, as known now. A gap of its own is on record. */
async function keepWatch(sql: Sql, { agentNo, watchingSince, toldUntil }: AgentReport): Promise<EpochMs> {
  const [row] = await sql.query<{ since: EpochMs }>(
    `WITH before AS (SELECT * FROM edge_watch WHERE agent_no = $1),
     gap AS (
       INSERT INTO listening_gap (door_kind, agent_no, from_at, until_at)
       SELECT 'poller', agent_no, told_until, $2::timestamptz FROM before WHERE told_until < $2::timestamptz - $4::interval)
     INSERT INTO edge_watch AS w (agent_no, watching_since, told_until) VALUES ($1, $2, coalesce($3, $2::timestamptz))
     ON CONFLICT (agent_no) DO UPDATE SET
       watching_since = CASE WHEN w.told_until < $2::timestamptz - $4::interval THEN $2::timestamptz
         ELSE least(w.watching_since, $2::timestamptz) END,
       told_until = greatest(w.told_until, coalesce($3, $2::timestamptz))
     RETURNING ${epoch('watching_since')} AS since`,
    [agentNo, new Date(watchingSince), toldUntil === null ? null : new Date(toldUntil), `${SAME_MOMENT} milliseconds`],
  );
  return row?.since ?? watchingSince;
}

/** Cameras of the agent that have been silent for as long as it has told. */
async function dueBehind(sql: Sql, agentNo: DeviceNo): Promise<DeviceNo[]> {
  const rows = await sql.prepared<{ device_no: DeviceNo }>(
    `SELECT d.device_no
     FROM device a JOIN edge_watch w ON w.agent_no = a.device_no JOIN device d ON d.uplink_device_id = a.id
       JOIN device_health h ON h.device_no = d.device_no JOIN device_latest l ON l.device_no = d.device_no
     WHERE a.device_no = $1 AND d.kind = 'camera' AND d.lifecycle = 'active' AND h.connectivity IN ('online','suspect')
       AND greatest(l.last_contact_at, w.watching_since)
         + make_interval(secs => least(1.5 * d.interval_seconds, d.offline_after_seconds)) <= w.told_until
     ORDER BY d.device_no`,
    [agentNo],
  );
  return rows.map((row) => row.device_no);
}
