import { Injectable } from '@nestjs/common';
import {
  type AccountState,
  type Audience,
  type Channel,
  type EpochMs,
  type Language,
  type QuietHoursRule,
  type Severity,
  type TargetId,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope, narrowed, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { ACCOUNT_STATE, accountOf } from '../notifications/accounts.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { type AddressParts, eraseContact, insertContact, replaceContact } from './contact.ts';
import { OLD_SECRET_SIGNS, replaceSecret, type SealedSecret } from './old-secret.ts';
import { checkFallback, setFallback } from './set-fallback.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { assignments, epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';

export interface TargetFields {
  readonly audience?: Audience | undefined;
  readonly name?: string | undefined;
  readonly language?: Language | undefined;
  readonly minimumSeverity?: Severity | undefined;
  readonly quietHours?: QuietHoursRule | null | undefined;
  readonly enabled?: boolean | undefined;
  readonly fallbackTargetId?: string | null | undefined;
  readonly onlyAsFallback?: boolean | undefined;
}

export interface NewTarget extends TargetFields {
  readonly id: TargetId;
  readonly unitId: string;
  readonly channel: Channel;
  readonly name: string;
  readonly address: AddressParts;
  readonly secret: SealedSecret | null;
}

export interface TargetChanges extends TargetFields {
  readonly address?: AddressParts | undefined;
  readonly secret?: SealedSecret | undefined;
}

export interface TargetRow extends AccountState {
  readonly id: TargetId;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly channel: Channel;
  readonly audience: Audience;
  readonly name: string;
  readonly address: Readonly<Record<string, string>>;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: Language;
  readonly minimumSeverity: Severity;
  readonly quietHours: QuietHoursRule | null;
  readonly enabled: boolean;
  readonly fallbackTargetId: TargetId | null;
  readonly fallbackTargetName: string | null;
  readonly onlyAsFallback: boolean;
  readonly unusableReason: string | null;
  readonly unusableSince: EpochMs | null;
  /** When a message was last accepted there; null: none yet. */
  readonly provenAt: EpochMs | null;
  readonly oldSecretUntil: EpochMs | null;
  readonly accountReason: string | null;
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

const COLUMNS = `
  t.id, t.unit_id AS "unitId", u.name AS "unitName", t.channel, t.audience, t.name, t.address, c.email, c.phone,
  t.language, t.minimum_severity AS "minimumSeverity", t.quiet_hours AS "quietHours", t.enabled, t.version,
  t.fallback_target_id AS "fallbackTargetId", f.name AS "fallbackTargetName", t.only_as_fallback AS "onlyAsFallback",
  t.unusable_reason AS "unusableReason", ${epoch('t.unusable_since')} AS "unusableSince",
  CASE WHEN t.old_secret_ciphertext IS NOT NULL THEN ${epoch('t.old_secret_until')} END AS "oldSecretUntil",
  (SELECT ${epoch('max(n.accepted_at)')} FROM notification n WHERE n.target_id = t.id) AS "provenAt",
  ${ACCOUNT_STATE}, a.last_reason AS "accountReason",
  ${epoch('t.created_at')} AS "createdAt", ${epoch('t.updated_at')} AS "updatedAt"`;
const TABLES = `target t JOIN unit u ON u.id = t.unit_id LEFT JOIN contact c ON c.id = t.contact_id
  LEFT JOIN target f ON f.id = t.fallback_target_id
  LEFT JOIN channel_account a ON a.channel = t.channel AND a.account = ${accountOf('t')}`;

/** How units are told. */
@Injectable()
export class TargetStore {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, id: string): Promise<TargetRow> {
    const [row] = await this.database.prepared<TargetRow>(
      `SELECT ${COLUMNS} FROM ${TABLES}
       WHERE t.id = $2 AND t.removed_at IS NULL AND ${inScope('t.unit_id', '$1')}`,
      [scope, id],
    );
    return orRefuse(row, 'target_not_found');
  }

  /** Oldest first. */
  async list(
    scope: Scope,
    filter: PageRequest & { readonly unitId?: string | undefined; readonly channel?: Channel | undefined },
  ): Promise<PageOf<TargetRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const after = readCursor(filter.cursor, ['uuid']);
    const rows = await this.database.query<TargetRow>(
      `SELECT ${COLUMNS} FROM ${TABLES}
       WHERE t.removed_at IS NULL AND ${inScope('t.unit_id', '$1')} AND ($3::uuid IS NULL OR t.id > $3::uuid)
         AND ($4::text IS NULL OR t.channel = $4)
       ORDER BY t.id LIMIT $2`,
      [within, filter.limit + 1, after?.[0] ?? null, filter.channel ?? null],
    );
    return toPage(rows, filter.limit, (row) => [row.id]);
  }

  async create({ actor, scope }: Access, target: NewTarget, now: EpochMs): Promise<TargetRow> {
    await this.database.transaction(async (tx) => {
      const unitId = await requireLivingUnit(tx, scope, target.unitId);
      const contactId = await insertContact(tx, unitId, target.address, now);
      await tx.prepared(
        `INSERT INTO target (id, unit_id, channel, audience, name, address, contact_id, secret_ciphertext,
           secret_key_id, language, minimum_severity, quiet_hours, enabled, only_as_fallback,
           created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)`,
        [
          target.id,
          unitId,
          target.channel,
          target.audience ?? 'responsible',
          target.name,
          JSON.stringify(target.address.public),
          contactId,
          target.secret?.ciphertext ?? null,
          target.secret?.keyId ?? null,
          target.language ?? 'vi',
          target.minimumSeverity ?? 'minor',
          target.quietHours ? JSON.stringify(target.quietHours) : null,
          target.enabled ?? true,
          target.onlyAsFallback ?? false,
          new Date(now),
        ],
      );
      if (target.fallbackTargetId) await setFallback(tx, scope, target.id, target.fallbackTargetId);
      const detail = { channel: target.channel };
      const record = { action: 'target.create', objectKind: 'target', objectId: target.id, unitId, detail };
      await recordAudit(tx, actor, record, now);
    });
    return this.get(scope, target.id);
  }

  async update(
    { actor, scope }: Access,
    id: string,
    changes: TargetChanges,
    version: number | null,
    now: EpochMs,
  ): Promise<TargetRow> {
    await this.database.transaction(async (tx) => {
      const target = await lock(tx, scope, id);
      if (version !== null && target.version !== version) throw new Refusal('stale_version');
      const { bind, values } = new Parameters();
      const contactId = changes.address && (await replaceContact(tx, target, changes.address, now));
      const set = assignments(
        {
          audience: changes.audience,
          name: changes.name,
          language: changes.language,
          minimum_severity: changes.minimumSeverity,
          quiet_hours: changes.quietHours ? JSON.stringify(changes.quietHours) : changes.quietHours,
          enabled: changes.enabled,
          address: changes.address && JSON.stringify(changes.address.public),
          contact_id: contactId,
          only_as_fallback: changes.onlyAsFallback,
          updated_at: new Date(now),
        },
        bind,
      );
      // Whoever repairs a target says so by changing it.
      const repaired = changes.address !== undefined || changes.enabled === true ? REPAIRED : '';
      await tx.query(`UPDATE target SET ${set}${repaired}, version = version + 1 WHERE id = ${bind(id)}`, values);
      if (changes.secret) await replaceSecret(tx, id, changes.secret, now);
      if (changes.fallbackTargetId !== undefined)
        await setFallback(tx, scope, id as TargetId, changes.fallbackTargetId);
      else if (changes.audience !== undefined) await checkFallback(tx, id as TargetId, target.fallbackTargetId);
      const detail = { fields: Object.keys(changes) };
      const record = { action: 'target.update', objectKind: 'target', objectId: id, unitId: target.unitId, detail };
      await recordAudit(tx, actor, record, now);
    });
    return this.get(scope, id);
  }

  /** What it was told stays on record; its address and secret are erased. */
  async remove({ actor, scope }: Access, id: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const target = await lock(tx, scope, id);
      await eraseContact(tx, target.contactId, now);
      await tx.query(
        `UPDATE target SET removed_at = $2, enabled = false, address = '{}', secret_ciphertext = NULL,
           secret_key_id = NULL, old_secret_ciphertext = NULL, old_secret_key_id = NULL, old_secret_until = NULL,
           unusable_reason = NULL, unusable_since = NULL, failing_since = NULL, version = version + 1, updated_at = $2 WHERE id = $1`,
        [id, new Date(now)],
      );
      const record = { action: 'target.remove', objectKind: 'target', objectId: id, unitId: target.unitId };
      await recordAudit(tx, actor, record, now);
    });
  }

  /** A webhook signs with the new secret from now on, and beside it for a day with the old one. */
  async rotateSecret({ actor, scope }: Access, id: string, secret: SealedSecret, now: EpochMs): Promise<EpochMs> {
    return this.database.transaction(async (tx) => {
      const target = await lock(tx, scope, id);
      if (target.channel !== 'webhook') throw new Refusal('target_has_no_secret');
      await replaceSecret(tx, id, secret, now);
      await tx.query('UPDATE target SET version = version + 1, updated_at = $2 WHERE id = $1', [id, new Date(now)]);
      const record = { action: 'target.rotate', objectKind: 'target', objectId: id, unitId: target.unitId };
      await recordAudit(tx, actor, record, now);
      return now + OLD_SECRET_SIGNS;
    });
  }

  /** Puts a test message into the outbox, like any other message. Gives the notification's id. */
  async sendTest({ actor, scope }: Access, id: string, now: EpochMs): Promise<string> {
    return this.database.transaction(async (tx) => {
      const target = await lock(tx, scope, id);
      const [notificationId] = await enqueue(
        tx,
        [
          {
            target: { id: id as TargetId, channel: target.channel, language: target.language },
            unitId: target.unitId,
            message: { event: 'test', variables: { targetName: target.name } },
            ...{ severity: 'info', suppressed: false, reason: 'asked_for', rule: 'test/1', incidentIds: [] },
          },
        ],
        now,
      );
      const record = { action: 'target.test', objectKind: 'target', objectId: id, unitId: target.unitId };
      await recordAudit(tx, actor, record, now);
      return orRefuse(notificationId, 'target_not_found');
    });
  }
}

const REPAIRED = ', unusable_reason = NULL, unusable_since = NULL, failing_since = NULL';

interface Locked {
  readonly unitId: UnitId;
  readonly channel: Channel;
  readonly language: Language;
  readonly name: string;
  readonly contactId: string | null;
  readonly fallbackTargetId: TargetId | null;
  readonly version: number;
}

async function lock(sql: Sql, scope: Scope, id: string): Promise<Locked> {
  const [row] = await sql.query<Locked>(
    `SELECT t.unit_id AS "unitId", t.channel, t.language, t.name, t.contact_id AS "contactId", t.version,
       t.fallback_target_id AS "fallbackTargetId"
     FROM target t
     WHERE t.id = $2 AND t.removed_at IS NULL AND ${inScope('t.unit_id', '$1')} FOR UPDATE`,
    [scope, id],
  );
  return orRefuse(row, 'target_not_found');
}
