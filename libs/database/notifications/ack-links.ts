import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type AcknowledgeWish,
  HOUR,
  type EpochMs,
  type NotificationId,
  type TargetId,
  type UnitId,
} from '#libs/domain';
import { acknowledge, type Act, LOCKED_COLUMNS, type LockedIncident } from '../incidents/incident-act.ts';
import { INCIDENT_COLUMNS, INCIDENT_TABLES, type IncidentRow } from '../incidents/incident-columns.ts';
import { newId } from '../new-id.ts';
import { orRefuse } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

/** How long a link in a message may acknowledge (ms). */
const LINK_LIFE = 72 * HOUR;

/** What a valid link shows. */
export interface AckLinkView {
  /** Worst first. */
  readonly incidents: readonly IncidentRow[];
  readonly expiresAt: EpochMs;
}

/** What comes with the press of the button. `name`: who goes; `text`: a note for the others. */
export interface LinkPress extends AcknowledgeWish {
  readonly name: string | null;
  readonly text: string | null;
}

interface Link {
  readonly id: string;
  readonly notificationId: NotificationId;
  readonly targetId: TargetId;
  readonly targetName: string;
  readonly unitId: UnitId;
  readonly expiresAt: EpochMs;
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

  /** Refuses what is unknown or expired. Looking changes nothing: mail programs open links by themselves. */
  async view(token: string, now: EpochMs): Promise<AckLinkView> {
    const link = await findLink(this.database, token, now);
    const incidents = await this.database.query<IncidentRow>(
      `SELECT ${INCIDENT_COLUMNS} FROM ${INCIDENT_TABLES} JOIN notification_incident n ON n.incident_id = i.id
       WHERE n.notification_id = $1
       ORDER BY array_position(ARRAY['critical','major','minor','info'], i.severity), i.started_at, i.id`,
      [link.notificationId],
    );
    return { incidents, expiresAt: link.expiresAt };
  }

  /** "Tôi đi kiểm tra" for everything the message spoke of; in the target's name when nobody says who goes. */
  async acknowledge(token: string, { name, text, ...wish }: LinkPress, now: EpochMs): Promise<AckLinkView> {
    await this.database.transaction(async (tx) => {
      const link = await findLink(tx, token, now);
      const incidents = await tx.query<LockedIncident>(
        `SELECT ${LOCKED_COLUMNS}
         FROM incident i JOIN notification_incident n ON n.incident_id = i.id
         WHERE n.notification_id = $1 ORDER BY i.id FOR UPDATE OF i`,
        [link.notificationId],
      );
      const actor = { kind: 'link', id: link.id } as const;
      const act: Act = {
        kind: 'acknowledged',
        reason: 'link_pressed',
        actor,
        name: name ?? link.targetName,
        text,
      };
      const taking = { ...wish, takerId: link.targetId };
      for (const incident of incidents) await acknowledge(tx, incident, act, taking, now);
    });
    return this.view(token, now);
  }

  /** Forgets links that expired long ago. */
  async prune(now: EpochMs): Promise<void> {
    await this.database.query('DELETE FROM ack_link WHERE expires_at < $1', [new Date(now - LINK_LIFE)]);
  }
}

async function findLink(sql: Sql, token: string, now: EpochMs): Promise<Link> {
  const [row] = await sql.query<Link>(
    `SELECT l.id, l.notification_id AS "notificationId", l.target_id AS "targetId", t.name AS "targetName",
       t.unit_id AS "unitId", ${epoch('l.expires_at')} AS "expiresAt"
     FROM ack_link l JOIN target t ON t.id = l.target_id WHERE l.token_hash = $1 AND l.expires_at > $2`,
    [hashOf(token), new Date(now)],
  );
  return orRefuse(row, 'link_not_found');
}
