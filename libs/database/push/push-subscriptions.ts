import { Injectable } from '@nestjs/common';
import type { EpochMs, Language, TargetId, UnitId, UserId } from '#libs/domain';
import { type Access } from '../access.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { enqueue, type NewNotification } from '../notifications/enqueue.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { Database, type Sql } from '../sql.ts';
import type { SealedSecret } from '../targets/old-secret.ts';
import { NAMELESS, removeSubscription } from './ended-subscriptions.ts';

/** A browser as its person brings it. */
export interface NewSubscription {
  readonly userId: UserId;
  readonly sessionId: string;
  readonly language: Language;
  /** As targets are listed. */
  readonly name: string;
  /** Null: where it is already, else the first unit of the caller's scope. */
  readonly unitId: string | null;
  /** Refused when there is no target of this device: somebody removed it. */
  readonly isRenewal: boolean;
  /** Scheme and host of the push service: whose account the messages leave under. */
  readonly service: string;
  readonly endpointHash: Buffer;
  /** Endpoint and keys, sealed for the target of this id. */
  readonly seal: (targetId: TargetId) => SealedSecret;
}

export interface SubscriptionRow {
  readonly id: TargetId;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly createdAt: EpochMs;
}

/** Browsers that people want to be told in: a target for each person and device. */
@Injectable()
export class PushSubscriptions {
  constructor(private readonly database: Database) {}

  /** The same device again changes its target; a new one is told at once that it works. */
  subscribe({ actor, scope }: Access, wanted: NewSubscription, now: EpochMs): Promise<SubscriptionRow> {
    return this.database.transaction(async (tx) => {
      const unitId = await requireLivingUnit(tx, scope, wanted.unitId ?? orRefuse(scope[0], 'unit_not_found'));
      const known = await takeOver(tx, wanted, now);
      if (known === null && wanted.isRenewal) throw new Refusal('target_not_found');
      const id = known ?? newId<TargetId>(now);
      if (known === null) {
        await insertTarget(tx, id, unitId, wanted, now);
        const detail = { channel: 'web_push' };
        await recordAudit(
          tx,
          actor,
          { action: 'target.create', objectKind: 'target', objectId: id, unitId, detail },
          now,
        );
        await greet(tx, { id, unitId, language: wanted.language }, now);
      } else await renew(tx, id, unitId, wanted, now);
      const [row] = await tx.query<Omit<SubscriptionRow, 'createdAt'> & { createdAt: Date }>(
        `SELECT t.id, t.unit_id AS "unitId", u.name AS "unitName", t.created_at AS "createdAt"
         FROM target t JOIN unit u ON u.id = t.unit_id WHERE t.id = $1`,
        [id],
      );
      const found = orRefuse(row, 'target_not_found');
      return { ...found, createdAt: found.createdAt.getTime() };
    });
  }

  /** One's own only. */
  async unsubscribe(actor: Access['actor'], userId: UserId, targetId: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ unitId: UnitId }>(
        `SELECT t.unit_id AS "unitId" FROM push_subscription s JOIN target t ON t.id = s.target_id
         WHERE s.target_id = $1 AND s.user_id = $2 FOR UPDATE OF s`,
        [targetId, userId],
      );
      const { unitId } = orRefuse(row, 'target_not_found');
      await removeSubscription(tx, targetId, now);
      await recordAudit(tx, actor, { action: 'target.remove', objectKind: 'target', objectId: targetId, unitId }, now);
    });
  }
}

/** The target this device has already; of another person who used it before, it ends. */
async function takeOver(sql: Sql, wanted: NewSubscription, now: EpochMs): Promise<TargetId | null> {
  // Two tabs may come at once.
  await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('push subscription', 0))`);
  const rows = await sql.query<{ id: TargetId; isMine: boolean }>(
    `SELECT s.target_id AS id, s.user_id = $1 AND t.removed_at IS NULL AS "isMine"
     FROM push_subscription s JOIN target t ON t.id = s.target_id
     WHERE s.session_id = $2 OR s.endpoint_hash = $3 ORDER BY s.endpoint_hash = $3 DESC FOR UPDATE OF s`,
    [wanted.userId, wanted.sessionId, wanted.endpointHash],
  );
  const mine = rows.find(({ isMine }) => isMine)?.id ?? null;
  for (const { id } of rows) if (id !== mine) await removeSubscription(sql, id, now);
  return mine;
}

async function insertTarget(
  sql: Sql,
  id: TargetId,
  unitId: UnitId,
  wanted: NewSubscription,
  now: EpochMs,
): Promise<void> {
  const secret = wanted.seal(id);
  await sql.query(
    `INSERT INTO target (id, unit_id, channel, name, address, secret_ciphertext, secret_key_id, language, created_at,
       updated_at) VALUES ($1, $2, 'web_push', $3, $4, $5, $6, $7, $8, $8)`,
    [
      ...[id, unitId, wanted.name, JSON.stringify({ endpoint: wanted.service })],
      ...[secret.ciphertext, secret.keyId, wanted.language, new Date(now)],
    ],
  );
  await sql.query(
    'INSERT INTO push_subscription (target_id, user_id, session_id, endpoint_hash) VALUES ($1, $2, $3, $4)',
    [id, wanted.userId, wanted.sessionId, wanted.endpointHash],
  );
}

/** Where a browser got another endpoint, whatever was wrong with the old one is over. */
async function renew(sql: Sql, id: TargetId, unitId: UnitId, wanted: NewSubscription, now: EpochMs): Promise<void> {
  const secret = wanted.seal(id);
  const [other] = await sql.query(`SELECT 1 FROM push_subscription WHERE target_id = $1 AND endpoint_hash <> $2`, [
    id,
    wanted.endpointHash,
  ]);
  await sql.query(`UPDATE push_subscription SET session_id = $2, endpoint_hash = $3 WHERE target_id = $1`, [
    ...[id, wanted.sessionId, wanted.endpointHash],
  ]);
  const repaired = other === undefined ? '' : ', unusable_reason = NULL, unusable_since = NULL, failing_since = NULL';
  await sql.query(
    `UPDATE target SET unit_id = CASE WHEN $6 THEN $2 ELSE unit_id END, address = $3, secret_ciphertext = $4,
       secret_key_id = $5, updated_at = $7${repaired} WHERE id = $1`,
    [
      ...[id, unitId, JSON.stringify({ endpoint: wanted.service }), secret.ciphertext, secret.keyId],
      ...[wanted.unitId !== null, new Date(now)],
    ],
  );
}

/** Its name is read when it is sent; here it would outlive the device. */
async function greet(
  sql: Sql,
  { id, unitId, language }: { readonly id: TargetId; readonly unitId: UnitId; readonly language: Language },
  now: EpochMs,
): Promise<void> {
  const test: NewNotification = {
    target: { id, channel: 'web_push', language },
    unitId,
    message: { event: 'test', variables: { targetName: NAMELESS } },
    ...{ severity: 'info', suppressed: false, reason: 'asked_for', rule: 'test/1', incidentIds: [] },
  };
  await enqueue(sql, [test], now);
}
