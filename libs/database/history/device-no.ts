import type { DeviceNo } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { orRefuse } from '../refusal.ts';
import type { Sql } from '../sql.ts';

/** The number under which history knows a device inside the scope; outside it the device "does not exist". */
export async function deviceNoOf(sql: Sql, scope: Scope, id: string): Promise<DeviceNo> {
  const [row] = await sql.prepared<{ device_no: DeviceNo }>(
    `SELECT d.device_no FROM device d WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`,
    [scope, id],
  );
  return orRefuse(row, 'device_not_found').device_no;
}
