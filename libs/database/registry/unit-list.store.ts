import { Injectable } from '@nestjs/common';
import type { EpochMs, UnitId, UnitKind } from '#libs/domain';
import { inScope, requireUnit, type Scope } from '../access.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { searchTerms } from './search-terms.ts';
import { UNIT_COLUMNS, type UnitRow } from './unit.store.ts';

export interface UnitFilter extends PageRequest {
  readonly q?: string | undefined;
  readonly parentId?: string | undefined;
  readonly roots?: boolean | undefined;
  readonly kind?: UnitKind | undefined;
  readonly code?: string | undefined;
}

export interface UnitParentRow {
  readonly parentId: UnitId | null;
  readonly parentName: string | null;
  readonly validFrom: EpochMs;
  readonly validTo: EpochMs | null;
}

/** Finds units. */
@Injectable()
export class UnitListStore {
  constructor(private readonly database: Database) {}

  /** By name. */
  async list(scope: Scope, filter: UnitFilter): Promise<PageOf<UnitRow>> {
    if (filter.parentId !== undefined) await requireUnit(this.database, scope, filter.parentId);
    const { bind, values } = new Parameters();
    const placeholder = bind(scope);
    const conditions = [inScope('u.id', placeholder)];
    if (filter.parentId !== undefined) conditions.push(`u.parent_id = ${bind(filter.parentId)}`);
    // The topmost of what the caller may see: nothing above it is in the scope.
    if (filter.roots) conditions.push(`(u.parent_id IS NULL OR NOT ${inScope('u.parent_id', placeholder)})`);
    if (filter.kind !== undefined) conditions.push(`u.kind = ${bind(filter.kind)}`);
    if (filter.code !== undefined) conditions.push(`u.code = ${bind(filter.code)}`);
    for (const term of searchTerms(filter.q)) conditions.push(`u.search LIKE ${bind(`%${term}%`)}`);
    const after = readCursor(filter.cursor, ['text', 'uuid']);
    if (after) conditions.push(`(u.name, u.id) > (${bind(after[0])}, ${bind(after[1])}::uuid)`);
    const rows = await this.database.query<UnitRow>(
      `SELECT ${UNIT_COLUMNS} FROM unit u WHERE ${conditions.join(' AND ')}
       ORDER BY u.name, u.id LIMIT ${bind(filter.limit + 1)}`,
      values,
    );
    return toPage(rows, filter.limit, (row) => [row.name, row.id]);
  }

  /** Every parent the unit ever had, newest first. Parents outside the caller's territory keep their name only. */
  async parents(scope: Scope, id: string): Promise<UnitParentRow[]> {
    const unitId = await requireUnit(this.database, scope, id);
    return this.database.query<UnitParentRow>(
      `SELECT p.parent_id AS "parentId", u.name AS "parentName", ${epoch('p.valid_from')} AS "validFrom",
         ${epoch('p.valid_to')} AS "validTo"
       FROM unit_parent p LEFT JOIN unit u ON u.id = p.parent_id WHERE p.unit_id = $1 ORDER BY p.valid_from DESC`,
      [unitId],
    );
  }
}
