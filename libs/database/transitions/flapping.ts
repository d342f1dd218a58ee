import { decideFlapping, FLAPPING_RULE, type DeviceNo, type EpochMs, HOUR } from '#libs/domain';
import type { Database, Sql } from '../sql.ts';
import { recordFaults } from './fault-transitions.ts';

const flapping = (deviceNo: DeviceNo) => ({ deviceNo, code: 'flapping', rule: FLAPPING_RULE }) as const;

/**
 * Judges devices that have just been called dead: do they come and go? What a cause explained, such as a power cut, was
 * not their doing. Call it in the transaction that recorded it.
 */
export async function recordFlapping(sql: Sql, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<void> {
  if (deviceNos.length === 0) return;
  const rows = await sql.query<{ device_no: DeviceNo; known_at: Date[]; present: boolean }>(
    `SELECT t.device_no, array_agg(t.known_at) AS known_at,
       EXISTS (SELECT 1 FROM device_fault f WHERE f.device_no = t.device_no AND f.code = 'flapping') AS present
     FROM transition t
     WHERE t.device_no = ANY($1) AND t.kind = 'connectivity' AND t.to_value = 'offline' AND t.known_at > $2
       AND NOT EXISTS (SELECT 1 FROM transition_decision d JOIN incident_parent p ON p.child_id = ANY(d.incident_ids)
         WHERE d.transition_id = t.id)
     GROUP BY t.device_no`,
    [deviceNos, new Date(now - HOUR)],
  );
  const findings = rows.flatMap((row) => {
    const outages = row.known_at.map((at) => at.getTime());
    const decision = decideFlapping(outages, row.present, now);
    // When a whole district falls for the first time, nothing is locked and read again to find that nothing changed.
    if (decision.present === row.present) return [];
    const evidence = { outagesInAnHour: outages.length };
    return [{ ...flapping(row.device_no), ...decision, occurredAt: Math.min(...outages), evidence }];
  });
  await recordFaults(sql, findings, null, now);
}

/** One transaction: ends the flapping of up to `limit` devices that have been calm. Returns how many were looked at. */
export function endFlapping(database: Database, limit: number, now: EpochMs): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ device_no: DeviceNo }>(
      `SELECT f.device_no FROM device_fault f
       WHERE f.code = 'flapping' AND NOT EXISTS (
         SELECT 1 FROM transition t WHERE t.device_no = f.device_no AND t.kind = 'connectivity'
           AND t.to_value = 'offline' AND t.known_at > $2)
       ORDER BY f.device_no LIMIT $1`,
      [limit, new Date(now - HOUR)],
    );
    const calm = decideFlapping([], true, now);
    const findings = rows.map((row) => ({ ...flapping(row.device_no), ...calm, occurredAt: now }));
    await recordFaults(tx, findings, null, now);
    return rows.length;
  });
}
