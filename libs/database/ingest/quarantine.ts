import type { DeviceNo, EpochMs } from '#libs/domain';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';

/** Keeps for a person what PostgreSQL does not take, so that nothing else waits for it. */
export async function quarantine(
  sql: Pick<Sql, 'query'>,
  deviceNo: DeviceNo,
  refused: unknown,
  cause: unknown,
  now: EpochMs,
): Promise<void> {
  // Bytes of JSON: whatever PostgreSQL refused in it, it will take this.
  await sql.query('INSERT INTO ingest_quarantine (id, at, device_no, error, payload) VALUES ($1, $2, $3, $4, $5)', [
    ...[newId(now), new Date(now), deviceNo, (cause as Error).message, Buffer.from(JSON.stringify(refused))],
  ]);
}
