import type {
  DeviceNo,
  EpochMs,
  ExplainedDevice,
  FoundCause,
  IncidentId,
  IncidentState,
  Severity,
  UnitId,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** What only an incident of a cause has; stored as JSON. */
export interface CauseDetail {
  /** Only probable. */
  readonly likely?: boolean;
  /** It stands above others and has no devices of its own. */
  readonly climbed?: boolean;
  readonly carrier?: string;
  /** Units that are told of it. */
  readonly units?: readonly UnitId[];
}

/** An incident of a cause whose trouble lasts. */
export interface LastingCause {
  readonly id: IncidentId;
  readonly cause: FoundCause;
  readonly scopeUnitId: UnitId;
  /** Of an uplink. */
  readonly deviceNo: DeviceNo | null;
  readonly state: IncidentState;
  readonly severity: Severity;
  readonly startedAt: EpochMs;
  readonly openedAt: EpochMs;
  readonly detail: CauseDetail;
  readonly parentId: IncidentId | null;
  readonly parentCause: FoundCause | null;
}

const COLUMNS = `
  i.id, i.cause, i.scope_unit_id AS "scopeUnitId", i.device_no AS "deviceNo", i.state, i.severity,
  ${epoch('i.started_at')} AS "startedAt", ${epoch('i.opened_at')} AS "openedAt", i.detail,
  p.parent_id AS "parentId", parent.cause AS "parentCause"`;
const TABLES = `
  incident i LEFT JOIN incident_parent p ON p.child_id = i.id AND p.left_at IS NULL
  LEFT JOIN incident parent ON parent.id = p.parent_id`;
const LASTING = `i.cause <> 'device' AND i.cause <> 'planned' AND i.ended_at IS NULL`;

/** Power cuts of these units, and other causes that explain these devices or are these devices (uplinks). */
export function lastingCausesOf(
  sql: Sql,
  unitIds: readonly UnitId[],
  deviceNos: readonly DeviceNo[],
): Promise<LastingCause[]> {
  return sql.query<LastingCause>(
    `SELECT ${COLUMNS} FROM ${TABLES}
     WHERE ${LASTING} AND ((i.cause = 'power_cut' AND i.scope_unit_id = ANY($1)) OR (i.cause = 'uplink' AND (
       i.device_no = ANY($2) OR i.id IN (SELECT m.incident_id FROM incident_device m WHERE m.device_no = ANY($2)))))
     ORDER BY i.opened_at, i.id`,
    [unitIds, deviceNos],
  );
}

export function lastingCauses(sql: Sql, causes: readonly FoundCause[]): Promise<LastingCause[]> {
  return sql.query<LastingCause>(
    `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${LASTING} AND i.cause = ANY($1) ORDER BY i.opened_at, i.id`,
    [causes],
  );
}

/** A device that a cause explains or explained, as it is now. */
export interface Member extends ExplainedDevice {
  readonly causeId: IncidentId;
  readonly deviceNo: DeviceNo;
  /** It was seen to talk again and has not fallen silent since. */
  readonly returned: boolean;
}

/** Devices out of use are no longer members. */
export async function membersOf(sql: Sql, causeIds: readonly IncidentId[]): Promise<Map<IncidentId, Member[]>> {
  const members = new Map<IncidentId, Member[]>(causeIds.map((id) => [id, []]));
  if (causeIds.length === 0) return members;
  const rows = await sql.query<Member>(
    `SELECT m.incident_id AS "causeId", m.device_no AS "deviceNo", m.left_at IS NOT NULL AS returned,
       h.connectivity = 'online' AS talks, ${epoch('h.since')} AS since, ${epoch('h.known_at')} AS "knownAt",
       CASE WHEN l.boot_id IS NULL OR h.connectivity <> 'online' THEN NULL ELSE EXISTS (
         SELECT 1 FROM transition t WHERE t.device_no = m.device_no AND t.kind = 'boot'
           AND t.known_at >= i.started_at) END AS restarted
     FROM incident_device m JOIN incident i ON i.id = m.incident_id
       JOIN device d ON d.device_no = m.device_no AND d.lifecycle = 'active'
       JOIN device_health h ON h.device_no = m.device_no LEFT JOIN device_latest l ON l.device_no = m.device_no
     WHERE m.incident_id = ANY($1)`,
    [causeIds],
  );
  for (const row of rows) members.get(row.causeId)?.push(row);
  return members;
}
