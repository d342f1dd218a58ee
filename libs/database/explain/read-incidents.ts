import type { CoverAnswer, DeviceNo, DeviceTrouble, EpochMs, IncidentFacts, IncidentId } from '#libs/domain';
import { groupedBy, MAINTENANCE_RULE } from '#libs/domain';
import { Covers } from '../maintenance/covers.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { messagesOfIncidents, waitingOfIncidents } from './read-messages.ts';

type Own = Omit<IncidentFacts, 'cover' | 'parent' | 'messages' | 'waiting' | 'untold'>;
interface Row extends Own {
  readonly deviceNo: DeviceNo | null;
  readonly trouble: DeviceTrouble;
}

/** What is on record about these incidents, as far as it explains anything; in the order of the ids. */
export async function readIncidents(sql: Sql, ids: readonly IncidentId[], now: EpochMs): Promise<IncidentFacts[]> {
  if (ids.length === 0) return [];
  const rows = await sql.query<Row>(
    `SELECT i.id, i.cause, i.state, i.reason, i.rule, ${epoch('i.opened_at')} AS "openedAt",
       ${epoch('i.ended_at')} AS "endedAt", ${epoch('i.resolved_at')} AS "resolvedAt",
       i.resolved_reason AS "resolvedReason", ${epoch('i.acknowledged_at')} AS "acknowledgedAt",
       i.acknowledged_by_name AS "acknowledgedBy", ${epoch('i.acknowledged_until')} AS "acknowledgedUntil",
       i.device_no AS "deviceNo", coalesce(i.fault_code, 'offline') AS trouble,
       CASE WHEN f.decided_at IS NOT NULL THEN json_build_object('reason', f.reason, 'dueAt', ${epoch('f.due_at')},
         'askedAt', ${epoch('f.asked_at')}) END AS "followUp"
     FROM incident i LEFT JOIN incident_follow_up f ON f.incident_id = i.id
     WHERE i.id = ANY($1) ORDER BY array_position($1::uuid[], i.id)`,
    [ids],
  );
  const messages = await messagesOfIncidents(sql, ids);
  const waiting = await waitingOfIncidents(sql, ids);
  const untold = await untoldOf(sql, ids);
  const parents = await parentsOf(sql, ids);
  const covers = await CoverAnswers.read(
    sql,
    rows.flatMap((row) => row.deviceNo ?? []),
    now,
  );
  return rows.map(({ deviceNo, trouble, ...own }) => ({
    ...own,
    cover: deviceNo === null ? null : covers.of(deviceNo, trouble),
    parent: parents.get(own.id)?.[0] ?? null,
    messages: messages.get(own.id) ?? [],
    waiting: waiting.get(own.id) ?? [],
    untold: untold.get(own.id) ?? [],
  }));
}

type Parent = NonNullable<IncidentFacts['parent']> & { readonly childId: IncidentId };

/** What explains them now, by the name of the place it is told of. */
async function parentsOf(sql: Sql, ids: readonly IncidentId[]): Promise<Map<IncidentId, Parent[]>> {
  const rows = await sql.query<Parent>(
    `SELECT p.child_id AS "childId", p.parent_id AS "incidentId", parent.cause, p.rule,
       ${epoch('p.joined_at')} AS "joinedAt", u.name AS words
     FROM incident_parent p JOIN incident parent ON parent.id = p.parent_id JOIN unit u ON u.id = parent.scope_unit_id
     WHERE p.child_id = ANY($1) AND p.left_at IS NULL`,
    [ids],
  );
  return groupedBy(rows, (row) => row.childId);
}

type Untold = IncidentFacts['untold'][number] & { readonly incidentId: IncidentId };

/** Lines of the story that say why nobody was told and stand behind no message. */
async function untoldOf(sql: Sql, ids: readonly IncidentId[]): Promise<Map<IncidentId, Untold[]>> {
  const rows = await sql.query<Untold>(
    `SELECT DISTINCT ON (e.incident_id, e.reason, e.detail->>'event') e.incident_id AS "incidentId", e.reason, e.rule,
       ${epoch('e.at')} AS at, e.detail->>'event' AS event
     FROM incident_event e
     WHERE e.incident_id = ANY($1) AND e.kind = 'not_told' AND NOT EXISTS (
       SELECT 1 FROM notification_incident ni JOIN notification n ON n.id = ni.notification_id
       WHERE ni.incident_id = e.incident_id AND n.reason = e.reason)
     ORDER BY e.incident_id, e.reason, e.detail->>'event', e.at DESC`,
    [ids],
  );
  return groupedBy(rows, (row) => row.incidentId);
}

/** What covers devices, with the words in which it was planned. */
export class CoverAnswers {
  private constructor(
    private readonly covers: Covers,
    private readonly reasons: ReadonlyMap<string, string>,
  ) {}

  static async read(sql: Sql, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<CoverAnswers> {
    const covers = await Covers.read(sql, deviceNos, now);
    const ids = [...new Set(deviceNos.flatMap((deviceNo) => covers.of(deviceNo, 'offline')?.windowId ?? []))];
    const rows = await sql.query<{ id: string; reason: string }>(
      'SELECT id, reason FROM maintenance_window WHERE id = ANY($1)',
      [ids],
    );
    return new CoverAnswers(covers, new Map(rows.map(({ id, reason }) => [id, reason])));
  }

  of(deviceNo: DeviceNo, trouble: DeviceTrouble | null): CoverAnswer | null {
    return this.#answer(this.covers.of(deviceNo, trouble));
  }

  shown(deviceNo: DeviceNo): CoverAnswer | null {
    return this.#answer(this.covers.shown(deviceNo));
  }

  #answer(cover: CoverAnswer['cover'] | null): CoverAnswer | null {
    if (cover === null) return null;
    const words = cover.windowId === null ? null : (this.reasons.get(cover.windowId) ?? null);
    return { cover, rule: MAINTENANCE_RULE, words };
  }
}
