import { Injectable } from '@nestjs/common';
import { type EpochMs, type NotificationId, readReply, type ReplyDecision, type TargetId } from '#libs/domain';
import { acknowledge, type Act, LOCKED_COLUMNS, type LockedIncident, recordAct } from '../incidents/incident-act.ts';
import { Database, type Sql } from '../sql.ts';

/** A reply in the channel to one of our messages, as the channel's door read it. */
export interface Reply {
  /** The message that was replied to: the tie to its incidents. */
  readonly notificationId: NotificationId;
  readonly text: string;
  /** Who wrote it, as the channel names people; null: it does not say. */
  readonly name: string | null;
}

/** Replies to messages. The channels' doors call this; a reply that is not tied to one message never acknowledges. */
@Injectable()
export class AckReplies {
  constructor(private readonly database: Database) {}

  /**
   * `1` or `TÔI ĐI` takes everything the message spoke of; anything else is kept in the story and changes nothing. Null:
   * no such message.
   */
  receive(reply: Reply, now: EpochMs): Promise<ReplyDecision | null> {
    return this.database.transaction((tx) => receiveReply(tx, reply, now));
  }
}

/** The same in a transaction of the caller. */
export async function receiveReply(
  tx: Sql,
  { notificationId, text, name }: Reply,
  now: EpochMs,
): Promise<ReplyDecision | null> {
  const [target] = await tx.query<{ id: TargetId; name: string }>(
    `SELECT t.id, t.name FROM notification n JOIN target t ON t.id = n.target_id WHERE n.id = $1`,
    [notificationId],
  );
  if (!target) return null;
  const incidents = await tx.query<LockedIncident>(
    `SELECT ${LOCKED_COLUMNS} FROM incident i JOIN notification_incident n ON n.incident_id = i.id
     WHERE n.notification_id = $1 ORDER BY i.id FOR UPDATE OF i`,
    [notificationId],
  );
  const decision = readReply(text);
  const by = { actor: { kind: 'channel', id: target.id }, name: name ?? target.name } as const;
  const taking = { minutes: null, takeOver: false, takerId: target.id };
  for (const incident of incidents) {
    const act = { ...by, reason: decision.reason };
    if (decision.acknowledges)
      await acknowledge(tx, incident, { ...act, kind: 'acknowledged', text: null }, taking, now);
    else
      await recordAct(
        tx,
        incident,
        { ...act, kind: 'commented', text: text.slice(0, LONGEST_KEPT) } satisfies Act,
        now,
      );
  }
  return decision;
}

const LONGEST_KEPT = 500;
