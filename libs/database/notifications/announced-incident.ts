import {
  type AnnouncementEvent,
  type AnnouncementFacts,
  type Cause,
  type CauseFacts,
  type DeviceNo,
  type EpochMs,
  type IncidentId,
  type IncidentVariables,
  type Severity,
  type TargetId,
  type TroubleLine,
  type UnitId,
  HOUR,
} from '#libs/domain';
import { Covers } from '../maintenance/covers.ts';
import type { Sql } from '../sql.ts';

/** A claimed announcement with all that is needed to decide and to tell it. */
export interface Announced {
  readonly event: AnnouncementEvent;
  readonly createdAt: EpochMs;
  /** Why it had been put off until now; null when it was not. */
  readonly heldFor: string | null;
  readonly incidentId: IncidentId;
  readonly cause: Cause;
  readonly takenBy: string | null;
  /** The latest acknowledgement; `occasion` counts them. */
  readonly taken: { readonly occasion: number; readonly until: EpochMs | null; readonly note: string | null };
  readonly facts: AnnouncementFacts;
  readonly severity: Severity;
  /** Of a single device; null where `whole` speaks. */
  readonly line: TroubleLine | null;
  /** Of a cause that explains many. */
  readonly whole: Whole | null;
  /** They heard of the cause that explained it when it ended, and hear of that one's end. */
  readonly heardOfCause: readonly TargetId[];
}

export interface Whole {
  readonly found: CauseFacts;
  /** Power cuts of parts of it: whoever heard of one of them has heard. */
  readonly kin: readonly IncidentId[];
  /** Units that are told of it by announcements of their own. */
  readonly units: readonly UnitId[];
  /** Nobody would hear of it, or of what is below it, unless a unit above does. */
  readonly unheard: boolean;
}

interface Row {
  event: AnnouncementEvent;
  created_at: Date;
  held_for: string | null;
  id: IncidentId;
  cause: Cause;
  acknowledged_by_name: string | null;
  acknowledged_until: Date | null;
  acknowledged_note: string | null;
  acknowledgements: number;
  state: AnnouncementFacts['state'];
  trouble: AnnouncementFacts['trouble'];
  ended_at: Date | null;
  resolved_reason: string | null;
  lifecycle: AnnouncementFacts['lifecycle'];
  device_no: DeviceNo;
  connectivity: AnnouncementFacts['connectivity'];
  flapping: boolean;
  told_at: string[];
  explained_by: AnnouncementFacts['explainedBy'];
  heard_of_cause: TargetId[];
  severity: TroubleLine['severity'];
  reason: string;
  started_at: Date;
  opened_at: Date;
  device: TroubleLine['device'];
}

const ms = (date: Date | null): EpochMs | null => date?.getTime() ?? null;

function toAnnounced(row: Row, covers: Covers): Announced {
  const { event, state, trouble, lifecycle, connectivity, flapping, severity, reason, device } = row;
  const endedAt = ms(row.ended_at);
  return {
    event,
    createdAt: row.created_at.getTime(),
    heldFor: row.held_for,
    incidentId: row.id,
    cause: row.cause,
    takenBy: row.acknowledged_by_name,
    taken: { occasion: row.acknowledgements, until: ms(row.acknowledged_until), note: row.acknowledged_note },
    facts: {
      event,
      state,
      trouble,
      startedAt: row.started_at.getTime(),
      endedAt,
      resolvedReason: row.resolved_reason,
      lifecycle,
      cover: covers.of(row.device_no, trouble),
      connectivity,
      flapping,
      toldAt: row.told_at.map((at) => Date.parse(at)),
      heldOvernight: row.held_for === 'quiet_hours',
      explainedBy: row.explained_by,
    },
    severity,
    whole: null,
    heardOfCause: row.heard_of_cause,
    line: {
      incidentId: row.id,
      trouble,
      severity,
      reason,
      startedAt: row.started_at.getTime(),
      openedAt: row.opened_at.getTime(),
      endedAt,
      device,
    },
  };
}

/** Deletes these announcements of devices (the caller holds them) and reads what they speak of. */
export async function takeAnnouncements(sql: Sql, ids: readonly string[], now: EpochMs): Promise<Announced[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<Row>(
    `WITH taken AS (DELETE FROM announcement WHERE id = ANY($1) RETURNING incident_id, event, created_at, held_for) ${READ}`,
    [ids, new Date(now - HOUR)],
  );
  return announcedOf(sql, rows, now);
}

/** The same about incidents that are told of once more. */
export async function readAnnounced(sql: Sql, ids: readonly IncidentId[], now: EpochMs): Promise<Announced[]> {
  const rows = await sql.query<Row>(
    `WITH taken AS (SELECT id AS incident_id, 'incident.opened' AS event, $3::timestamptz AS created_at,
       NULL::text AS held_for FROM incident WHERE id = ANY($1) AND cause = 'device') ${READ}`,
    [ids, new Date(now - HOUR), new Date(now)],
  );
  return announcedOf(sql, rows, now);
}

async function announcedOf(sql: Sql, rows: readonly Row[], now: EpochMs): Promise<Announced[]> {
  const covers = await Covers.read(sql, [...new Set(rows.map((row) => row.device_no))], now);
  return rows.map((row) => toAnnounced(row, covers));
}

/** `$2`: an hour ago. */
const READ = `
     SELECT taken.event, taken.created_at, taken.held_for, i.id, i.cause, i.acknowledged_by_name, i.acknowledged_until,
       i.acknowledged_note, i.acknowledgements, i.state,
       coalesce(i.fault_code, 'offline') AS trouble, i.ended_at, i.resolved_reason, d.lifecycle, d.device_no,
       h.connectivity, EXISTS (SELECT 1 FROM device_fault f WHERE f.device_no = i.device_no AND f.code = 'flapping') AS flapping,
       (SELECT coalesce(json_agg(t.at ORDER BY t.at), '[]') FROM (
          SELECT DISTINCT m.at FROM incident other JOIN told m ON m.incident_id = other.id
          WHERE other.device_no = i.device_no AND m.at > $2 AND EXISTS (
            SELECT 1 FROM incident f WHERE f.device_no = i.device_no AND f.fault_code = 'flapping')) t) AS told_at,
       i.severity, i.reason, i.started_at, i.opened_at,
       (SELECT parent.cause FROM incident_parent p JOIN incident parent ON parent.id = p.parent_id
        WHERE p.child_id = i.id AND p.left_at IS NULL) AS explained_by,
       ARRAY(SELECT DISTINCT m.target_id FROM incident_parent p JOIN told m ON m.incident_id = p.parent_id
         WHERE p.child_id = i.id AND p.left_reason = 'over' AND m.event = 'incident.opened') AS heard_of_cause,
       json_build_object('id', d.id, 'code', d.code, 'kind', d.kind, 'name', d.name,
         'site', json_build_object('code', s.code, 'landmark', s.landmark)) AS device
     FROM taken JOIN incident i ON i.id = taken.incident_id
       JOIN device d ON d.device_no = i.device_no JOIN device_health h ON h.device_no = d.device_no
       JOIN site s ON s.id = coalesce(i.site_id, d.site_id)
     ORDER BY array_position(ARRAY['critical','major','minor','info'], i.severity), i.started_at, i.id,
       taken.held_for NULLS FIRST`;

/** The unit as messages name it. */
export async function unitOfMessages(sql: Sql, unitId: UnitId): Promise<Pick<IncidentVariables, 'unit' | 'timeZone'>> {
  const [unit] = await sql.query<{ name: string; time_zone: string }>(
    `SELECT name, time_zone FROM unit WHERE id = $1`,
    [unitId],
  );
  if (!unit) throw new Error(`no unit ${unitId}`);
  return { unit: { id: unitId, name: unit.name }, timeZone: unit.time_zone };
}
