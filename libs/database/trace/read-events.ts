import type { DeviceNo, RecordedAcknowledgement, RecordedChange, RecordedWindow, Span, UnitId } from '#libs/domain';
import { toWindow, WINDOW_COLUMNS, type WindowColumns } from '../maintenance/window-columns.ts';
import { epoch } from '../sql-text.ts';
import { RecordingError } from './recording-error.ts';
import type { Session } from './session.ts';

/** What one process holds in memory without trouble. */
const MOST_CHANGES = 200_000;

const moments = ({ from, until }: Span): readonly [Date, Date] => [new Date(from), new Date(until)];

export async function readChanges(
  session: Session,
  deviceNos: readonly DeviceNo[],
  span: Span,
): Promise<RecordedChange[]> {
  const changes = await session<RecordedChange>(
    `SELECT t.device_no AS "deviceNo", t.kind, t.from_value AS "from", t.to_value AS "to", t.fault_code AS "faultCode",
       ${epoch('t.occurred_at')} AS "occurredAt", ${epoch('t.known_at')} AS "knownAt",
       (SELECT c.cause FROM transition_decision d JOIN incident_parent p ON p.child_id = ANY(d.incident_ids)
          JOIN incident c ON c.id = p.parent_id
        WHERE d.transition_id = t.id AND t.to_value = 'offline' ORDER BY p.joined_at LIMIT 1) AS cause
     FROM transition t
     WHERE t.known_at >= $2 AND t.known_at < $3 AND t.device_no = ANY($1) AND t.kind NOT IN ('lifecycle','hardware')
     ORDER BY t.known_at, t.id LIMIT ${MOST_CHANGES + 1}`,
    [deviceNos, ...moments(span)],
  );
  if (changes.length <= MOST_CHANGES) return changes;
  throw new RecordingError(`More than ${MOST_CHANGES} changes: record a shorter span, or one unit (--unit).`);
}

/**
 * One for each press, reply or call, whatever number of incidents it took. By whom is a hash. What was not done in
 * answer to a message counts as an answer to the last one about it.
 */
export const readAcknowledgements = (
  session: Session,
  deviceNos: readonly DeviceNo[],
  span: Span,
): Promise<RecordedAcknowledgement[]> =>
  session(
    `WITH act AS (
       SELECT DISTINCT ON (e.at, coalesce(l.target_id, told.target_id)) e.at,
         coalesce(l.target_id, told.target_id) AS target_id, concerned.device_no,
         coalesce(e.actor_name, e.actor_id::text, '') AS who, (e.detail->>'until')::timestamptz AS until
       FROM incident_event e JOIN incident i ON i.id = e.incident_id
         LEFT JOIN ack_link l ON e.actor_kind = 'link' AND l.id = e.actor_id
         LEFT JOIN LATERAL (SELECT t.target_id FROM told t WHERE t.incident_id = i.id AND t.at <= e.at
           ORDER BY t.at DESC, t.target_id LIMIT 1) told ON true
         CROSS JOIN LATERAL (SELECT coalesce(i.device_no, (SELECT min(m.device_no) FROM incident_device m
           WHERE m.incident_id = i.id AND m.device_no = ANY($1))) AS device_no) concerned
       WHERE e.kind = 'acknowledged' AND e.reason <> 'cause_taken' AND e.at >= $2 AND e.at < $3
         AND concerned.device_no = ANY($1)
       ORDER BY e.at, coalesce(l.target_id, told.target_id), e.id)
     SELECT ${epoch('at')} AS at, target_id AS "targetId", device_no AS "deviceNo", md5(who) AS person,
       ${epoch('until')} AS until
     FROM act WHERE target_id IS NOT NULL ORDER BY act.at, target_id`,
    [deviceNos, ...moments(span)],
  );

type WindowRow = WindowColumns & { readonly unitId: UnitId | null; readonly deviceNos: DeviceNo[] | null };

export async function readWindows(
  session: Session,
  unitIds: readonly UnitId[],
  deviceNos: readonly DeviceNo[],
  span: Span,
): Promise<RecordedWindow[]> {
  const rows = await session<WindowRow>(
    `SELECT ${WINDOW_COLUMNS}, w.unit_id AS "unitId", (SELECT array_agg(d.device_no ORDER BY d.device_no) FROM device d
       WHERE d.device_no = ANY($2) AND (d.device_no = w.device_no OR d.site_id = w.site_id)) AS "deviceNos"
     FROM maintenance_window w
     WHERE w.created_at < $4 AND (w.ended_at IS NULL OR w.ended_at > $3)
       AND (w.until_at IS NULL OR w.until_at > $3::timestamptz - interval '15 minutes')
       AND (w.unit_id IS NULL OR w.unit_id = ANY($1))
     ORDER BY w.created_at, w.id`,
    [unitIds, deviceNos, ...moments(span)],
  );
  return rows.map(({ unitId, deviceNos: own, ...row }) => ({ unitId, deviceNos: own ?? [], window: toWindow(row) }));
}
