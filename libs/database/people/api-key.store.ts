import { Injectable } from '@nestjs/common';
import { type EpochMs, MINUTE, type Role, type UnitId } from '#libs/domain';
import { inScope, type Manager, type Scope } from '../access.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { checkMayGrant } from './grant-rules.ts';

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly role: Role;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly createdAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly lastUsedAt: EpochMs | null;
}

export interface PresentedKey extends ApiKeyRow {
  readonly hash: Buffer;
  readonly hashKeyId: string;
}

const COLUMNS = `
  k.id, k.name, k.prefix, k.role, k.unit_id AS "unitId", u.name AS "unitName", ${epoch('k.created_at')} AS "createdAt",
  ${epoch('k.expires_at')} AS "expiresAt", ${epoch('k.last_used_at')} AS "lastUsedAt"`;

/** How exact "last used" is: one write a minute, not one a request. */
const LAST_USED_STEP = MINUTE;

/** Keys for programs: one role at one unit, until a day. */
@Injectable()
export class ApiKeyStore {
  constructor(private readonly database: Database) {}

  async create(
    manager: Manager,
    key: {
      readonly name: string;
      readonly role: Role;
      readonly unitId: string;
      readonly expiresAt: EpochMs;
      readonly prefix: string;
      readonly hash: Buffer;
      readonly hashKeyId: string;
    },
    now: EpochMs,
  ): Promise<ApiKeyRow> {
    const id = newId(now);
    await this.database.transaction(async (tx) => {
      const unitId = await requireLivingUnit(tx, manager.scope, key.unitId);
      await checkMayGrant(tx, manager.grants, { role: key.role, unitId });
      await tx.query(
        `INSERT INTO api_key (id, name, prefix, key_hash, hash_key_id, role, unit_id, created_by, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          key.name,
          key.prefix,
          key.hash,
          key.hashKeyId,
          key.role,
          unitId,
          manager.actor.kind === 'user' ? manager.actor.id : null,
          new Date(now),
          new Date(key.expiresAt),
        ],
      );
      const detail = { role: key.role };
      await recordAudit(
        tx,
        manager.actor,
        { action: 'api_key.create', objectKind: 'api_key', objectId: id, unitId, detail },
        now,
      );
    });
    const [row] = await this.database.query<ApiKeyRow>(
      `SELECT ${COLUMNS} FROM api_key k JOIN unit u ON u.id = k.unit_id WHERE k.id = $1`,
      [id],
    );
    return orRefuse(row, 'api_key_not_found');
  }

  /** Newest first; revoked ones are gone. */
  async list(scope: Scope, page: PageRequest): Promise<PageOf<ApiKeyRow>> {
    const after = readCursor(page.cursor, ['uuid']);
    const rows = await this.database.query<ApiKeyRow>(
      `SELECT ${COLUMNS} FROM api_key k JOIN unit u ON u.id = k.unit_id
       WHERE k.revoked_at IS NULL AND ${inScope('k.unit_id', '$1')} AND ($3::uuid IS NULL OR k.id < $3::uuid)
       ORDER BY k.id DESC LIMIT $2`,
      [scope, page.limit + 1, after?.[0] ?? null],
    );
    return toPage(rows, page.limit, (row) => [row.id]);
  }

  async revoke(manager: Manager, id: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ unitId: UnitId }>(
        `UPDATE api_key k SET revoked_at = $3 WHERE k.id = $2 AND k.revoked_at IS NULL AND ${inScope('k.unit_id', '$1')}
         RETURNING k.unit_id AS "unitId"`,
        [manager.scope, id, new Date(now)],
      );
      const { unitId } = orRefuse(row, 'api_key_not_found');
      await recordAudit(
        tx,
        manager.actor,
        { action: 'api_key.revoke', objectKind: 'api_key', objectId: id, unitId },
        now,
      );
    });
  }

  async presented(prefix: string, now: EpochMs): Promise<PresentedKey | null> {
    const [row] = await this.database.query<PresentedKey>(
      `SELECT ${COLUMNS}, k.key_hash AS hash, k.hash_key_id AS "hashKeyId"
       FROM api_key k JOIN unit u ON u.id = k.unit_id
       WHERE k.prefix = $1 AND k.revoked_at IS NULL AND k.expires_at > $2`,
      [prefix, new Date(now)],
    );
    return row ?? null;
  }

  async used(key: ApiKeyRow, now: EpochMs): Promise<void> {
    if (key.lastUsedAt !== null && now - key.lastUsedAt < LAST_USED_STEP) return;
    await this.database.essential((tx) =>
      tx.query('UPDATE api_key SET last_used_at = $2 WHERE id = $1', [key.id, new Date(now)]),
    );
  }
}
