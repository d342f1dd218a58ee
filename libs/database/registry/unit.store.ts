import { Injectable } from '@nestjs/common';
import { type EpochMs, foldForSearch, type UnitId, type UnitKind } from '#libs/domain';
import { type Access, inScope, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { refusing } from '../database-error.ts';
import { askAgain } from '../maintenance/ask-again.ts';
import { newId } from '../new-id.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { assignments, epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { refuseEnded } from '../territory/living-unit.ts';
import { straightenFallbacks } from '../territory/straighten-fallbacks.ts';
import { attachUnit, lockTree, moveUnit } from './unit-tree.ts';

export interface UnitRow {
  readonly id: UnitId;
  readonly kind: UnitKind;
  readonly name: string;
  readonly parentId: UnitId | null;
  readonly code: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly timeZone: string;
  readonly path: string;
  readonly childCount: number;
  readonly aliases: readonly string[];
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface UnitFields {
  readonly kind?: UnitKind | undefined;
  readonly name?: string | undefined;
  readonly code?: string | null | undefined;
  readonly validFrom?: string | null | undefined;
  readonly validTo?: string | null | undefined;
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
}

/**
 * Columns of a unit `u`. What lies above the caller's own territory is part of the address people know ("Xã Song
 * Phượng"), not a secret: the names are shown, the units are not reachable.
 */
export const UNIT_COLUMNS = `
  u.id, u.kind, u.name, u.parent_id AS "parentId", u.code, u.valid_from::text AS "validFrom",
  u.valid_to::text AS "validTo", u.latitude, u.longitude, u.time_zone AS "timeZone", u.version,
  ${epoch('u.created_at')} AS "createdAt", ${epoch('u.updated_at')} AS "updatedAt",
  coalesce((SELECT string_agg(p.name, ', ' ORDER BY c.depth) FROM unit_closure c JOIN unit p ON p.id = c.ancestor_id
    WHERE c.descendant_id = u.id AND c.depth > 0), '') AS path,
  (SELECT count(*)::int FROM unit k WHERE k.parent_id = u.id) AS "childCount",
  coalesce((SELECT json_agg(a.name ORDER BY a.id) FROM unit_alias a WHERE a.unit_id = u.id), '[]') AS aliases`;

export const UNIT_UNIQUE = { unit_code_valid_from: 'unit_code_taken' } as const;

/** Territory: a dated tree of any depth. */
@Injectable()
export class UnitStore {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, id: string): Promise<UnitRow> {
    const [row] = await this.database.prepared<UnitRow>(
      `SELECT ${UNIT_COLUMNS} FROM unit u WHERE u.id = $2 AND ${inScope('u.id', '$1')}`,
      [scope, id],
    );
    return orRefuse(row, 'unit_not_found');
  }

  /** `parentId` null: below the first unit of the caller's scope. */
  async create(
    { actor, scope }: Access,
    fields: UnitFields & { readonly kind: UnitKind; readonly name: string; readonly parentId: string | null },
    now: EpochMs,
  ): Promise<UnitRow> {
    const id = newId<UnitId>(now);
    const work = this.database.transaction(async (tx) => {
      await lockTree(tx);
      const parentId = await requireUnit(tx, scope, fields.parentId ?? orRefuse(scope[0], 'unit_not_found'));
      await refuseEnded(tx, scope, parentId);
      await insertUnit(tx, id, { ...fields, parentId }, now);
      await recordAudit(tx, actor, { action: 'unit.create', objectKind: 'unit', objectId: id, unitId: id }, now);
    });
    await refusing(work, UNIT_UNIQUE);
    return this.get(scope, id);
  }

  /** A new name keeps the former one as an alias. `version`: the one the caller has seen, or null. */
  async update(
    { actor, scope }: Access,
    id: string,
    fields: UnitFields,
    version: number | null,
    now: EpochMs,
  ): Promise<UnitRow> {
    const work = this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, id);
      const [before] = await tx.query<{ name: string; version: number }>(
        'SELECT name, version FROM unit WHERE id = $1 FOR NO KEY UPDATE',
        [unitId],
      );
      if (version !== null && before?.version !== version) throw new Refusal('stale_version');
      const { bind, values } = new Parameters();
      const set = assignments(
        {
          kind: fields.kind,
          name: fields.name,
          code: fields.code,
          valid_from: fields.validFrom,
          valid_to: fields.validTo,
          latitude: fields.latitude,
          longitude: fields.longitude,
        },
        bind,
      );
      if (set === null) return;
      await tx.query(
        `UPDATE unit SET ${set}, version = version + 1, updated_at = ${bind(new Date(now))} WHERE id = ${bind(unitId)}`,
        values,
      );
      if (before && fields.name !== undefined && fields.name !== before.name) {
        await insertAlias(tx, unitId, { name: before.name, validFrom: null, validTo: dayOf(now) }, now);
      }
      await refreshUnitSearch(tx, unitId);
      await recordAudit(
        tx,
        actor,
        {
          action: 'unit.update',
          objectKind: 'unit',
          objectId: unitId,
          unitId,
          detail: { fields: Object.keys(fields) },
        },
        now,
      );
    });
    await refusing(work, UNIT_UNIQUE);
    return this.get(scope, id);
  }

  /** Moves the whole subtree; access and alerts follow the new place at once, the old parent stays on record. */
  async move({ actor, scope }: Access, id: string, parentId: string, now: EpochMs): Promise<UnitRow> {
    await this.database.transaction(async (tx) => {
      await lockTree(tx);
      const unitId = await requireUnit(tx, scope, id);
      const newParent = await requireUnit(tx, scope, parentId);
      await refuseEnded(tx, scope, unitId);
      await refuseEnded(tx, scope, newParent);
      const from = await moveUnit(tx, unitId, newParent, now);
      await straightenFallbacks(tx, [unitId]);
      await askAgain(tx, inScope('d.unit_id', '$1'), [unitId], now);
      await recordAudit(
        tx,
        actor,
        { action: 'unit.move', objectKind: 'unit', objectId: unitId, unitId, detail: { from, to: newParent } },
        now,
      );
    });
    return this.get(scope, id);
  }

  async addAlias(
    { actor, scope }: Access,
    id: string,
    alias: { readonly name: string; readonly validFrom: string | null; readonly validTo: string | null },
    now: EpochMs,
  ): Promise<UnitRow> {
    await this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, id);
      await insertAlias(tx, unitId, alias, now);
      await refreshUnitSearch(tx, unitId);
      await recordAudit(tx, actor, { action: 'unit.alias', objectKind: 'unit', objectId: unitId, unitId }, now);
    });
    return this.get(scope, id);
  }

  /** The topmost unit of an empty installation; null when there already is one. */
  async createRoot(name: string, now: EpochMs): Promise<UnitId | null> {
    return this.database.transaction(async (tx) => {
      await lockTree(tx);
      const [any] = await tx.query('SELECT 1 FROM unit LIMIT 1');
      if (any) return null;
      const id = newId<UnitId>(now);
      await insertUnit(tx, id, { kind: 'country', name, parentId: null }, now);
      return id;
    });
  }

  async roots(): Promise<UnitId[]> {
    const rows = await this.database.query<{ id: UnitId }>(
      `SELECT id FROM unit WHERE parent_id IS NULL AND kind <> 'canary' ORDER BY id`,
    );
    return rows.map((row) => row.id);
  }
}

export async function insertUnit(
  sql: Sql,
  id: UnitId,
  unit: UnitFields & { readonly kind: UnitKind; readonly name: string; readonly parentId: UnitId | null },
  now: EpochMs,
): Promise<void> {
  await sql.prepared(
    `INSERT INTO unit (id, kind, name, parent_id, code, valid_from, valid_to, latitude, longitude, search,
       created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
    [
      id,
      unit.kind,
      unit.name,
      unit.parentId,
      unit.code ?? null,
      unit.validFrom ?? null,
      unit.validTo ?? null,
      unit.latitude ?? null,
      unit.longitude ?? null,
      foldForSearch(`${unit.name} ${unit.code ?? ''}`),
      new Date(now),
    ],
  );
  await attachUnit(sql, id, unit.parentId, now);
}

export async function insertAlias(
  sql: Sql,
  unitId: UnitId,
  alias: { readonly name: string; readonly validFrom: string | null; readonly validTo: string | null },
  now: EpochMs,
): Promise<void> {
  await sql.query('INSERT INTO unit_alias (id, unit_id, name, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5)', [
    newId(now),
    unitId,
    alias.name,
    alias.validFrom,
    alias.validTo,
  ]);
}

/** One normalised column holds everything a unit is searched by: name, code, former names. */
export async function refreshUnitSearch(sql: Sql, unitId: UnitId): Promise<void> {
  const [row] = await sql.query<{ words: string }>(
    `SELECT concat_ws(' ', u.name, u.code, (SELECT string_agg(a.name, ' ') FROM unit_alias a WHERE a.unit_id = u.id))
       AS words FROM unit u WHERE u.id = $1`,
    [unitId],
  );
  await sql.query('UPDATE unit SET search = $2 WHERE id = $1', [unitId, foldForSearch(row?.words ?? '')]);
}

const dayOf = (now: EpochMs): string => new Date(now).toISOString().slice(0, 10);
