import type { EpochMs, IncidentId, IncidentState, UnitId } from '#libs/domain';
import type { Actor } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Sql } from '../sql.ts';
import { publishIncidents } from './publish.ts';
import { addToTimeline, type TimelineKind } from './timeline.ts';

/** An incident whose row the caller has locked. */
export interface LockedIncident {
  readonly id: IncidentId;
  readonly unitId: UnitId;
  readonly state: IncidentState;
}

/** What a person did to an incident, as it goes into its story and the audit log. */
export interface Act {
  readonly kind: Extract<TimelineKind, 'acknowledged' | 'commented' | 'resolved'>;
  readonly reason: string;
  readonly actor: Actor;
  /** How the others read who it was. */
  readonly name: string | null;
  readonly text: string | null;
}

const AUDIT = { acknowledged: 'incident.acknowledge', commented: 'incident.comment', resolved: 'incident.resolve' };

/** The name of whoever is signed in, for the people who read the story. */
export async function nameOf(sql: Sql, actor: Actor): Promise<string | null> {
  if (actor.kind !== 'user' && actor.kind !== 'api_key') return null;
  const table = actor.kind === 'user' ? 'app_user' : 'api_key';
  const [row] = await sql.query<{ name: string }>(`SELECT name FROM ${table} WHERE id = $1`, [actor.id]);
  return row?.name ?? null;
}

/** Changes nothing when somebody has it already or when it is over: the first word counts. */
export async function acknowledge(sql: Sql, incident: LockedIncident, act: Act, now: EpochMs): Promise<void> {
  if (incident.state !== 'open') return;
  await sql.query(
    `UPDATE incident SET state = 'acknowledged', acknowledged_at = $2, acknowledged_by_user = $3,
       acknowledged_by_name = $4, version = version + 1 WHERE id = $1`,
    [incident.id, new Date(now), act.actor.kind === 'user' ? act.actor.id : null, act.name],
  );
  await recordAct(sql, incident, act, now);
}

/** Closed by a person's word: `ended_at` stays open until facts say so, and only then recovery is told. */
export async function closeByHand(sql: Sql, incident: LockedIncident, act: Act, now: EpochMs): Promise<void> {
  if (incident.state === 'resolved') return;
  await sql.query(
    `UPDATE incident SET state = 'resolved', resolved_at = $2, resolved_reason = $3, version = version + 1 WHERE id = $1`,
    [incident.id, new Date(now), act.reason],
  );
  // What is held because of ourselves is held no longer.
  await sql.query(
    `INSERT INTO cause_work (kind, due_at) SELECT 'fleet', $2 FROM incident WHERE id = $1 AND cause = 'self'`,
    [incident.id, new Date(now)],
  );
  await recordAct(sql, incident, act, now);
}

/** Story, audit and open screens. What people do to an incident is not messaged. */
export async function recordAct(sql: Sql, incident: LockedIncident, act: Act, now: EpochMs): Promise<void> {
  const { kind, reason, actor, name, text } = act;
  const who = actor.kind === 'system' ? ('user' as const) : actor.kind;
  const detail = text === null ? {} : { text };
  const line = { incidentId: incident.id, kind, reason, rule: null, at: now, detail };
  await addToTimeline(sql, [{ ...line, actor: { kind: who, id: actor.id, name } }]);
  const record = { action: AUDIT[kind], objectKind: 'incident', objectId: incident.id, unitId: incident.unitId };
  await recordAudit(sql, actor, record, now);
  await publishIncidents(sql, [incident.id], now);
}
