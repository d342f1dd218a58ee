import { COVER_REASONS, type EpochMs } from '#libs/domain';
import type { Sql } from '../sql.ts';

/**
 * What was held for planned work or a planned outage is asked again now: a window was cancelled, or the device moved out
 * of it. `condition` speaks of the device `d` and of $1. What is still covered is held again.
 */
export async function askAgain(sql: Sql, condition: string, value: unknown, now: EpochMs): Promise<void> {
  await sql.query(
    `UPDATE announcement a SET due_at = $2
     FROM incident i, device d
     WHERE i.id = a.incident_id AND d.device_no = i.device_no AND ${condition} AND a.due_at > $2
       AND a.held_for = ANY($3)`,
    [value, new Date(now), COVER_REASONS],
  );
}
