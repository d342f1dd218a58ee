import { Injectable } from '@nestjs/common';
import type { Audience, Channel, EpochMs, Language, QuietHoursRule, Severity, TargetId, UnitId } from '#libs/domain';
import { type Access, inScope, narrowed, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { enqueue } from '../notifications/enqueue.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { assignments, epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

/** The personal part of an address lives in `contact`, where it can be erased; the rest stands in the target. */
export interface AddressParts {
  readonly public: Readonly<Record<string, string>>;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Sealed with the target's id as associated data. */
export interface SealedSecret {
  readonly ciphertext: Buffer;
  readonly keyId: string;
}

export interface TargetFields {
  readonly audience?: Audience | undefined;
  readonly name?: string | undefined;
  readonly language?: Language | undefined;
  readonly minimumSeverity?: Severity | undefined;
  readonly quietHours?: QuietHoursRule | null | undefined;
  readonly enabled?: boolean | undefined;
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

export interface TargetRow {
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
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

const COLUMNS = `
  t.id, t.unit_id AS "unitId", u.name AS "unitName", t.channel, t.audience, t.name, t.address, c.email, c.phone,
  t.language, t.minimum_severity AS "minimumSeverity", t.quiet_hours AS "quietHours", t.enabled, t.version,
  ${epoch('t.created_at')} AS "createdAt", ${epoch('t.updated_at')} AS "updatedAt"`;
const TABLES = 'target t JOIN unit u ON u.id = t.unit_id LEFT JOIN contact c ON c.id = t.contact_id';

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
  async list(scope: Scope, filter: PageRequest & { readonly unitId?: string | undefined }): Promise<PageOf<TargetRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const after = readCursor(filter.cursor, ['uuid']);
    const rows = await this.database.query<TargetRow>(
      `SELECT ${COLUMNS} FROM ${TABLES}
       WHERE t.removed_at IS NULL AND ${inScope('t.unit_id', '$1')} AND ($3::uuid IS NULL OR t.id > $3::uuid)
       ORDER BY t.id LIMIT $2`,
      [within, filter.limit + 1, after?.[0] ?? null],
    );
    return toPage(rows, filter.limit, (row) => [row.id]);
  }

  async create({ actor, scope }: Access, target: NewTarget, now: EpochMs): Promise<TargetRow> {
    await this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, target.unitId);
      const contactId = await insertContact(tx, unitId, target.address, now);
      await tx.prepared(
        `INSERT INTO target (id, unit_id, channel, audience, name, address, contact_id, secret_ciphertext,
           secret_key_id, language, minimum_severity, quiet_hours, enabled, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)`,
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
          new Date(now),
        ],
      );
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
          secret_ciphertext: changes.secret?.ciphertext,
          secret_key_id: changes.secret?.keyId,
          updated_at: new Date(now),
        },
        bind,
      );
      await tx.query(`UPDATE target SET ${set}, version = version + 1 WHERE id = ${bind(id)}`, values);
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
           secret_key_id = NULL, version = version + 1, updated_at = $2 WHERE id = $1`,
        [id, new Date(now)],
      );
      const record = { action: 'target.remove', objectKind: 'target', objectId: id, unitId: target.unitId };
      await recordAudit(tx, actor, record, now);
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

interface Locked {
  readonly unitId: UnitId;
  readonly channel: Channel;
  readonly language: Language;
  readonly name: string;
  readonly contactId: string | null;
  readonly version: number;
}

async function lock(sql: Sql, scope: Scope, id: string): Promise<Locked> {
  const [row] = await sql.query<Locked>(
    `SELECT t.unit_id AS "unitId", t.channel, t.language, t.name, t.contact_id AS "contactId", t.version
     FROM target t
     WHERE t.id = $2 AND t.removed_at IS NULL AND ${inScope('t.unit_id', '$1')} FOR UPDATE`,
    [scope, id],
  );
  return orRefuse(row, 'target_not_found');
}

async function insertContact(sql: Sql, unitId: UnitId, address: AddressParts, now: EpochMs): Promise<string | null> {
  if (address.email === null && address.phone === null) return null;
  const id = newId(now);
  await sql.query('INSERT INTO contact (id, unit_id, email, phone, created_at) VALUES ($1, $2, $3, $4, $5)', [
    id,
    unitId,
    address.email,
    address.phone,
    new Date(now),
  ]);
  return id;
}

async function replaceContact(sql: Sql, target: Locked, address: AddressParts, now: EpochMs): Promise<string | null> {
  await eraseContact(sql, target.contactId, now);
  return insertContact(sql, target.unitId, address, now);
}

async function eraseContact(sql: Sql, id: string | null, now: EpochMs): Promise<void> {
  await sql.query('UPDATE contact SET name = NULL, email = NULL, phone = NULL, erased_at = $2 WHERE id = $1', [
    id,
    new Date(now),
  ]);
}
