import type { DeviceNo } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** Whatever else gives or takes a device's password ends its code too. Their devices are locked. */
export async function endClaimCodes(sql: Sql, deviceNos: readonly DeviceNo[]): Promise<void> {
  await sql.query('DELETE FROM claim_code WHERE device_no = ANY($1)', [deviceNos]);
}
