import {
  decideAnnouncement,
  decideEscalation,
  decidePause,
  decideRepeat,
  ESCALATION_RULE,
  type EpochMs,
  type FollowUpFacts,
  type PolicyRules,
  type UnitId,
} from '#libs/domain';
import { publishIncidents } from '../incidents/publish.ts';
import { addToTimeline, ENGINE, type TimelineEntry } from '../incidents/timeline.ts';
import { readCauses } from '../notifications/announced-cause.ts';
import { readAnnounced, unitOfMessages } from '../notifications/announced-incident.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { targetsOfUnits, toldOf } from '../notifications/targets.ts';
import { readPolicy } from '../registry/policy.store.ts';
import type { Database, Sql } from '../sql.ts';
import {
  escalationsOf,
  type Escalations,
  type Fired,
  type FollowUpSituation,
  quietUntil,
  rungsOf,
} from './escalations.ts';
import { type Pending, takePending } from './pending.ts';
import { ownTargets, repetitionsOf } from './repetitions.ts';

/** Units with incidents to look at again, longest due first. */
export async function unitsToFollowUp(sql: Sql, limit: number, now: EpochMs): Promise<UnitId[]> {
  const rows = await sql.query<{ unit_id: UnitId }>(
    `SELECT unit_id FROM incident_follow_up WHERE due_at <= $1 GROUP BY unit_id ORDER BY min(due_at) LIMIT $2`,
    [new Date(now), limit],
  );
  return rows.map((row) => row.unit_id);
}

/** What was decided about one incident; `until` null: nothing until something happens. */
interface Verdict {
  readonly pending: Pending;
  readonly fired: Fired | null;
  readonly repeat: boolean;
  /** The first step that waits for the morning. */
  readonly heldStep: number | null;
  readonly until: EpochMs | null;
  readonly reason: string;
}

/**
 * One transaction: acknowledgements that are over end, the next levels are told, and what nobody takes is repeated.
 * Under the lock of the unit's announcements, so that a recovery knows whom an escalation told. False when another
 * engine is busy with the unit.
 */
export function followUpUnit(database: Database, unitId: UnitId, now: EpochMs): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [lock] = await tx.query<{ held: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('announce ' || $1, 0)) AS held`,
      [unitId],
    );
    if (!lock?.held) return false;
    const found = await takePending(tx, unitId, now);
    if (found.length === 0) return true;
    const pending = await expire(tx, found, now);
    const { rules } = await readPolicy(tx, unitId);
    const situation = await situationOf(tx, unitId, rules, pending, now);
    const verdicts = pending.map((entry) => judge(entry, situation, now));
    await act(tx, situation, verdicts, now);
    await remember(tx, verdicts, now);
    return true;
  });
}

/** Acknowledgements whose time is over: the incidents are open again, and a new round begins. */
async function expire(sql: Sql, found: readonly Pending[], now: EpochMs): Promise<Pending[]> {
  const expired = found.filter(({ facts }) => decidePause(facts, null, now)?.do === 'expire');
  if (expired.length === 0) return [...found];
  const rows = await sql.query<{ id: Pending['incidentId']; name: string | null }>(
    `WITH before AS (SELECT id, acknowledged_by_name AS name FROM incident WHERE id = ANY($1)),
       opened AS (
         UPDATE incident SET state = 'open', acknowledged_at = NULL, acknowledged_until = NULL, acknowledged_by_user = NULL,
           acknowledged_by_actor = NULL, acknowledged_by_name = NULL, acknowledged_note = NULL, version = version + 1
         WHERE id = ANY($1))
     SELECT id, name FROM before`,
    [expired.map(({ incidentId }) => incidentId)],
  );
  const takers = new Map(rows.map(({ id, name }) => [id, name]));
  await addToTimeline(
    sql,
    expired.map(({ incidentId, facts }): TimelineEntry => ({
      incidentId,
      kind: 'reopened',
      reason: 'acknowledgement_expired',
      rule: ESCALATION_RULE,
      actor: ENGINE,
      at: now,
      detail: {
        takenBy: takers.get(incidentId) ?? null,
        until: new Date(facts.acknowledgedUntil ?? now).toISOString(),
      },
    })),
  );
  await publishIncidents(
    sql,
    expired.map(({ incidentId }) => incidentId),
    now,
  );
  return found.map((entry) =>
    takers.has(entry.incidentId) ? reopened(entry, takers.get(entry.incidentId) ?? null, now) : entry,
  );
}

function reopened(entry: Pending, takenBefore: string | null, now: EpochMs): Pending {
  const facts: FollowUpFacts = {
    ...entry.facts,
    state: 'open',
    acknowledgedUntil: null,
    // Where nobody was told yet, the steps count from when somebody is.
    countingFrom: entry.facts.decidedAt === null ? null : (entry.facts.acknowledgedUntil ?? now),
    doneUpTo: null,
  };
  return { ...entry, facts, takenBefore, round: entry.round + 1 };
}

/** All that decides who may be told of these. */
async function situationOf(
  sql: Sql,
  unitId: UnitId,
  { escalation, repeatMinutes }: PolicyRules,
  pending: readonly Pending[],
  now: EpochMs,
): Promise<FollowUpSituation & { readonly repeatMinutes: number | null }> {
  const steps = (escalation ?? []).map((step) => ({ ...step, unitId: step.unitId as UnitId }));
  const ids = pending.filter(({ facts }) => decidePause(facts, null, now) === null).map(({ incidentId }) => incidentId);
  const causes = pending.filter(({ facts }) => facts.cause !== 'device').map(({ incidentId }) => incidentId);
  const announced = [...(await readAnnounced(sql, ids, now)), ...(await readCauses(sql, causes, unitId, now))];
  return {
    unit: await unitOfMessages(sql, unitId),
    told: await toldOf(sql, ids),
    announced: new Map(announced.map((entry) => [entry.incidentId, entry])),
    targets: await targetsOfUnits(sql, [...new Set(steps.map((step) => step.unitId))]),
    steps,
    repeatMinutes,
  };
}

type Situation = Awaited<ReturnType<typeof situationOf>>;

/** Escalation and repetition are judged apart; the incident is looked at again when the first of them says so. */
function judge(pending: Pending, situation: Situation, now: EpochMs): Verdict {
  const nothing = { pending, fired: null, repeat: false, heldStep: null, until: null };
  const announced = situation.announced.get(pending.incidentId);
  const opening = announced ? decideAnnouncement(announced.facts, now) : null;
  const pause = decidePause(pending.facts, opening, now);
  if (pause) return { ...nothing, reason: pause.reason, until: pause.do === 'wait' ? pause.until : null };
  const escalation = decideEscalation(pending.facts, rungsOf(situation, pending, now), now);
  const quiet = quietUntil(ownTargets(situation, pending), pending, now);
  const repetition = decideRepeat(pending.facts, situation.repeatMinutes, quiet, now);
  const heldStep = escalation.do === 'hold' ? escalation.afterMinutes : null;
  // What was just done is followed by the question what comes next.
  if (escalation.do === 'fire' || repetition.do === 'repeat') {
    const fired = escalation.do === 'fire' ? escalation : null;
    const reason = fired?.reason ?? repetition.reason;
    return { pending, fired, repeat: repetition.do === 'repeat', heldStep, until: now, reason };
  }
  const waits = [escalation, repetition].flatMap((decision) => ('until' in decision ? [decision] : []));
  const [first] = waits.sort((a, b) => a.until - b.until);
  return { ...nothing, heldStep, until: first?.until ?? null, reason: first?.reason ?? escalation.reason };
}

async function act(sql: Sql, situation: Situation, verdicts: readonly Verdict[], now: EpochMs): Promise<void> {
  const fired = verdicts.flatMap(({ pending, fired }) => (fired ? [{ pending, fired }] : []));
  const repeated = verdicts.flatMap(({ pending, repeat }) => (repeat ? [pending] : []));
  const escalations = escalationsOf(situation, fired, now);
  const repetitions = repetitionsOf(situation, repeated, now);
  await enqueue(sql, [...escalations.notifications, ...repetitions.notifications], now);
  await recordSteps(sql, escalations.steps, now);
  await addToTimeline(sql, [
    ...escalations.timeline,
    ...repetitions.timeline,
    ...verdicts.flatMap((one) => heldLine(one, now)),
  ]);
}

/** Said once, when the waiting begins. */
function heldLine({ pending, heldStep, until }: Verdict, now: EpochMs): TimelineEntry[] {
  if (heldStep === null || until === null || pending.facts.heldStep === heldStep) return [];
  const detail = { event: 'incident.escalated', afterMinutes: heldStep, until: new Date(until).toISOString() };
  const { incidentId } = pending;
  return [{ incidentId, kind: 'held', reason: 'quiet_hours', rule: ESCALATION_RULE, actor: ENGINE, at: now, detail }];
}

async function recordSteps(sql: Sql, steps: Escalations['steps'], now: EpochMs): Promise<void> {
  if (steps.length === 0) return;
  await sql.query(
    `INSERT INTO escalation_step (incident_id, round, after_minutes, unit_id, reason, at)
     SELECT incident_id, round, after_minutes, unit_id, reason, $2
     FROM jsonb_to_recordset($1::jsonb) AS t (incident_id uuid, round int, after_minutes int, unit_id uuid, reason text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(steps), new Date(now)],
  );
}

const dateOf = (at: EpochMs | null): Date | null => (at === null ? null : new Date(at));

async function remember(sql: Sql, verdicts: readonly Verdict[], now: EpochMs): Promise<void> {
  const rows = verdicts.map(({ pending, fired, repeat, heldStep, until, reason }) => ({
    incident_id: pending.incidentId,
    counting_from: dateOf(fired?.countingFrom ?? pending.facts.countingFrom),
    round: pending.round,
    taken_before: pending.takenBefore,
    escalations: pending.escalations + (fired ? 1 : 0),
    repeats: pending.repeats + (repeat ? 1 : 0),
    repeated_at: dateOf(repeat ? now : pending.facts.repeatedAt),
    held_step: heldStep,
    due_at: dateOf(until),
    reason,
  }));
  await sql.query(
    `UPDATE incident_follow_up f SET counting_from = t.counting_from, round = t.round, taken_before = t.taken_before,
       escalations = t.escalations, repeats = t.repeats, repeated_at = t.repeated_at, held_step = t.held_step, due_at = t.due_at,
       reason = t.reason, asked_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS t (incident_id uuid, counting_from timestamptz, round int, taken_before text,
       escalations int, repeats int, repeated_at timestamptz, held_step int, due_at timestamptz, reason text)
     WHERE f.incident_id = t.incident_id`,
    [JSON.stringify(rows), new Date(now)],
  );
}
