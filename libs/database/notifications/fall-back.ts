import {
  accountHealth,
  type Audience,
  type Channel,
  decideFallback,
  decideReach,
  type EpochMs,
  FALLBACK_RULE,
  type FallbackReason,
  type FallbackTarget,
  type IncidentId,
  MINUTE,
  narrowedTo,
  type NewsMessage,
  type NotificationId,
  type Severity,
  type TargetId,
  type UndeliveredFacts,
  type UnitId,
} from '#libs/domain';
import { followUpMessage } from '../escalation/follow-up.ts';
import { addToTimeline, ENGINE, type TimelineEntry } from '../incidents/timeline.ts';
import { newId } from '../new-id.ts';
import { epoch } from '../sql-text.ts';
import type { Database, Sql } from '../sql.ts';
import { type Account, ACCOUNT_STATE, accountOf } from './accounts.ts';
import { insertNotifications } from './enqueue.ts';
import { recipientOf } from './targets.ts';

/** What failed is looked at for so long: somebody may become reachable meanwhile (ms). */
const FAILED_LATELY = 10 * MINUTE;

/** `n` was not accepted, nobody is sending it, and another target may hear it instead. `$1`: now, `$2`: failed since. */
const UNDELIVERED = `t.fallback_target_id IS NOT NULL AND n.event LIKE 'incident.%' AND (
  n.state = 'queued' OR (n.state = 'sending' AND n.next_attempt_at <= $1) OR (n.state = 'failed' AND n.failed_at > $2))`;

/** Units with messages that may have to be told another way. */
export async function unitsToFallBack(sql: Sql, now: EpochMs): Promise<UnitId[]> {
  const rows = await sql.prepared<{ unitId: UnitId }>(
    `SELECT DISTINCT n.unit_id AS "unitId" FROM notification n JOIN target t ON t.id = n.target_id
     WHERE n.state IN ('queued','sending','failed') AND ${UNDELIVERED}`,
    [new Date(now), new Date(now - FAILED_LATELY)],
  );
  return rows.map(({ unitId }) => unitId);
}

/**
 * One transaction: what cannot be delivered to targets of this unit's incidents moves to those that speak in their place.
 * Under the lock of the unit's announcements, so that a recovery knows who was told, and under that of claims. False when
 * another engine is busy with the unit.
 */
export function fallBackInUnit(database: Database, unitId: UnitId, now: EpochMs): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [lock] = await tx.query<{ held: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('announce ' || $1, 0)) AS held`,
      [unitId],
    );
    if (!lock?.held) return false;
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('outbox claim', 0))`);
    for (const message of await undelivered(tx, unitId, now)) await fallBack(tx, message, now);
    return true;
  });
}

interface Undelivered {
  readonly id: NotificationId;
  readonly targetId: TargetId;
  readonly targetName: string;
  readonly audience: Audience;
  readonly unitId: UnitId;
  readonly severity: Severity;
  readonly reach: string | null;
  readonly message: NewsMessage;
  readonly facts: UndeliveredFacts;
}

type Row = Omit<Undelivered, 'facts'> &
  Account & {
    readonly failed: boolean;
    readonly exists: boolean;
    readonly enabled: boolean;
    readonly unusable: boolean;
    readonly tryingSince: EpochMs | null;
    readonly nextAttemptAt: EpochMs | null;
  };

/** Oldest first, so that an end follows its beginning. */
async function undelivered(sql: Sql, unitId: UnitId, now: EpochMs): Promise<Undelivered[]> {
  const rows = await sql.query<Row>(
    `SELECT n.id, n.target_id AS "targetId", t.name AS "targetName", t.audience, n.unit_id AS "unitId", n.severity, n.reach,
       json_build_object('event', n.event, 'variables', n.variables) AS message, n.state = 'failed' AS failed,
       t.removed_at IS NULL AS exists, t.enabled, t.unusable_reason IS NOT NULL AS unusable,
       CASE WHEN n.spent_at IS NOT NULL THEN ${epoch('n.spent_at')}
         WHEN n.waits_for IS NULL THEN ${epoch('n.created_at')} END AS "tryingSince",
       ${epoch('greatest(n.next_attempt_at, a.rest_until)')} AS "nextAttemptAt", ${ACCOUNT_STATE}
     FROM notification n JOIN target t ON t.id = n.target_id
       LEFT JOIN channel_account a ON a.channel = t.channel AND a.account = ${accountOf('t')}
     WHERE n.unit_id = $3 AND ${UNDELIVERED} ORDER BY n.created_at, n.id FOR UPDATE OF n`,
    [new Date(now), new Date(now - FAILED_LATELY), unitId],
  );
  return rows.map((row) => {
    const { exists, enabled, unusable, failed, severity, tryingSince, nextAttemptAt } = row;
    const target = { exists, enabled, unusable, account: accountHealth(row, now) };
    return { ...row, facts: { severity, failed, target, tryingSince, nextAttemptAt, openingFellBack: false } };
  });
}

/** Something earlier about the same incidents was told to somebody else in its place. */
async function openingFellBack(sql: Sql, { id, targetId }: Undelivered): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM notification n JOIN notification_incident mine ON mine.notification_id = n.id
       JOIN notification_incident theirs ON theirs.incident_id = mine.incident_id
       JOIN notification e ON e.id = theirs.notification_id
     WHERE n.id = $1 AND e.target_id = $2 AND e.state = 'fell_back' AND (e.created_at, e.id) < (n.created_at, n.id) LIMIT 1`,
    [id, targetId],
  );
  return rows.length > 0;
}

interface Link extends FallbackTarget {
  readonly channel: Channel;
  readonly name: string;
  readonly audience: Audience;
}

/** Who speaks in a target's place, the nearest first; a circle ends where it closes. */
async function chainOf(sql: Sql, targetId: TargetId, now: EpochMs): Promise<Link[]> {
  const rows = await sql.query<Account & Omit<Link, 'account'> & { readonly account: string }>(
    `WITH RECURSIVE chain AS (
       SELECT fallback_target_id AS id, 1 AS place, ARRAY[id] AS seen FROM target WHERE id = $1
       UNION ALL SELECT t.fallback_target_id, c.place + 1, c.seen || t.id FROM chain c JOIN target t ON t.id = c.id
       WHERE NOT t.id = ANY(c.seen))
     SELECT t.id, t.channel, t.name, t.audience, t.removed_at IS NULL AS exists, t.enabled,
       t.unusable_reason IS NOT NULL AS unusable, ${ACCOUNT_STATE}
     FROM chain JOIN target t ON t.id = chain.id
       LEFT JOIN channel_account a ON a.channel = t.channel AND a.account = ${accountOf('t')}
     WHERE NOT t.id = ANY(chain.seen) ORDER BY chain.place`,
    [targetId],
  );
  return rows.map((row) => ({ ...row, account: accountHealth(row, now) }));
}

async function fallBack(sql: Sql, message: Undelivered, now: EpochMs): Promise<void> {
  const facts = { ...message.facts, openingFellBack: await openingFellBack(sql, message) };
  // Where a camera is dark is nothing for the public, and the other way round is for nobody.
  const chain = (await chainOf(sql, message.targetId, now)).filter(({ audience }) => audience === message.audience);
  const asleep = await sleepers(sql, chain, message.severity, now);
  const awake = chain.map((link) =>
    asleep.has(link.id) && link.account === 'well' ? { ...link, account: 'open' as const } : link,
  );
  const decision = decideFallback(facts, awake, now);
  if (!decision.move) return;
  const to = chain.find(({ id }) => id === decision.to);
  if (to) await move(sql, message, to, decision.reason, asleep.get(to.id) ?? null, now);
}

/** Those whom the message would have to wait for until the morning. */
async function sleepers(
  sql: Sql,
  chain: readonly Link[],
  severity: Severity,
  now: EpochMs,
): Promise<Map<TargetId, { readonly until: EpochMs; readonly reason: string }>> {
  const asleep = new Map<TargetId, { until: EpochMs; reason: string }>();
  for (const { id } of chain) {
    const reach = decideReach(await recipientOf(sql, id), { severity, heardAt: null }, now);
    if (reach.reach === 'later') asleep.set(id, { until: reach.at, reason: reach.reason });
  }
  return asleep;
}

/** The old message ends, and a new one for the next target says what that one does not know yet. */
async function move(
  sql: Sql,
  message: Undelivered,
  to: Link,
  reason: FallbackReason,
  asleep: { readonly until: EpochMs; readonly reason: string } | null,
  now: EpochMs,
): Promise<void> {
  const { news, all } = await newsFor(sql, message, to);
  const words = news.length === all.length ? message.message : narrowedTo(message.message, (id) => news.includes(id));
  const said = news.length > 0 && words !== null;
  await sql.query(
    `UPDATE notification SET state = 'fell_back', reason = $2, rule = '${FALLBACK_RULE}', failed_at = coalesce(failed_at, $3),
       lease_until = NULL, next_attempt_at = NULL WHERE id = $1`,
    [message.id, said ? reason : 'fallback_knows', new Date(now)],
  );
  if (said) await tell(sql, { message, to, reason, words, news, asleep }, now);
  const detail = {
    event: message.message.event,
    from: { id: message.targetId, name: message.targetName },
    targets: [{ id: to.id, name: to.name, channel: to.channel }],
  };
  const line = { kind: 'fell_back', rule: FALLBACK_RULE, actor: ENGINE, at: now, detail } as const;
  await addToTimeline(
    sql,
    all.map((incidentId): TimelineEntry => ({ ...line, incidentId, reason: said ? reason : 'fallback_knows' })),
  );
}

interface Moved {
  readonly message: Undelivered;
  readonly to: Link;
  readonly reason: FallbackReason;
  readonly words: NewsMessage;
  readonly news: readonly IncidentId[];
  readonly asleep: { readonly until: EpochMs; readonly reason: string } | null;
}

/** It answers for itself from here on: with a key, attempts and a patience of its own. */
async function tell(sql: Sql, { message, to, reason, words, news, asleep }: Moved, now: EpochMs): Promise<void> {
  const id = newId<NotificationId>(now);
  const target = await recipientOf(sql, to.id);
  const { unitId, severity, reach } = message;
  const record = { suppressed: false, reason, rule: FALLBACK_RULE, incidentIds: news };
  await insertNotifications(sql, [{ id, target, unitId, message: words, severity, reach, ...record }], now);
  await sql.query(
    `UPDATE notification SET fell_back_from = $2, next_attempt_at = coalesce($3, next_attempt_at), waits_for = $4 WHERE id = $1`,
    [id, message.id, asleep && new Date(asleep.until), asleep?.reason ?? null],
  );
  await sql.query('INSERT INTO notification_incident (notification_id, incident_id) SELECT $1, unnest($2::uuid[])', [
    id,
    news,
  ]);
  await sql.query(
    `INSERT INTO told (target_id, incident_id, event, notification_id, at, occasion)
     SELECT $3, incident_id, event, $2, $5, occasion FROM told WHERE notification_id = $1 AND incident_id = ANY($4)
     ON CONFLICT (target_id, incident_id, event, occasion)
     DO UPDATE SET notification_id = excluded.notification_id, at = excluded.at`,
    [message.id, id, to.id, news, new Date(now)],
  );
  await followUpMessage(sql, id, now);
}

/** What of a message the next target has not been told, or could not be told either. */
async function newsFor(
  sql: Sql,
  { id }: Undelivered,
  to: Link,
): Promise<{ readonly news: IncidentId[]; readonly all: IncidentId[] }> {
  const rows = await sql.query<{ incidentId: IncidentId; knows: boolean }>(
    `SELECT m.incident_id AS "incidentId", EXISTS (
       SELECT 1 FROM told mine JOIN told theirs USING (incident_id, event, occasion)
         JOIN notification n ON n.id = theirs.notification_id
       WHERE mine.notification_id = $1 AND mine.incident_id = m.incident_id AND theirs.target_id = $2
         AND n.state NOT IN ('failed','fell_back','suppressed')) AS knows
     FROM notification_incident m WHERE m.notification_id = $1 ORDER BY m.incident_id`,
    [id, to.id],
  );
  const idsOf = (which: typeof rows): IncidentId[] => which.map(({ incidentId }) => incidentId);
  return { news: idsOf(rows.filter(({ knows }) => !knows)), all: idsOf(rows) };
}
