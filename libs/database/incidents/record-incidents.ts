import {
  deviceIncidentIdentity,
  groupWait,
  INCIDENT_RULE,
  RECIPIENT_RULE,
  type AnnouncementEvent,
  type EpochMs,
  type IncidentId,
  type UnitId,
} from '#libs/domain';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';
import type { Replay } from './replay.ts';
import { addToTimeline, ENGINE, type TimelineEntry } from './timeline.ts';

const date = (at: EpochMs | undefined): Date | null => (at === undefined ? null : new Date(at));

/** Stores what a replay decided: incidents, their stories, what may have to be announced, and why. */
export async function recordReplay(sql: Sql, replay: Replay, now: EpochMs): Promise<void> {
  const quiet = await endIncidents(sql, replay);
  await openIncidents(sql, replay);
  await addToTimeline(sql, timelineOf(replay, quiet));
  await insertAnnouncements(sql, await announcementsOf(sql, replay, quiet, now));
  await sql.query(
    `INSERT INTO transition_decision (transition_id, reason, rule, incident_ids, decided_at)
     SELECT transition_id, reason, $2, ARRAY(SELECT jsonb_array_elements_text(incident_ids)::uuid), $3
     FROM jsonb_to_recordset($1::jsonb) AS t (transition_id uuid, reason text, incident_ids jsonb)`,
    [
      JSON.stringify(
        replay.decisions.map(({ transitionId, reason, incidentIds }) => ({
          transition_id: transitionId,
          reason,
          incident_ids: incidentIds,
        })),
      ),
      INCIDENT_RULE,
      new Date(now),
    ],
  );
}

/** An incident that a person closed keeps their reason; only its true end is added. Returns those nobody heard of. */
async function endIncidents(sql: Sql, { ended }: Replay): Promise<ReadonlySet<IncidentId>> {
  if (ended.length === 0) return new Set();
  const rows = ended.map(({ id, ending }) => ({
    id,
    ended_at: date(ending.at),
    resolved_at: date(ending.knownAt),
    reason: ending.reason,
  }));
  await sql.query(
    `UPDATE incident i SET state = 'resolved', ended_at = t.ended_at, resolved_at = coalesce(i.resolved_at, t.resolved_at),
       resolved_reason = coalesce(i.resolved_reason, t.reason), version = version + 1
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, ended_at timestamptz, resolved_at timestamptz, reason text)
     WHERE i.id = t.id`,
    [JSON.stringify(rows)],
  );
  await sql.query(
    `UPDATE incident_device m SET left_at = i.ended_at FROM incident i WHERE i.id = m.incident_id AND i.id = ANY($1)`,
    [ended.map(({ id }) => id)],
  );
  // While something explains it nobody is told of it, nor while it waits to be told again after that: if nobody was told
  // before, nobody need be asked about its end. Who was is read when both are done.
  const silent = await sql.query<{ id: IncidentId }>(
    `WITH explained AS (
       UPDATE incident_parent p SET left_at = i.resolved_at, left_reason = 'over'
       FROM incident i WHERE i.id = p.child_id AND p.child_id = ANY($1) AND p.left_at IS NULL RETURNING p.child_id AS id),
     withdrawn AS (
       DELETE FROM announcement a WHERE a.incident_id = ANY($1) AND a.event = 'incident.opened'
         AND EXISTS (SELECT 1 FROM incident_parent p WHERE p.child_id = a.incident_id) RETURNING a.incident_id AS id)
     SELECT id FROM explained UNION SELECT id FROM withdrawn`,
    [ended.map(({ id }) => id)],
  );
  const untold = await sql.query<{ id: IncidentId }>(
    `SELECT asked.id FROM unnest($1::uuid[]) AS asked (id)
     WHERE NOT EXISTS (SELECT 1 FROM told WHERE told.incident_id = asked.id)`,
    [silent.map(({ id }) => id)],
  );
  return new Set(untold.map(({ id }) => id));
}

async function openIncidents(sql: Sql, { opened }: Replay): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(({ id, change, trouble, severity, reason, startedAt, ended }) => ({
    id,
    identity: deviceIncidentIdentity(change.deviceNo, trouble),
    fault_code: trouble === 'offline' ? null : trouble,
    device_no: change.deviceNo,
    unit_id: change.unitId,
    site_id: change.siteId,
    hardware_id: change.hardwareId,
    severity,
    state: ended ? 'resolved' : 'open',
    reason,
    started_at: date(startedAt),
    opened_at: date(change.knownAt),
    ended_at: date(ended?.at),
    resolved_at: date(ended?.knownAt),
    resolved_reason: ended?.reason ?? null,
  }));
  await sql.query(
    `WITH new AS (
       INSERT INTO incident (id, identity, cause, fault_code, device_no, scope_unit_id, unit_id, site_id, hardware_id,
         severity, state, reason, rule, started_at, opened_at, ended_at, resolved_at, resolved_reason)
       SELECT id, identity, 'device', fault_code, device_no, unit_id, unit_id, site_id, hardware_id,
         severity, state, reason, $2, started_at, opened_at, ended_at, resolved_at, resolved_reason
       FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, identity text, fault_code text, device_no int, unit_id uuid,
         site_id uuid, hardware_id uuid, severity text, state text, reason text, started_at timestamptz,
         opened_at timestamptz, ended_at timestamptz, resolved_at timestamptz, resolved_reason text)
       RETURNING id, device_no, opened_at, ended_at)
     INSERT INTO incident_device (incident_id, device_no, joined_at, left_at)
     SELECT id, device_no, opened_at, ended_at FROM new`,
    [JSON.stringify(rows), INCIDENT_RULE],
  );
}

function timelineOf({ opened, ended, reconsidered }: Replay, quiet: ReadonlySet<IncidentId>): TimelineEntry[] {
  const line = { rule: INCIDENT_RULE, actor: ENGINE };
  return [
    ...opened.flatMap(({ id, change, reason, ended: over }): TimelineEntry[] => [
      {
        ...line,
        incidentId: id,
        kind: 'opened',
        reason,
        at: change.knownAt,
        detail: { transitionId: change.transitionId },
      },
      ...(over ? [{ ...line, incidentId: id, kind: 'ended' as const, reason: over.reason, at: over.knownAt }] : []),
    ]),
    ...ended.map(({ id, change, ending }): TimelineEntry => ({
      ...line,
      incidentId: id,
      kind: 'ended',
      reason: ending.reason,
      at: ending.knownAt,
      detail: { transitionId: change.transitionId },
    })),
    ...ended
      .filter(({ id }) => quiet.has(id))
      .map(({ id, ending }): TimelineEntry => ({
        ...line,
        ...{ incidentId: id, kind: 'not_told', reason: 'opening_never_told', rule: RECIPIENT_RULE, at: ending.knownAt },
        detail: { event: 'incident.resolved' },
      })),
    ...reconsidered.map(({ id, change }): TimelineEntry => ({
      ...line,
      incidentId: id,
      kind: 'reconsidered',
      reason: change.change.kind === 'maintenance' ? 'maintenance_changed' : 'device_spoke_again',
      at: change.knownAt,
    })),
  ];
}

export interface NewAnnouncement {
  readonly incidentId: IncidentId;
  readonly event: AnnouncementEvent;
  readonly unitId: UnitId;
  readonly dueAt: EpochMs;
  readonly createdAt: EpochMs;
  /** Why it was put off; left out for what waits for its group. */
  readonly heldFor?: string;
}

async function announcementsOf(
  sql: Sql,
  replay: Replay,
  quiet: ReadonlySet<IncidentId>,
  now: EpochMs,
): Promise<NewAnnouncement[]> {
  const openings = [
    ...replay.opened.map(({ id, change }) => ({ id, unitId: change.unitId, change })),
    ...replay.reconsidered,
  ];
  const waits = await groupWaits(sql, [...new Set(openings.map(({ unitId }) => unitId))]);
  return [
    ...openings.map(({ id, unitId, change }): NewAnnouncement => ({
      incidentId: id,
      event: 'incident.opened',
      unitId,
      createdAt: change.knownAt,
      dueAt: change.knownAt + (waits.get(unitId) ?? groupWait([])),
    })),
    ...replay.ended
      .filter(({ id }) => !quiet.has(id))
      .map(({ id, unitId, change }): NewAnnouncement => ({
        incidentId: id,
        event: 'incident.resolved',
        unitId,
        createdAt: change.knownAt,
        dueAt: now,
      })),
  ];
}

/** How long each unit waits before telling (ms): its own word or that of the nearest unit above. */
export async function groupWaits(sql: Sql, unitIds: readonly UnitId[]): Promise<Map<UnitId, number>> {
  const rows = await sql.query<{ unit_id: UnitId; inherited: (number | null)[] }>(
    `SELECT c.descendant_id AS unit_id, array_agg(p.group_wait_seconds ORDER BY c.depth) AS inherited
     FROM unit_closure c JOIN unit_policy p ON p.unit_id = c.ancestor_id
     WHERE c.descendant_id = ANY($1) GROUP BY c.descendant_id`,
    [unitIds],
  );
  return new Map(rows.map((row) => [row.unit_id, groupWait(row.inherited)]));
}

export async function insertAnnouncements(sql: Sql, announcements: readonly NewAnnouncement[]): Promise<void> {
  if (announcements.length === 0) return;
  const rows = announcements.map(({ incidentId, event, unitId, dueAt, createdAt, heldFor = null }) => ({
    id: newId(createdAt),
    incident_id: incidentId,
    event,
    unit_id: unitId,
    due_at: new Date(dueAt),
    created_at: new Date(createdAt),
    held_for: heldFor,
  }));
  await sql.query(
    `INSERT INTO announcement (id, incident_id, event, unit_id, due_at, created_at, held_for)
     SELECT id, incident_id, event, unit_id, due_at, created_at, held_for
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, incident_id uuid, event text, unit_id uuid,
       due_at timestamptz, created_at timestamptz, held_for text)`,
    [JSON.stringify(rows)],
  );
}
