import {
  ANNOUNCE_RULE,
  CAUSE_RULE,
  explainedBy,
  groupWait,
  startUpTime,
  type EpochMs,
  type FoundCause,
  type IncidentId,
  type UnexplainedBecause,
  type UnitId,
} from '#libs/domain';
import { publishIncidents } from '../incidents/publish.ts';
import { groupWaits, insertAnnouncements, type NewAnnouncement } from '../incidents/record-incidents.ts';
import { addToTimeline, ENGINE, type TimelineEntry } from '../incidents/timeline.ts';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';
import { addPlaceNews, addWideNews } from './cause-work.ts';
import type { Findings } from './findings.ts';

const line = { rule: CAUSE_RULE, actor: ENGINE };

/** Writes down what a look for causes came to, with its reasons, and what has to be told. */
export async function recordFindings(sql: Sql, findings: Findings): Promise<void> {
  if (findings.isEmpty) return;
  await openCauses(sql, findings);
  await changeMembers(sql, findings);
  await changeDetails(sql, findings);
  const released = await release(sql, findings);
  const joined = await join(sql, findings);
  await endCauses(sql, findings);
  await addToTimeline(sql, [...causeLines(findings), ...released.timeline, ...joined]);
  await insertAnnouncements(sql, [...(await announcementsOf(sql, findings)), ...released.announcements]);
  await addPlaceNews(sql, released.unitIds, findings.now);
  const cuts = [...findings.opened, ...findings.ended].filter(({ cause }) => cause === 'power_cut');
  if (cuts.length > 0) await addWideNews(sql, 'above', findings.now);
  const touched = [...findings.opened, ...findings.ended, ...findings.changed].map(({ id }) => id);
  const explained = [
    ...joined.map(({ incidentId }) => incidentId),
    ...released.timeline.map((entry) => entry.incidentId),
  ];
  await publishIncidents(sql, [...new Set([...touched, ...explained])], findings.now);
}

async function openCauses(sql: Sql, { opened, now }: Findings): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map((cause) => ({
    id: cause.id,
    identity: cause.identity,
    cause: cause.cause,
    device_no: cause.deviceNo,
    scope_unit_id: cause.scopeUnitId,
    severity: cause.severity,
    reason: cause.reason,
    started_at: new Date(cause.startedAt),
    detail: cause.detail,
  }));
  await sql.query(
    `INSERT INTO incident (id, identity, cause, device_no, scope_unit_id, unit_id, severity, state, reason, rule,
       started_at, opened_at, detail)
     SELECT id, identity, cause, device_no, scope_unit_id, scope_unit_id, severity, 'open', reason, $2, started_at, $3,
       detail
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, identity text, cause text, device_no int, scope_unit_id uuid,
       severity text, reason text, started_at timestamptz, detail jsonb)`,
    [JSON.stringify(rows), CAUSE_RULE, new Date(now)],
  );
}

async function changeMembers(sql: Sql, { members, returned, now }: Findings): Promise<void> {
  const json = (list: Findings['members']): string =>
    JSON.stringify(list.map(({ causeId, deviceNo }) => ({ incident_id: causeId, device_no: deviceNo })));
  const rows = 'jsonb_to_recordset($1::jsonb) AS t (incident_id uuid, device_no int)';
  if (returned.length > 0)
    await sql.query(
      `UPDATE incident_device m SET left_at = $2 FROM ${rows}
       WHERE m.incident_id = t.incident_id AND m.device_no = t.device_no`,
      [json(returned), new Date(now)],
    );
  if (members.length > 0)
    await sql.query(
      `INSERT INTO incident_device (incident_id, device_no, joined_at) SELECT DISTINCT incident_id, device_no, $2::timestamptz
       FROM ${rows} ON CONFLICT (incident_id, device_no) DO UPDATE SET left_at = NULL`,
      [json(members), new Date(now)],
    );
}

async function changeDetails(sql: Sql, { changed }: Findings): Promise<void> {
  if (changed.length === 0) return;
  await sql.query(
    `UPDATE incident i SET detail = t.detail, version = version + 1
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, detail jsonb) WHERE i.id = t.id`,
    [JSON.stringify(changed)],
  );
}

/** Returns the lines of those that were not explained already. */
async function join(sql: Sql, { joined, now }: Findings): Promise<TimelineEntry[]> {
  if (joined.length === 0) return [];
  const rows = joined.map(({ childId, parentId, reason }) => ({
    ...{ id: newId(now), child_id: childId, parent_id: parentId, reason },
  }));
  const added = await sql.query<{
    child_id: IncidentId;
    parent_id: IncidentId;
    reason: string;
    cause: FoundCause;
    speaks: boolean;
  }>(
    `WITH added AS (
       INSERT INTO incident_parent (id, child_id, parent_id, reason, rule, joined_at)
       SELECT t.id, child_id, parent_id, t.reason, $2, $3
       FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, child_id uuid, parent_id uuid, reason text)
         JOIN incident child ON child.id = t.child_id AND child.ended_at IS NULL
       ON CONFLICT (child_id) WHERE left_at IS NULL DO NOTHING RETURNING child_id, parent_id, reason)
     SELECT added.*, parent.cause, NOT coalesce((parent.detail->>'climbed')::boolean, false) AS speaks
     FROM added JOIN incident parent ON parent.id = added.parent_id`,
    [JSON.stringify(rows), CAUSE_RULE, new Date(now)],
  );
  const explained = added.map(({ child_id, parent_id, reason, cause }): TimelineEntry => ({
    ...line,
    ...{ incidentId: child_id, kind: 'explained', reason, at: now, detail: { parentId: parent_id, cause } },
  }));
  return [...explained, ...(await withdraw(sql, added, now))];
}

/** What waited to be told need not be looked at when its wait is over: when the explanation ends it is announced anew. */
async function withdraw(
  sql: Sql,
  added: readonly { readonly child_id: IncidentId; readonly cause: FoundCause; readonly speaks: boolean }[],
  now: EpochMs,
): Promise<TimelineEntry[]> {
  const causeOf = new Map(added.filter(({ speaks }) => speaks).map(({ child_id, cause }) => [child_id, cause]));
  const rows = await sql.query<{ incident_id: IncidentId }>(
    `DELETE FROM announcement WHERE event = 'incident.opened' AND incident_id = ANY($1) RETURNING incident_id`,
    [[...causeOf.keys()]],
  );
  return [...new Set(rows.map((row) => row.incident_id))].flatMap((incidentId): TimelineEntry[] => {
    const cause = causeOf.get(incidentId);
    if (cause === undefined) return [];
    const detail = { event: 'incident.opened' };
    return [
      { ...line, incidentId, kind: 'not_told', reason: explainedBy(cause), rule: ANNOUNCE_RULE, at: now, detail },
    ];
  });
}

interface Released {
  readonly timeline: readonly TimelineEntry[];
  readonly announcements: readonly NewAnnouncement[];
  /** Whose causes are looked for anew. */
  readonly unitIds: readonly UnitId[];
}

/** What a cause left behind and still lasts is announced again, when it has had time to start up. */
async function release(sql: Sql, { released, now }: Findings): Promise<Released> {
  if (released.length === 0) return { timeline: [], announcements: [], unitIds: [] };
  const rows = await sql.query<{
    id: IncidentId;
    parent_id: IncidentId;
    cause: FoundCause;
    reason: UnexplainedBecause;
    unit_id: UnitId;
    units: UnitId[] | null;
    offline_after_seconds: number | null;
  }>(
    `WITH gone AS (
       UPDATE incident_parent p SET left_at = $2, left_reason = t.reason
       FROM jsonb_to_recordset($1::jsonb) AS t (cause_id uuid, reason text)
       WHERE p.parent_id = t.cause_id AND p.left_at IS NULL RETURNING p.child_id, p.parent_id, p.left_reason)
     SELECT i.id, gone.parent_id, parent.cause, gone.left_reason AS reason, i.unit_id, i.detail->'units' AS units,
       d.offline_after_seconds
     FROM gone JOIN incident i ON i.id = gone.child_id JOIN incident parent ON parent.id = gone.parent_id LEFT JOIN device d ON d.device_no = i.device_no
     WHERE i.ended_at IS NULL AND i.state <> 'resolved'`,
    [JSON.stringify(released.map(({ causeId, reason }) => ({ cause_id: causeId, reason }))), new Date(now)],
  );
  // What waited to be told before it was explained waits for the start-up, too.
  await sql.query(`DELETE FROM announcement WHERE event = 'incident.opened' AND incident_id = ANY($1)`, [
    rows.map(({ id }) => id),
  ]);
  return {
    timeline: rows.map(({ id, parent_id, reason }) => ({
      ...line,
      ...{ incidentId: id, kind: 'unexplained', reason, at: now, detail: { parentId: parent_id } },
    })),
    announcements: rows.flatMap(({ id, unit_id, units, offline_after_seconds }) =>
      (units ?? [unit_id]).map((unitId): NewAnnouncement => ({
        incidentId: id,
        event: 'incident.opened',
        unitId,
        createdAt: now,
        dueAt: now + startUpTime(offline_after_seconds ?? 0),
      })),
    ),
    unitIds: rows.filter(({ cause }) => cause === 'self').map(({ unit_id }) => unit_id),
  };
}

/** One that a person closed keeps their reason; only its true end is added. */
async function endCauses(sql: Sql, { ended, now }: Findings): Promise<void> {
  if (ended.length === 0) return;
  const rows = ended.map(({ id, endedAt, reason, correction }) => ({
    ...{ id, ended_at: new Date(endedAt), reason, cause: correction === null ? null : 'uplink' },
  }));
  await sql.query(
    `UPDATE incident i SET state = 'resolved', ended_at = greatest(t.ended_at, i.started_at),
       resolved_at = coalesce(i.resolved_at, $2), resolved_reason = coalesce(i.resolved_reason, t.reason),
       cause = coalesce(t.cause, i.cause), version = version + 1
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, ended_at timestamptz, reason text, cause text) WHERE i.id = t.id`,
    [JSON.stringify(rows), new Date(now)],
  );
  await sql.query(
    `UPDATE incident_parent SET left_at = $2, left_reason = 'over' WHERE child_id = ANY($1) AND left_at IS NULL`,
    [ended.map(({ id }) => id), new Date(now)],
  );
}

function causeLines({ opened, ended, now }: Findings): TimelineEntry[] {
  return [
    ...opened.map(({ id, reason, detail }): TimelineEntry => {
      const { likely = false, carrier } = detail;
      const said = { ...(likely && { likely }), ...(carrier !== undefined && { carrier }) };
      return { ...line, incidentId: id, kind: 'opened', reason, at: now, detail: said };
    }),
    ...ended.flatMap(({ id, reason, correction }): TimelineEntry[] => [
      ...(correction === null
        ? []
        : [
            {
              ...line,
              incidentId: id,
              kind: 'corrected' as const,
              reason: correction,
              at: now,
              detail: { cause: 'uplink' },
            },
          ]),
      { ...line, incidentId: id, kind: 'ended', reason, at: now },
    ]),
  ];
}

/** Beginnings and ends wait alike: what returns a little later is counted as returned. */
async function announcementsOf(sql: Sql, { toTell, ended, now }: Findings): Promise<NewAnnouncement[]> {
  const told = ended.filter(({ reason }) => reason !== 'closed_by_person');
  const waits = await groupWaits(sql, [
    ...new Set([...toTell.flatMap(({ unitIds }) => unitIds), ...told.flatMap(({ units }) => units)]),
  ]);
  const dueAt = (unitId: UnitId): EpochMs => now + (waits.get(unitId) ?? groupWait([]));
  const common = (unitId: UnitId) => ({ unitId, createdAt: now, dueAt: dueAt(unitId) });
  return [
    ...toTell.flatMap(({ causeId, unitIds }) =>
      unitIds.map((unitId): NewAnnouncement => ({ incidentId: causeId, event: 'incident.opened', ...common(unitId) })),
    ),
    ...told.flatMap(({ id, units }) =>
      units.map((unitId): NewAnnouncement => ({ incidentId: id, event: 'incident.resolved', ...common(unitId) })),
    ),
  ];
}
