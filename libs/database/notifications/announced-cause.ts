import type {
  AnnouncementEvent,
  AnnouncementFacts,
  Cause,
  CauseFacts,
  DeviceKind,
  EpochMs,
  FoundCause,
  IncidentId,
  UnitId,
  UnitKind,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import type { Announced } from './announced-incident.ts';

/** Devices named in what machines get; the rest is counted. */
const DEVICES_NAMED = 50;

interface Row {
  event: AnnouncementEvent;
  createdAt: EpochMs;
  heldFor: string | null;
  id: IncidentId;
  cause: Cause;
  shown: FoundCause;
  takenBy: string | null;
  taken: Announced['taken'];
  state: AnnouncementFacts['state'];
  severity: CauseFacts['severity'];
  reason: string;
  startedAt: EpochMs;
  openedAt: EpochMs;
  endedAt: EpochMs | null;
  resolvedReason: string | null;
  explainedBy: FoundCause | null;
  detail: { likely?: boolean; climbed?: boolean; carrier?: string; units?: UnitId[] };
  place: CauseFacts['place'];
  uplink: CauseFacts['uplink'];
  kin: IncidentId[];
  unheard: boolean;
  counts: { kind: DeviceKind; all: number; silent: number }[];
  devices: CauseFacts['devices'];
  places: { count: number; kinds: UnitKind[] };
}

const device = (d: string, s: string): string => `json_build_object('id', ${d}.id, 'code', ${d}.code, 'kind', ${d}.kind,
  'name', ${d}.name, 'site', json_build_object('code', ${s}.code, 'landmark', ${s}.landmark))`;

const hearing = (unitId: string): string => `EXISTS (SELECT 1 FROM target t
  WHERE t.unit_id = ${unitId} AND t.removed_at IS NULL AND t.enabled AND t.audience = 'responsible')`;

/** What came back before the beginning is told is not part of it. */
const counted = (own: string): string => `(${own}.stays OR taken.event <> 'incident.opened')`;

/**
 * `part`: the cause with all power cuts below it. `member`: the devices they explain, once each, that belong to the
 * reader's unit ($2), or all when the cause lies wholly below or beside it.
 */
const READ = `
  part AS (
    SELECT DISTINCT incident_id AS root, incident_id AS id FROM taken
    UNION
    SELECT part.root, i.id FROM part JOIN incident_parent p ON p.parent_id = part.id
      JOIN incident i ON i.id = p.child_id AND i.identity LIKE 'power_cut:%'),
  member AS (
    SELECT part.root, m.device_no, bool_or(m.left_at IS NULL) AS stays
    FROM part JOIN incident_device m ON m.incident_id = part.id GROUP BY part.root, m.device_no),
  own AS (
    SELECT member.root, member.stays, d.id, d.code, d.kind, d.name, d.site_id, h.connectivity <> 'online' AS silent
    FROM member JOIN incident i ON i.id = member.root
      JOIN device d ON d.device_no = member.device_no AND d.lifecycle = 'active'
      JOIN device_health h ON h.device_no = d.device_no
    WHERE d.device_no IS DISTINCT FROM i.device_no AND (i.scope_unit_id = $2
      OR d.unit_id IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = $2)))
  SELECT taken.event, ${epoch('taken.created_at')} AS "createdAt", taken.held_for AS "heldFor", i.id, i.cause,
    CASE WHEN i.identity LIKE 'power_cut:%' THEN 'power_cut' ELSE i.cause END AS shown,
    i.acknowledged_by_name AS "takenBy", json_build_object('occasion', i.acknowledgements, 'note', i.acknowledged_note,
      'until', ${epoch('i.acknowledged_until')}) AS taken, i.state, i.severity, i.reason, ${epoch('i.started_at')} AS "startedAt",
    ${epoch('i.opened_at')} AS "openedAt", ${epoch('i.ended_at')} AS "endedAt", i.resolved_reason AS "resolvedReason",
    i.detail, json_build_object('id', scope.id, 'name', scope.name) AS place,
    CASE WHEN parent.id IS NOT NULL AND NOT coalesce((parent.detail->>'climbed')::boolean, false)
      THEN parent.cause END AS "explainedBy",
    CASE WHEN d.id IS NOT NULL THEN ${device('d', 's')} END AS uplink,
    ARRAY(SELECT part.id FROM part WHERE part.root = i.id AND part.id <> i.id
      AND NOT coalesce((i.detail->>'climbed')::boolean, false)) AS kin,
    i.scope_unit_id = $2 AND parent.id IS NULL AND EXISTS (
      SELECT 1 FROM part JOIN incident b ON b.id = part.id
      WHERE part.root = i.id AND NOT coalesce((b.detail->>'climbed')::boolean, false)
        AND NOT ${hearing('b.scope_unit_id')} AND (
          jsonb_array_length(b.detail->'units') <= 1 OR EXISTS (
            SELECT 1 FROM jsonb_array_elements_text(b.detail->'units') AS u (id)
            WHERE u.id::uuid <> b.scope_unit_id AND NOT ${hearing('u.id::uuid')}))) AS unheard,
    (SELECT coalesce(json_agg(json_build_object('kind', k.kind, 'all', k.number, 'silent', k.silent)), '[]') FROM (
       SELECT own.kind, count(*) FILTER (WHERE ${counted('own')}) AS number,
         count(*) FILTER (WHERE own.silent) AS silent
       FROM own WHERE own.root = i.id GROUP BY own.kind) k) AS counts,
    (SELECT coalesce(json_agg(named.device), '[]') FROM (
       SELECT ${device('o', 'site')} AS device FROM own o JOIN site ON site.id = o.site_id
       WHERE o.root = i.id AND ${counted('o')} ORDER BY o.code LIMIT ${DEVICES_NAMED}) named) AS devices,
    (SELECT json_build_object('count', count(*), 'kinds', coalesce(json_agg(DISTINCT u.kind), '[]'))
     FROM part JOIN incident b ON b.id = part.id JOIN unit u ON u.id = b.scope_unit_id
     WHERE part.root = i.id AND NOT coalesce((b.detail->>'climbed')::boolean, false)
       AND NOT EXISTS (SELECT 1 FROM incident_parent q JOIN incident v ON v.id = q.parent_id
         WHERE q.child_id = b.id AND v.identity LIKE 'power_cut:%'
           AND NOT coalesce((v.detail->>'climbed')::boolean, false))) AS places
  FROM taken JOIN incident i ON i.id = taken.incident_id JOIN unit scope ON scope.id = i.scope_unit_id
    LEFT JOIN incident_parent p ON p.child_id = i.id AND p.left_at IS NULL LEFT JOIN incident parent ON parent.id = p.parent_id
    LEFT JOIN device d ON d.device_no = i.device_no LEFT JOIN site s ON s.id = d.site_id
  ORDER BY i.opened_at, i.id`;

/** Deletes these announcements of causes (the caller holds them) and reads what they speak of, for this unit. */
export async function takeCauses(sql: Sql, ids: readonly string[], unitId: UnitId): Promise<Announced[]> {
  if (ids.length === 0) return [];
  const taken = 'DELETE FROM announcement WHERE id = ANY($1) RETURNING incident_id, event, created_at, held_for';
  return (await sql.query<Row>(`WITH RECURSIVE taken AS (${taken}), ${READ}`, [ids, unitId])).map(toAnnounced);
}

/** The same about causes that are told of once more. */
export async function readCauses(
  sql: Sql,
  ids: readonly IncidentId[],
  unitId: UnitId,
  now: EpochMs,
): Promise<Announced[]> {
  if (ids.length === 0) return [];
  const taken = `SELECT id AS incident_id, 'incident.opened' AS event, $3::timestamptz AS created_at,
    NULL::text AS held_for FROM unnest($1::uuid[]) AS id`;
  const text = `WITH RECURSIVE taken AS (${taken}), ${READ}`;
  return (await sql.query<Row>(text, [ids, unitId, new Date(now)])).map(toAnnounced);
}

const kinds = (rows: Row['counts'], number: 'all' | 'silent'): CauseFacts['counts'] =>
  Object.fromEntries(rows.filter((row) => row[number] > 0).map((row) => [row.kind, row[number]]));

function toAnnounced(row: Row): Announced {
  const { event, createdAt, heldFor, id, cause, takenBy, state, startedAt, endedAt, resolvedReason, detail } = row;
  return {
    ...{
      event,
      createdAt,
      heldFor,
      incidentId: id,
      cause,
      takenBy,
      taken: row.taken,
      severity: row.severity,
      line: null,
      heardOfCause: [],
    },
    whole: { found: factsOf(row), kin: row.kin, units: detail.units ?? [], unheard: row.unheard },
    facts: {
      ...{ event, state, startedAt, endedAt, resolvedReason, explainedBy: row.explainedBy, trouble: 'offline' },
      ...{ lifecycle: 'active', cover: null, connectivity: 'offline', flapping: false, toldAt: [] },
      heldOvernight: heldFor === 'quiet_hours',
    },
  };
}

function factsOf(row: Row): CauseFacts {
  const { id, cause, shown, severity, reason, startedAt, openedAt, endedAt, detail, places } = row;
  const [kind = null] = places.kinds.length === 1 ? places.kinds : [];
  return {
    ...{ incidentId: id, cause: shown, corrected: shown !== cause, likely: detail.likely === true, severity, reason },
    ...{ startedAt, openedAt, endedAt, endedBecause: row.resolvedReason, place: row.place, uplink: row.uplink },
    counts: kinds(row.counts, 'all'),
    remaining: kinds(row.counts, 'silent'),
    places: detail.climbed === true ? { count: places.count, kind } : null,
    carrier: detail.carrier ?? null,
    devices: row.devices,
  };
}
