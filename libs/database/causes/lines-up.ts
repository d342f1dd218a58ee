import type { UnitId } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** Each unit's own line upwards, itself first. */
export async function linesUp(sql: Sql, unitIds: readonly UnitId[]): Promise<Map<UnitId, UnitId[]>> {
  const rows = await sql.query<{ id: UnitId; line: UnitId[] }>(
    `SELECT descendant_id AS id, array_agg(ancestor_id ORDER BY depth) AS line
     FROM unit_closure WHERE descendant_id = ANY($1) GROUP BY descendant_id`,
    [[...new Set(unitIds)]],
  );
  return new Map(rows.map(({ id, line }) => [id, line]));
}

/** The lowest unit that stands in all of these lines. */
export function lowestAbove(lines: readonly (readonly UnitId[])[]): UnitId {
  const [first = [], ...rest] = lines;
  const found = first.find((id) => rest.every((line) => line.includes(id)));
  if (found === undefined) throw new Error('units without a unit in common');
  return found;
}
