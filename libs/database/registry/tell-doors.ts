import type { DeviceNo } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** Names a device in the feed that doors follow, when its own row does not change: deleted, or told to do something. */
export async function tellDoors(sql: Sql, deviceNo: DeviceNo): Promise<void> {
  await sql.query(
    `INSERT INTO device_change (device_no, xid) VALUES ($1, pg_current_xact_id())
     ON CONFLICT (device_no) DO UPDATE SET xid = excluded.xid`,
    [deviceNo],
  );
  await sql.query(`SELECT pg_notify('device_changed', '')`);
}
