import type { EpochMs, IncidentId, Message, NotificationId, Severity, UnitId } from '#libs/domain';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';
import type { Recipient } from './targets.ts';

/** A message to one target, or, when `suppressed`, the record of one that is not sent. */
export interface NewNotification {
  readonly target: Pick<Recipient, 'id' | 'channel' | 'language'>;
  readonly unitId: UnitId;
  readonly message: Message;
  readonly severity: Severity;
  readonly suppressed: boolean;
  readonly reason: string;
  readonly rule: string;
  /** Why it may reach the target now. */
  readonly reach?: string | null;
  readonly incidentIds: readonly IncidentId[];
  /** For what may be told of an incident more than once: the how-manieth time this is. */
  readonly occasions?: ReadonlyMap<IncidentId, number>;
}

/** The idempotency key (a webhook's `webhook-id`, a mail's Message-ID) of every attempt to send a notification. */
const idempotencyKey = (id: NotificationId): string => `msg_${id.replaceAll('-', '')}`;

/** Puts messages into the outbox and remembers who is told of what. Returns their ids in order. */
export async function enqueue(
  sql: Sql,
  notifications: readonly NewNotification[],
  now: EpochMs,
): Promise<NotificationId[]> {
  const withIds = notifications.map((notification) => ({ ...notification, id: newId<NotificationId>(now) }));
  await insertNotifications(sql, withIds, now);
  const links = withIds.flatMap(({ id, incidentIds, occasions, target, message, suppressed }) =>
    incidentIds.map((incidentId) => ({
      notification_id: id,
      incident_id: incidentId,
      target_id: target.id,
      event: message.event,
      suppressed,
      occasion: occasions?.get(incidentId) ?? 0,
    })),
  );
  if (links.length > 0) {
    await sql.query(
      `WITH link AS (
         SELECT * FROM jsonb_to_recordset($1::jsonb) AS t (notification_id uuid, incident_id uuid, target_id uuid,
           event text, suppressed boolean, occasion int)),
       linked AS (
         INSERT INTO notification_incident (notification_id, incident_id) SELECT notification_id, incident_id FROM link)
       INSERT INTO told (target_id, incident_id, event, notification_id, at, occasion)
       SELECT target_id, incident_id, event, notification_id, $2, occasion FROM link WHERE NOT suppressed`,
      [JSON.stringify(links), new Date(now)],
    );
  }
  return withIds.map(({ id }) => id);
}

/** Only the messages themselves: not what they are about, nor that it was told. */
export async function insertNotifications(
  sql: Sql,
  notifications: readonly (NewNotification & { readonly id: NotificationId })[],
  now: EpochMs,
): Promise<void> {
  if (notifications.length === 0) return;
  const rows = notifications.map(
    ({ id, target, unitId, message, severity, suppressed, reason, rule, reach = null }) => ({
      id,
      target_id: target.id,
      unit_id: unitId,
      channel: target.channel,
      event: message.event,
      variables: message.variables,
      severity,
      language: target.language,
      state: suppressed ? 'suppressed' : 'queued',
      reason,
      rule,
      reach,
      idempotency_key: idempotencyKey(id),
      next_attempt_at: suppressed ? null : new Date(now),
    }),
  );
  await sql.query(
    `INSERT INTO notification (id, target_id, unit_id, channel, event, variables, severity, language, state, reason,
       rule, reach, idempotency_key, created_at, next_attempt_at)
     SELECT id, target_id, unit_id, channel, event, variables, severity, language, state, reason,
       rule, reach, idempotency_key, $2, next_attempt_at
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, target_id uuid, unit_id uuid, channel text, event text,
       variables jsonb, severity text, language text, state text, reason text, rule text, reach text, idempotency_key text,
       next_attempt_at timestamptz)`,
    [JSON.stringify(rows), new Date(now)],
  );
}
