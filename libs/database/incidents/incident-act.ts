import {
  ACKNOWLEDGE_MINUTES,
  decideAcknowledge,
  type AcknowledgeReason,
  type AcknowledgeWish,
  type EpochMs,
  type IncidentId,
  type IncidentState,
  type UnitId,
  type UserId,
} from '#libs/domain';
import type { Actor } from '../access.ts';
import { followUpAt } from '../escalation/follow-up.ts';
import { withdrawOvertaken } from '../escalation/withdraw.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { readPolicy } from '../registry/policy.store.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { publishIncidents } from './publish.ts';
import { coverExplained } from './cover-explained.ts';
import { insertAnnouncements } from './record-incidents.ts';
import { addToTimeline, type TimelineKind } from './timeline.ts';

/** An incident whose row the caller has locked. */
export interface LockedIncident {
  readonly id: IncidentId;
  readonly unitId: UnitId;
  readonly state: IncidentState;
  readonly acknowledgedUntil: EpochMs | null;
  /** Who has it: see `Act.takerId`. */
  readonly takerId: string | null;
}

/** Read `FOR UPDATE OF i`. */
export const LOCKED_COLUMNS = `i.id, i.unit_id AS "unitId", i.state, i.acknowledged_by_actor AS "takerId",
  ${epoch('i.acknowledged_until')} AS "acknowledgedUntil"`;

/** What a person did to an incident, as it goes into its story and the audit log. */
export interface Act {
  readonly kind: Extract<TimelineKind, 'acknowledged' | 'commented' | 'resolved'>;
  readonly reason: string;
  readonly actor: Actor;
  /** How the others read who it was. */
  readonly name: string | null;
  readonly text: string | null;
  /** Who shall go, when it is not the one who says so. */
  readonly taker?: { readonly id: UserId; readonly name: string };
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** How somebody takes an incident. */
export interface Taking extends AcknowledgeWish {
  /** Whoever speaks again with this id is the same person: a user, an API key, the target of a link or a reply. */
  readonly takerId: string | null;
}

const AUDIT = { acknowledged: 'incident.acknowledge', commented: 'incident.comment', resolved: 'incident.resolve' };

/** The name of whoever is signed in, for the people who read the story. */
export async function nameOf(sql: Sql, actor: Actor): Promise<string | null> {
  if (actor.kind !== 'user' && actor.kind !== 'api_key') return null;
  const table = actor.kind === 'user' ? 'app_user' : 'api_key';
  const [row] = await sql.query<{ name: string }>(`SELECT name FROM ${table} WHERE id = $1`, [actor.id]);
  return row?.name ?? null;
}

/** The first word counts until it expires; then the incident is open again. Says what became of it. */
export async function acknowledge(
  sql: Sql,
  incident: LockedIncident,
  act: Act,
  taking: Taking,
  now: EpochMs,
): Promise<AcknowledgeReason> {
  const { rules } = await readPolicy(sql, incident.unitId);
  const samePerson = taking.takerId !== null && taking.takerId === incident.takerId;
  const minutes = rules.acknowledgeMinutes ?? ACKNOWLEDGE_MINUTES.standard;
  const facts = { state: incident.state, until: incident.acknowledgedUntil, samePerson };
  const decision = decideAcknowledge(facts, taking, minutes, now);
  if (!decision.change) return decision.reason;
  const { reason, until } = decision;
  const anew = reason !== 'prolonged';
  await sql.query(
    `UPDATE incident SET state = 'acknowledged', acknowledged_until = $2, acknowledged_note = coalesce($3, acknowledged_note),
       version = version + 1 WHERE id = $1`,
    [incident.id, new Date(until), act.text],
  );
  if (anew) await writeTaker(sql, incident, act, taking, now);
  const how = reason === 'taken' || act.taker !== undefined ? act.reason : reason;
  const detail = { until: new Date(until).toISOString(), ...(act.taker !== undefined && { to: act.taker.name }) };
  await recordAct(sql, incident, { ...act, reason: how, detail }, now);
  await followUpAt(sql, incident, until, now);
  const goer =
    act.taker === undefined ? act : { actor: { kind: 'user' as const, id: act.taker.id }, name: act.taker.name };
  await coverExplained(sql, incident, { act: goer, taking, until }, now);
  return reason;
}

/** The others are told, once, by the engine. */
async function writeTaker(sql: Sql, { id, unitId }: LockedIncident, act: Act, { takerId }: Taking, now: EpochMs) {
  const userId = act.actor.kind === 'user' ? act.actor.id : null;
  const taker = act.taker ?? { id: userId, name: act.name };
  await sql.query(
    `UPDATE incident SET acknowledged_at = $2, acknowledged_by_user = $3, acknowledged_by_name = $4,
       acknowledged_by_actor = $5, acknowledged_note = $6, acknowledgements = acknowledgements + 1 WHERE id = $1`,
    [id, new Date(now), taker.id, taker.name, takerId, act.text],
  );
  const [row] = await sql.query<{ units: UnitId[] | null }>(
    `SELECT detail->'units' AS units FROM incident WHERE id = $1`,
    [id],
  );
  // A cause was told in several units.
  const units = new Set([unitId, ...(row?.units ?? [])]);
  const announcement = { incidentId: id, event: 'incident.acknowledged', dueAt: now, createdAt: now } as const;
  await insertAnnouncements(
    sql,
    [...units].map((unit) => ({ ...announcement, unitId: unit })),
  );
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
  await withdrawOvertaken(sql, [incident.id], now);
}

/** Story, audit and open screens. */
export async function recordAct(sql: Sql, incident: LockedIncident, act: Act, now: EpochMs): Promise<void> {
  const { kind, reason, actor, name, text, detail: more } = act;
  const who = actor.kind === 'system' ? ('user' as const) : actor.kind;
  const detail = { ...more, ...(text !== null && { text }) };
  const line = { incidentId: incident.id, kind, reason, rule: null, at: now, detail };
  await addToTimeline(sql, [{ ...line, actor: { kind: who, id: actor.id, name } }]);
  const record = { action: AUDIT[kind], objectKind: 'incident', objectId: incident.id, unitId: incident.unitId };
  await recordAudit(sql, actor, record, now);
  await publishIncidents(sql, [incident.id], now);
}
