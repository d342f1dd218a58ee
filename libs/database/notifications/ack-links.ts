import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { HOUR, type EpochMs, type IncidentId, type NotificationId, type TargetId } from '#libs/domain';
import { newId } from '../new-id.ts';
import { Database } from '../sql.ts';

/** How long a link in a message may acknowledge (ms). */
const LINK_LIFE = 72 * HOUR;

/** Whom a valid link speaks for and what it is about. */
export interface AckLink {
  readonly notificationId: NotificationId;
  readonly targetId: TargetId;
  readonly targetName: string;
  readonly incidentIds: readonly IncidentId[];
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Links that acknowledge without login. Only the hash of a token is kept; a token carries at least 128 random bits. */
@Injectable()
export class AckLinks {
  constructor(private readonly database: Database) {}

  /** Makes the link of a message valid; doing it again changes nothing. */
  async make(token: string, notificationId: NotificationId, now: EpochMs): Promise<void> {
    await this.database.query(
      `INSERT INTO ack_link (id, token_hash, incident_id, target_id, notification_id, expires_at, created_at)
       SELECT $1, $2, m.incident_id, n.target_id, n.id, $4, $5
       FROM notification n JOIN notification_incident m ON m.notification_id = n.id
       WHERE n.id = $3 ORDER BY m.incident_id LIMIT 1
       ON CONFLICT (token_hash) DO NOTHING`,
      [newId(now), hashOf(token), notificationId, new Date(now + LINK_LIFE), new Date(now)],
    );
  }

  /** Null for what is unknown or expired. */
  async find(token: string, now: EpochMs): Promise<AckLink | null> {
    const [row] = await this.database.query<AckLink>(
      `SELECT l.notification_id AS "notificationId", l.target_id AS "targetId", t.name AS "targetName",
         ARRAY(SELECT m.incident_id FROM notification_incident m
               WHERE m.notification_id = l.notification_id ORDER BY m.incident_id) AS "incidentIds"
       FROM ack_link l JOIN target t ON t.id = l.target_id
       WHERE l.token_hash = $1 AND l.expires_at > $2`,
      [hashOf(token), new Date(now)],
    );
    return row ?? null;
  }
}
