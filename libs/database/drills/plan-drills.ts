import { DRILL_RULE, DRILL_WINDOW, drillMonth, type DrillSchedule, type EpochMs, type UnitId } from '#libs/domain';
import { newId } from '../new-id.ts';
import type { Database } from '../sql.ts';

interface Candidate {
  readonly unitId: UnitId;
  readonly timeZone: string;
  readonly schedule: DrillSchedule;
}

/**
 * Enters the drills whose moment has come: of every unit with responsible targets of its own, as it or the nearest unit
 * above says. One that somebody asked for within a day stands for the month's. Returns how many were entered.
 */
export async function planDrills(database: Database, now: EpochMs): Promise<number> {
  const [some] = await database.query('SELECT 1 FROM unit_policy WHERE drill IS NOT NULL LIMIT 1');
  if (!some) return 0;
  const due = (await candidates(database, now)).flatMap(({ unitId, timeZone, schedule }) => {
    const month = drillMonth(schedule, timeZone, now);
    return month === null ? [] : [{ id: newId(now), unit_id: unitId, month }];
  });
  if (due.length === 0) return 0;
  // The unique (unit, month) decides between engines, and remembers through kills and clocks set back.
  const entered = await database.query(
    `INSERT INTO drill (id, unit_id, month, state, reason, rule, asked_by_kind, due_at, created_at)
     SELECT id, unit_id, month, 'waiting', 'monthly_drill', $2, 'system', $3, $3
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, unit_id uuid, month date)
     ON CONFLICT (unit_id, month) WHERE month IS NOT NULL DO NOTHING RETURNING 1`,
    [JSON.stringify(due), DRILL_RULE, new Date(now)],
  );
  return entered.length;
}

/** Units below a policy that speaks of drills, without one in the last days; the month itself is asked of the domain. */
const candidates = (database: Database, now: EpochMs): Promise<Candidate[]> =>
  database.query<Candidate>(
    `SELECT u.id AS "unitId", u.time_zone AS "timeZone", p.drill AS schedule
     FROM unit u CROSS JOIN LATERAL (
       SELECT p.drill FROM unit_closure up JOIN unit_policy p ON p.unit_id = up.ancestor_id
       WHERE up.descendant_id = u.id AND p.drill IS NOT NULL ORDER BY up.depth LIMIT 1) p
     WHERE p.drill ->> 'day' = ANY (ARRAY[
         extract(day FROM $1::timestamptz AT TIME ZONE u.time_zone)::text,
         extract(day FROM ($1::timestamptz - interval '1 day') AT TIME ZONE u.time_zone)::text])
       AND EXISTS (SELECT 1 FROM target t WHERE t.unit_id = u.id AND t.removed_at IS NULL AND t.enabled
         AND t.audience = 'responsible')
       AND NOT EXISTS (SELECT 1 FROM drill d WHERE d.unit_id = u.id AND (
         d.state = 'waiting' OR d.month IS NULL AND d.told_at > $2))`,
    [new Date(now), new Date(now - DRILL_WINDOW)],
  );
