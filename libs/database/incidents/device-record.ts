import type {
  Connectivity,
  DeviceChange,
  DeviceKind,
  DeviceNo,
  DeviceTrouble,
  EpochMs,
  FaultCode,
  HardwareId,
  IncidentId,
  Lifecycle,
  SiteId,
  TransitionId,
  UnitId,
} from '#libs/domain';
import type { Sql } from '../sql.ts';

/** A recorded change waiting for the engine, with who answered for the device when it happened. */
export interface PendingChange {
  readonly transitionId: TransitionId;
  readonly deviceNo: DeviceNo;
  readonly unitId: UnitId;
  readonly siteId: SiteId;
  readonly hardwareId: HardwareId | null;
  readonly occurredAt: EpochMs;
  readonly knownAt: EpochMs;
  readonly change: DeviceChange;
}

interface ChangeRow {
  id: TransitionId;
  device_no: DeviceNo;
  unit_id: UnitId;
  site_id: SiteId;
  hardware_id: HardwareId | null;
  kind: DeviceChange['kind'];
  from_value: string | null;
  to_value: string | null;
  fault_code: string | null;
  occurred_at: Date;
  known_at: Date;
}

function toChange(row: ChangeRow): DeviceChange {
  switch (row.kind) {
    case 'connectivity':
      return { kind: row.kind, from: row.from_value as Connectivity | null, to: row.to_value as Connectivity };
    case 'fault_on':
    case 'fault_off':
      return { kind: row.kind, code: row.fault_code as FaultCode };
    case 'lifecycle':
      return { kind: row.kind, to: row.to_value as Lifecycle };
    case 'boot':
    case 'maintenance':
    case 'hardware':
      return { kind: row.kind };
  }
}

/** Devices whose changes wait, longest first; `except` were looked at already. */
export async function devicesWithChanges(sql: Sql, except: readonly DeviceNo[], limit: number): Promise<DeviceNo[]> {
  const rows = await sql.query<{ device_no: DeviceNo }>(
    `SELECT device_no FROM transition_work WHERE device_no <> ALL($1::int[])
     GROUP BY device_no ORDER BY min(seq) LIMIT $2`,
    [except, limit],
  );
  return rows.map((row) => row.device_no);
}

/**
 * Takes the waiting changes of these devices, each device's in the order they became true. The lock on the health row
 * keeps other engines away from the same device; devices somebody is writing to are left for the next time.
 */
export async function claimChanges(sql: Sql, deviceNos: readonly DeviceNo[]): Promise<PendingChange[]> {
  const locked = await sql.query<{ device_no: DeviceNo }>(
    `SELECT device_no FROM device_health WHERE device_no = ANY($1) ORDER BY device_no FOR UPDATE SKIP LOCKED`,
    [deviceNos],
  );
  const rows = await sql.query<ChangeRow>(
    `WITH claimed AS (DELETE FROM transition_work WHERE device_no = ANY($1) RETURNING transition_id, seq)
     SELECT t.id, t.device_no, t.unit_id, t.site_id, t.hardware_id, t.kind, t.from_value, t.to_value, t.fault_code,
       t.occurred_at, t.known_at
     FROM claimed c JOIN transition t ON t.id = c.transition_id ORDER BY c.seq`,
    [locked.map((row) => row.device_no)],
  );
  return rows.map((row) => ({
    transitionId: row.id,
    deviceNo: row.device_no,
    unitId: row.unit_id,
    siteId: row.site_id,
    hardwareId: row.hardware_id,
    occurredAt: row.occurred_at.getTime(),
    knownAt: row.known_at.getTime(),
    change: toChange(row),
  }));
}

export interface LastingIncident {
  readonly id: IncidentId;
  readonly trouble: DeviceTrouble;
  /** Who answered for the device when it opened. */
  readonly unitId: UnitId;
}

/** A device as the engine finds it, before it replays what is waiting. */
export interface FoundDevice {
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly lifecycle: Lifecycle;
  readonly connectivity: Connectivity;
  readonly standing: readonly { readonly code: FaultCode; readonly since: EpochMs }[];
  /** Incidents whose trouble lasts, closed by a person or not. */
  readonly lasting: readonly LastingIncident[];
}

export async function findDevices(sql: Sql, deviceNos: readonly DeviceNo[]): Promise<Map<DeviceNo, FoundDevice>> {
  const rows = await sql.query<{
    device_no: DeviceNo;
    kind: DeviceKind;
    lifecycle: Lifecycle;
    connectivity: Connectivity;
    standing: { code: FaultCode; since: string }[];
    lasting: LastingIncident[];
  }>(
    `SELECT d.device_no, d.kind, d.lifecycle, h.connectivity,
       (SELECT coalesce(json_agg(json_build_object('code', f.code, 'since', f.since) ORDER BY f.since, f.code), '[]')
        FROM device_fault f WHERE f.device_no = d.device_no) AS standing,
       (SELECT coalesce(json_agg(json_build_object('id', i.id, 'unitId', i.unit_id,
          'trouble', coalesce(i.fault_code, 'offline'))), '[]')
        FROM incident i WHERE i.device_no = d.device_no AND i.cause = 'device' AND i.ended_at IS NULL) AS lasting
     FROM device d JOIN device_health h USING (device_no) WHERE d.device_no = ANY($1)`,
    [deviceNos],
  );
  const devices = rows.map((row): FoundDevice => ({
    deviceNo: row.device_no,
    kind: row.kind,
    lifecycle: row.lifecycle,
    connectivity: row.connectivity,
    standing: row.standing.map((fault) => ({ code: fault.code, since: Date.parse(fault.since) })),
    lasting: row.lasting,
  }));
  return new Map(devices.map((device) => [device.deviceNo, device]));
}
