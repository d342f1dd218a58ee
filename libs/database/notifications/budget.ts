import { BUDGET_MEMORY, BUDGET_RULE, decideBudget, type EpochMs, type IncidentId, type TargetId } from '#libs/domain';
import { addToTimeline, ENGINE, type TimelineEntry } from '../incidents/timeline.ts';
import { epoch } from '../sql-text.ts';
import { accountOf, type Rooms } from './accounts.ts';
import type { Sql } from '../sql.ts';

/** `n` was never tried and counts against its target's budget when it is. Tests do not. */
export const FRESH = `n.state = 'queued' AND n.attempts = 0 AND n.event <> 'test'`;

/** `n` is not behind an earlier message about the same incident that is being repeated. */
export const FREE_TO_GO = `NOT EXISTS (
  SELECT 1 FROM notification_incident mine
  JOIN notification_incident theirs ON theirs.incident_id = mine.incident_id
  JOIN notification e ON e.id = theirs.notification_id
  WHERE mine.notification_id = n.id AND e.target_id = n.target_id AND e.attempts > 0
    AND e.state IN ('queued','sending') AND (e.created_at, e.id) < (n.created_at, n.id))`;

const URGENCY = `array_position(ARRAY['critical','major','minor','info'], n.severity)`;

export interface Candidate {
  readonly targetId: TargetId;
  /** How many of its messages are due. */
  readonly messages: number;
}

interface Spender extends Candidate {
  readonly spent: readonly EpochMs[];
  readonly perHour: number | null;
}

interface PutOff {
  readonly targetId: TargetId;
  readonly at: EpochMs;
  readonly reason: string;
}

/**
 * The most urgent targets, at most `limit`, that may be sent one more message now. What is due to the others is put off
 * until their budget frees. The caller holds the lock of claims.
 */
export async function withinBudget(sql: Sql, limit: number, rooms: Rooms, now: EpochMs): Promise<Candidate[]> {
  const full = rooms.known.filter(({ room }) => room <= 0);
  for (;;) {
    const spenders = await spendersDue(sql, limit, full, now);
    const putOff: PutOff[] = [];
    const free: Candidate[] = [];
    for (const spender of spenders) {
      const decision = decideBudget(spender.spent, spender.perHour, now);
      if (decision.go) free.push(spender);
      else putOff.push({ targetId: spender.targetId, at: decision.at, reason: decision.reason });
    }
    await wait(sql, putOff, now);
    // Only when nobody of these may be told are the next looked at: claims are many and small.
    if (free.length > 0 || spenders.length < limit) return free;
  }
}

/** `n` leaves over none of the accounts of `$4`: those that are full keep nobody else from being looked at. */
const HAS_ROOM = `NOT EXISTS (SELECT 1 FROM target t, jsonb_to_recordset($4::jsonb) AS f (channel text, account text)
  WHERE t.id = n.target_id AND f.channel = n.channel AND f.account = ${accountOf('t')})`;

/** Targets with something due that is not being sent anything at the moment, the most urgent first. */
const spendersDue = (sql: Sql, limit: number, full: Rooms['known'], now: EpochMs): Promise<Spender[]> =>
  sql.query<Spender>(
    `WITH due AS (
       SELECT n.target_id, min(${URGENCY}) AS urgency, min(n.created_at) AS since, count(*)::int AS messages
       FROM notification n WHERE ${FRESH} AND n.next_attempt_at <= $1 AND ${FREE_TO_GO}
         AND ${full.length > 0 ? HAS_ROOM : '$4::jsonb IS NOT NULL'}
         AND NOT EXISTS (SELECT 1 FROM notification s
           WHERE s.target_id = n.target_id AND s.state = 'sending' AND s.next_attempt_at > $1)
       GROUP BY n.target_id ORDER BY 2, 3, 1 LIMIT $2)
     SELECT due.target_id AS "targetId", due.messages,
       ARRAY(SELECT ${epoch('s.spent_at')} FROM notification s
         WHERE s.target_id = due.target_id AND s.spent_at > $3 AND s.spent_at <= $1) AS spent,
       (SELECT (p.budget->>'perHour')::int FROM unit_closure up JOIN unit_policy p ON p.unit_id = up.ancestor_id
        WHERE up.descendant_id = t.unit_id AND p.budget IS NOT NULL ORDER BY up.depth LIMIT 1) AS "perHour"
     FROM due JOIN target t ON t.id = due.target_id ORDER BY due.urgency, due.since, due.target_id`,
    [new Date(now), limit, new Date(now - BUDGET_MEMORY), JSON.stringify(full)],
  );

/** What is put off says so in the story of its incidents, once for each limit it meets. */
async function wait(sql: Sql, putOff: readonly PutOff[], now: EpochMs): Promise<void> {
  if (putOff.length === 0) return;
  const rows = putOff.map(({ targetId, at, reason }) => ({ target_id: targetId, at: new Date(at), reason }));
  const waiting = await sql.query<{ incidentId: IncidentId; event: string; reason: string; until: Date; name: string }>(
    `WITH late AS (
       SELECT n.id, n.waits_for AS before, w.at, w.reason
       FROM jsonb_to_recordset($1::jsonb) AS w (target_id uuid, at timestamptz, reason text)
       JOIN notification n ON n.target_id = w.target_id WHERE ${FRESH} AND n.next_attempt_at <= $2 FOR UPDATE OF n),
     moved AS (
       UPDATE notification n SET next_attempt_at = late.at, waits_for = late.reason FROM late WHERE n.id = late.id
       RETURNING n.id, n.event, n.target_id, late.before, late.at, late.reason)
     SELECT m.incident_id AS "incidentId", moved.event, moved.reason, moved.at AS until, t.name
     FROM moved JOIN notification_incident m ON m.notification_id = moved.id JOIN target t ON t.id = moved.target_id
     WHERE moved.before IS DISTINCT FROM moved.reason ORDER BY moved.id, m.incident_id`,
    [JSON.stringify(rows), new Date(now)],
  );
  const lines = waiting.map(({ incidentId, event, reason, until, name }): TimelineEntry => {
    const detail = { event, until: until.toISOString(), targets: [{ name }] };
    return { incidentId, kind: 'held', reason, rule: BUDGET_RULE, actor: ENGINE, at: now, detail };
  });
  await addToTimeline(sql, lines);
}
