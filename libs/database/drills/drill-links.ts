import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EpochMs, HOUR, type NotificationId } from '#libs/domain';
import { orRefuse } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

/** How long the link of a drill may be pressed (ms). */
const LINK_LIFE = 72 * HOUR;

/** What a valid link shows. */
export interface DrillLinkView {
  readonly unitName: string;
  readonly toldAt: EpochMs;
  readonly acknowledgedAt: EpochMs | null;
  /** The first who pressed. */
  readonly acknowledgedBy: string | null;
  readonly expiresAt: EpochMs;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Links of drills: they acknowledge a drill without login, and no incident. Only the hash of a token is kept. */
@Injectable()
export class DrillLinks {
  constructor(private readonly database: Database) {}

  /** Makes the link of a message valid; doing it again changes nothing. */
  async make(token: string, notificationId: NotificationId, now: EpochMs): Promise<void> {
    await this.database.query(
      `UPDATE drill_target SET token_hash = $2, expires_at = $3 WHERE notification_id = $1 AND token_hash IS NULL`,
      [notificationId, hashOf(token), new Date(now + LINK_LIFE)],
    );
  }

  /** Refuses what is unknown or expired. Looking changes nothing. */
  view(token: string, now: EpochMs): Promise<DrillLinkView> {
    return read(this.database, token, now);
  }

  /** The first press of each target counts, and the first of all is who answered. */
  async acknowledge(token: string, name: string | null, now: EpochMs): Promise<DrillLinkView> {
    return this.database.transaction(async (tx) => {
      await read(tx, token, now);
      await tx.query(
        `WITH pressed AS (
           UPDATE drill_target p SET acknowledged_at = $2, acknowledged_by_name = coalesce($3, t.name)
           FROM target t WHERE p.token_hash = $1 AND t.id = p.target_id AND p.acknowledged_at IS NULL
           RETURNING p.drill_id, p.acknowledged_by_name)
         UPDATE drill d SET acknowledged_at = $2, acknowledged_by_name = pressed.acknowledged_by_name
         FROM pressed WHERE d.id = pressed.drill_id AND d.acknowledged_at IS NULL`,
        [hashOf(token), new Date(now), name],
      );
      return read(tx, token, now);
    });
  }
}

async function read(sql: Sql, token: string, now: EpochMs): Promise<DrillLinkView> {
  const [row] = await sql.query<DrillLinkView>(
    `SELECT u.name AS "unitName", ${epoch('d.told_at')} AS "toldAt", ${epoch('d.acknowledged_at')} AS "acknowledgedAt",
       d.acknowledged_by_name AS "acknowledgedBy", ${epoch('p.expires_at')} AS "expiresAt"
     FROM drill_target p JOIN drill d ON d.id = p.drill_id JOIN unit u ON u.id = d.unit_id
     WHERE p.token_hash = $1 AND p.expires_at > $2`,
    [hashOf(token), new Date(now)],
  );
  return orRefuse(row, 'link_not_found');
}
