import { Injectable } from '@nestjs/common';
import { type EpochMs, foldForSearch, type Language, type UnitId, type UserId } from '#libs/domain';
import { type Access, inScope, type Manager, narrowed, type Scope } from '../access.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { refusing } from '../database-error.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { assignments, epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { checkAdministratorRemains, checkMayManage } from './grant-rules.ts';
import { endSessionsOf, type GrantRow } from './session.store.ts';

export interface UserRow {
  readonly id: UserId;
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly language: Language;
  readonly unitId: UnitId;
  readonly disabled: boolean;
  /** Those inside the reader's scope. */
  readonly grants: readonly GrantRow[];
  readonly version: number;
  readonly createdAt: EpochMs;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly language: Language;
  readonly passwordHash: string;
  /** Null: the first unit of the caller's scope. */
  readonly unitId: string | null;
}

export interface UserChanges {
  readonly name?: string | undefined;
  readonly phone?: string | null | undefined;
  readonly language?: Language | undefined;
  readonly passwordHash?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export interface UserFilter extends PageRequest {
  readonly q?: string | undefined;
  readonly unitId?: string | undefined;
}

const columns = (scope: string): string => `
  p.id, p.email, p.name, p.phone, p.language, p.unit_id AS "unitId", p.disabled_at IS NOT NULL AS disabled, p.version,
  ${epoch('p.created_at')} AS "createdAt",
  coalesce((SELECT json_agg(json_build_object('id', g.id, 'role', g.role, 'unitId', g.unit_id, 'unitName', n.name)
      ORDER BY g.valid_from, g.id)
    FROM user_grant g JOIN unit n ON n.id = g.unit_id
    WHERE g.user_id = p.id AND g.valid_to IS NULL AND ${inScope('g.unit_id', scope)}), '[]') AS grants`;

/** People of a territory: whose account it manages, or who hold a grant in it. */
const visible = (scope: string): string => `(${inScope('p.unit_id', scope)} OR EXISTS (
  SELECT 1 FROM user_grant v WHERE v.user_id = p.id AND v.valid_to IS NULL AND ${inScope('v.unit_id', scope)}))`;

/** People with accounts. */
@Injectable()
export class UserStore {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, id: string): Promise<UserRow> {
    const [row] = await this.database.query<UserRow>(
      `SELECT ${columns('$1')} FROM app_user p WHERE p.id = $2 AND ${visible('$1')}`,
      [scope, id],
    );
    return orRefuse(row, 'user_not_found');
  }

  /** By name. */
  async list(scope: Scope, filter: UserFilter): Promise<PageOf<UserRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const { bind, values } = new Parameters();
    const placeholder = bind(within);
    const conditions = [visible(placeholder)];
    const after = readCursor(filter.cursor, ['text', 'uuid']);
    if (after) conditions.push(`(p.name, p.id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
    // Few people a territory, and personal data has no search column: folded here.
    const wanted = filter.q === undefined ? null : foldForSearch(filter.q);
    const limit = wanted === null ? `LIMIT ${bind(filter.limit + 1)}` : '';
    const rows = await this.database.query<UserRow>(
      `SELECT ${columns(placeholder)} FROM app_user p WHERE ${conditions.join(' AND ')} ORDER BY p.name, p.id ${limit}`,
      values,
    );
    const found =
      wanted === null ? rows : rows.filter((row) => foldForSearch(`${row.name} ${row.email}`).includes(wanted));
    return toPage(found, filter.limit, (row) => [row.name, row.id]);
  }

  async create({ actor, scope }: Access, user: NewUser, now: EpochMs): Promise<UserRow> {
    const work = this.database.transaction(async (tx) => {
      const unitId = await requireLivingUnit(tx, scope, user.unitId ?? orRefuse(scope[0], 'unit_not_found'));
      const id = await insertUser(tx, { ...user, unitId }, now);
      await recordAudit(tx, actor, { action: 'user.create', objectKind: 'user', objectId: id, unitId }, now);
      return id;
    });
    return this.get(scope, await refusing(work, { app_user_email: 'email_taken' }));
  }

  /** A new password and a disabled account end every session of the person. */
  async update(
    manager: Manager,
    id: string,
    changes: UserChanges,
    version: number | null,
    now: EpochMs,
  ): Promise<UserRow> {
    await this.database.transaction(async (tx) => {
      const user = await lockUser(tx, manager.scope, id);
      if (version !== null && user.version !== version) throw new Refusal('stale_version');
      await checkMayManage(tx, manager, user.id);
      await applyChanges(tx, user.id, changes, now);
      if (changes.disabled) await checkAdministratorRemains(tx);
      if (changes.disabled || changes.passwordHash !== undefined) await endSessionsOf(tx, user.id, now);
      const detail = { fields: Object.keys(changes) };
      const record = { action: 'user.update', objectKind: 'user', objectId: user.id, unitId: user.unitId, detail };
      await recordAudit(tx, manager.actor, record, now);
    });
    return this.get(manager.scope, id);
  }

  /** What a person changes about himself. */
  async updateSelf(
    id: UserId,
    changes: Pick<UserChanges, 'name' | 'language' | 'passwordHash'>,
    now: EpochMs,
  ): Promise<void> {
    await this.database.transaction((tx) => applyChanges(tx, id, changes, now));
  }

  async passwordHashOf(id: UserId): Promise<string | null> {
    const [row] = await this.database.query<{ hash: string | null }>(
      'SELECT password_hash AS hash FROM app_user WHERE id = $1',
      [id],
    );
    return row?.hash ?? null;
  }
}

async function lockUser(sql: Sql, scope: Scope, id: string): Promise<{ id: UserId; unitId: UnitId; version: number }> {
  const [row] = await sql.query<{ id: UserId; unitId: UnitId; version: number }>(
    `SELECT p.id, p.unit_id AS "unitId", p.version FROM app_user p WHERE p.id = $2 AND ${visible('$1')} FOR UPDATE`,
    [scope, id],
  );
  return orRefuse(row, 'user_not_found');
}

async function applyChanges(sql: Sql, id: UserId, changes: UserChanges, now: EpochMs): Promise<void> {
  const { bind, values } = new Parameters();
  const set = assignments(
    {
      name: changes.name,
      phone: changes.phone,
      language: changes.language,
      password_hash: changes.passwordHash,
      disabled_at: changes.disabled === undefined ? undefined : changes.disabled ? new Date(now) : null,
      updated_at: new Date(now),
    },
    bind,
  );
  await sql.query(`UPDATE app_user SET ${set}, version = version + 1 WHERE id = ${bind(id)}`, values);
}

export async function insertUser(sql: Sql, user: NewUser & { readonly unitId: UnitId }, now: EpochMs): Promise<UserId> {
  const id = newId<UserId>(now);
  await sql.query(
    `INSERT INTO app_user (id, email, name, phone, password_hash, language, unit_id, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
    [id, user.email, user.name, user.phone, user.passwordHash, user.language, user.unitId, new Date(now)],
  );
  return id;
}
