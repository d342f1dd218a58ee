import type { Connectivity, DeviceId, DeviceNo, EpochMs, HardwareId, Lifecycle, SiteId, UnitId } from '#libs/domain';
import type { Sql } from '../sql.ts';
import { DEADLINE_SECONDS } from './deadline-seconds.ts';
import { AGENT_COLUMNS, listeningSince } from './listening.ts';
import type { LockedDevice } from './record.ts';

interface Row {
  device_no: DeviceNo;
  device_id: DeviceId;
  unit_id: UnitId;
  site_id: SiteId;
  hardware_id: HardwareId | null;
  lifecycle: Lifecycle;
  maintenance_until: Date | null;
  interval_seconds: number;
  longest_interval_seconds: number;
  offline_after_seconds: number;
  connectivity: Connectivity;
  silent_since: Date | null;
  last_contact_at: Date | null;
  hinted_at: Date | null;
  secret_changed_at: Date | null;
  listening_since: Date | null;
  agent_told_until: Date | null;
  agent_silent: boolean | null;
}

const ms = (date: Date | null): EpochMs | null => date?.getTime() ?? null;

/** What a latest row says when its lock is granted. */
interface LatestRow {
  readonly device_no: DeviceNo;
  readonly boot_id: string | null;
}

/**
 * Locks these devices' latest rows in device_no order. Whoever writes rows of several devices begins with this, unless
 * one statement writes all of them in that order: two statements would lock the second device before the first.
 */
export function lockLatest(sql: Sql, deviceNos: readonly DeviceNo[]): Promise<LatestRow[]> {
  return sql.query<LatestRow>(
    'SELECT device_no, boot_id FROM device_latest WHERE device_no = ANY($1) ORDER BY device_no FOR UPDATE',
    [deviceNos],
  );
}

/**
 * Locks these devices' latest rows, then their health rows, each in device_no order: the order in which doors write,
 * so nobody deadlocks, and a heartbeat whose transaction is still open is waited for before silence is judged. The last
 * statement sees all that was committed before the locks were granted.
 */
export async function lockDevices(sql: Sql, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<LockedDevice[]> {
  if (deviceNos.length === 0) return [];
  await lockLatest(sql, deviceNos);
  await sql.query('SELECT 1 FROM device_health WHERE device_no = ANY($1) ORDER BY device_no FOR UPDATE', [deviceNos]);
  const rows = await sql.query<Row>(
    `SELECT d.device_no, d.id AS device_id, d.unit_id, d.site_id, d.hardware_id, d.lifecycle, d.maintenance_until,
       coalesce(h.announced_interval_seconds, d.interval_seconds) AS interval_seconds,
       d.offline_after_seconds AS longest_interval_seconds, ${DEADLINE_SECONDS} AS offline_after_seconds,
       h.connectivity, h.silent_since, l.last_contact_at, l.hinted_at, d.secret_changed_at, ${listeningSince('$2')} AS listening_since,
       ${AGENT_COLUMNS}
     FROM device d JOIN device_health h USING (device_no) LEFT JOIN device_latest l USING (device_no)
     WHERE d.device_no = ANY($1) ORDER BY d.device_no`,
    [deviceNos, new Date(now)],
  );
  return rows.map((row) => ({
    deviceNo: row.device_no,
    deviceId: row.device_id,
    unitId: row.unit_id,
    siteId: row.site_id,
    hardwareId: row.hardware_id,
    lifecycle: row.lifecycle,
    maintenanceUntil: ms(row.maintenance_until),
    intervalSeconds: row.interval_seconds,
    longestIntervalSeconds: row.longest_interval_seconds,
    offlineAfterSeconds: row.offline_after_seconds,
    connectivity: row.connectivity,
    silentSince: ms(row.silent_since),
    lastContactAt: ms(row.last_contact_at),
    hintedAt: ms(row.hinted_at),
    secretChangedAt: ms(row.secret_changed_at),
    listeningSince: ms(row.listening_since),
    agent: row.agent_silent === null ? null : { toldUntil: ms(row.agent_told_until) ?? 0, silent: row.agent_silent },
  }));
}
