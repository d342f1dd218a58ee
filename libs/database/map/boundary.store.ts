import { Injectable } from '@nestjs/common';
import type { EpochMs, ReadBoundary, UnitId, UnitKind } from '#libs/domain';
import { type Access, inScope, narrowed, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Database, type Sql } from '../sql.ts';

export interface BoundaryRow {
  readonly unitId: UnitId;
  readonly name: string;
  readonly kind: UnitKind;
  readonly geometry: ReadBoundary['geometry'];
}

/** By id, or by the official code that units may carry. */
export interface NamedBoundary {
  readonly unitId: string | null;
  readonly code: string | null;
  readonly boundary: ReadBoundary;
}

/** Why a boundary of a list was not taken, with its place in the list. */
export interface UnplacedBoundary {
  readonly index: number;
  readonly reason: 'unit_not_found' | 'unit_code_ambiguous';
}

/** More would make the map slow; the largest units come first. */
const MOST_POINTS = 200_000;

/** The boundaries of units, as the operator imported them. */
@Injectable()
export class BoundaryStore {
  constructor(private readonly database: Database) {}

  /** Of the units in the scope, larger ones first. */
  async list(scope: Scope, unitId: string | undefined): Promise<BoundaryRow[]> {
    const within = await narrowed(this.database, scope, unitId);
    return this.database.query<BoundaryRow>(
      `SELECT "unitId", name, kind, geometry FROM (
         SELECT u.id AS "unitId", u.name, u.kind, b.geometry,
           sum(b.points) OVER (ORDER BY (b.east - b.west) * (b.north - b.south) DESC, u.id) AS points
         FROM unit_boundary b JOIN unit u ON u.id = b.unit_id WHERE ${inScope('u.id', '$1')}) b
       WHERE points <= $2 ORDER BY points`,
      [within, MOST_POINTS],
    );
  }

  async put({ actor, scope }: Access, id: string, boundary: ReadBoundary, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, id);
      await write(tx, unitId, boundary, now);
      const event = { action: 'unit.boundary', objectKind: 'unit', objectId: unitId, unitId } as const;
      await recordAudit(tx, actor, event, now);
    });
  }

  async remove({ actor, scope }: Access, id: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const unitId = await requireUnit(tx, scope, id);
      await tx.query('DELETE FROM unit_boundary WHERE unit_id = $1', [unitId]);
      const event = { action: 'unit.boundary_removed', objectKind: 'unit', objectId: unitId, unitId } as const;
      await recordAudit(tx, actor, event, now);
    });
  }

  /** All or nothing: what cannot be placed is told, and then none is taken. */
  async import(access: Access, named: readonly NamedBoundary[], now: EpochMs): Promise<readonly UnplacedBoundary[]> {
    return this.database.transaction(async (tx) => {
      const places: UnitId[][] = [];
      for (const one of named) places.push(await unitsNamed(tx, access.scope, one));
      const unplaced = places.flatMap((found, index): UnplacedBoundary[] => {
        if (found.length === 1) return [];
        return [{ index, reason: found.length === 0 ? 'unit_not_found' : 'unit_code_ambiguous' }];
      });
      if (unplaced.length > 0) return unplaced;
      for (const [index, { boundary }] of named.entries()) {
        const [unitId] = places[index] as [UnitId];
        await write(tx, unitId, boundary, now);
        const event = { action: 'unit.boundary', objectKind: 'unit', objectId: unitId, unitId } as const;
        await recordAudit(tx, access.actor, event, now);
      }
      return [];
    });
  }
}

/** At most two: a code may have been given out again. */
async function unitsNamed(sql: Sql, scope: Scope, { unitId, code }: NamedBoundary): Promise<UnitId[]> {
  const rows = await sql.query<{ id: UnitId }>(
    `SELECT u.id FROM unit u WHERE ${unitId === null ? 'u.code = $2' : 'u.id = $2'} AND ${inScope('u.id', '$1')} LIMIT 2`,
    [scope, unitId ?? code],
  );
  return rows.map(({ id }) => id);
}

async function write(sql: Sql, unitId: UnitId, { geometry, points, box }: ReadBoundary, now: EpochMs): Promise<void> {
  await sql.query(
    `INSERT INTO unit_boundary (unit_id, geometry, points, west, south, east, north, updated_at)
     VALUES ($1, $2::jsonb, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (unit_id) DO UPDATE SET geometry = excluded.geometry, points = excluded.points, west = excluded.west,
       south = excluded.south, east = excluded.east, north = excluded.north, updated_at = excluded.updated_at`,
    [unitId, JSON.stringify(geometry), points, ...box, new Date(now)],
  );
}
