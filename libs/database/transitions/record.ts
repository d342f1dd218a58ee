import type {
  Connectivity,
  DeviceId,
  DeviceNo,
  DoorId,
  EpochMs,
  FaultCode,
  Health,
  HardwareId,
  Lifecycle,
  Severity,
  SiteId,
  UnitId,
  WatchingAgent,
} from '#libs/domain';
import { deriveHealth } from '#libs/domain';
import { Covers } from '../maintenance/covers.ts';
import { newId } from '../new-id.ts';
import type { Sql } from '../sql.ts';

/** A device's state as read under its row lock, with what is copied onto everything recorded about it. */
export interface LockedDevice {
  readonly deviceNo: DeviceNo;
  readonly deviceId: DeviceId;
  readonly unitId: UnitId;
  readonly siteId: SiteId;
  readonly hardwareId: HardwareId | null;
  readonly lifecycle: Lifecycle;
  readonly maintenanceUntil: EpochMs | null;
  readonly intervalSeconds: number;
  /** The longest it may announce: its deadline as chosen at registration. */
  readonly longestIntervalSeconds: number;
  readonly offlineAfterSeconds: number;
  readonly connectivity: Connectivity;
  readonly silentSince: EpochMs | null;
  readonly lastContactAt: EpochMs | null;
  readonly hintedAt: EpochMs | null;
  readonly secretChangedAt: EpochMs | null;
  readonly listeningSince: EpochMs | null;
  readonly agent: WatchingAgent | null;
}

interface TransitionBase {
  readonly device: LockedDevice;
  readonly reason: string;
  readonly rule: string;
  readonly occurredAt: EpochMs;
  readonly doorId: DoorId | null;
  readonly evidence?: Record<string, unknown>;
}
export type NewTransition = TransitionBase &
  (
    | { readonly kind: 'connectivity'; readonly to: Connectivity }
    | { readonly kind: 'fault_on'; readonly code: FaultCode; readonly severity: Severity }
    | { readonly kind: 'fault_off'; readonly code: FaultCode }
    | {
        readonly kind: 'boot' | 'lifecycle' | 'maintenance' | 'hardware';
        readonly from: string | null;
        readonly to: string | null;
      }
  );

const at = (epochMs: EpochMs): Date => new Date(epochMs);

async function insertTransitions(sql: Sql, transitions: readonly NewTransition[], now: EpochMs): Promise<void> {
  const rows = transitions.map((transition) => ({
    id: newId(now),
    device_no: transition.device.deviceNo,
    unit_id: transition.device.unitId,
    site_id: transition.device.siteId,
    hardware_id: transition.device.hardwareId,
    kind: transition.kind,
    from_value: fromValue(transition),
    to_value: 'to' in transition ? transition.to : null,
    fault_code: 'code' in transition ? transition.code : null,
    reason: transition.reason,
    rule: transition.rule,
    evidence: transition.evidence ?? {},
    door_id: transition.doorId,
    occurred_at: at(transition.occurredAt),
    known_at: at(now),
  }));
  await sql.query(
    `WITH new AS (
       INSERT INTO transition (id, device_no, unit_id, site_id, hardware_id, kind, from_value, to_value, fault_code,
         reason, rule, evidence, door_id, occurred_at, known_at)
       SELECT id, device_no, unit_id, site_id, hardware_id, kind, from_value, to_value, fault_code,
         reason, rule, evidence, door_id, occurred_at, known_at
       FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, device_no int, unit_id uuid, site_id uuid, hardware_id uuid,
         kind text, from_value text, to_value text, fault_code text, reason text, rule text, evidence jsonb,
         door_id int, occurred_at timestamptz, known_at timestamptz)
       RETURNING id, device_no, known_at)
     INSERT INTO transition_work (transition_id, device_no, created_at) SELECT id, device_no, known_at FROM new`,
    [JSON.stringify(rows)],
  );
}

const fromValue = (transition: NewTransition): string | null => {
  switch (transition.kind) {
    case 'connectivity':
      return transition.device.connectivity;
    case 'boot':
    case 'lifecycle':
    case 'maintenance':
    case 'hardware':
      return transition.from;
    case 'fault_on':
    case 'fault_off':
      return null;
  }
};

async function applyConnectivity(sql: Sql, transitions: readonly NewTransition[], now: EpochMs): Promise<void> {
  const rows = transitions.flatMap((transition) =>
    transition.kind === 'connectivity'
      ? [
          {
            device_no: transition.device.deviceNo,
            connectivity: transition.to,
            reason: transition.reason,
            since: at(transition.occurredAt),
            silent: transition.to === 'suspect' || transition.to === 'offline',
          },
        ]
      : [],
  );
  if (rows.length === 0) return;
  await sql.query(
    `UPDATE device_health h SET connectivity = t.connectivity, reason = t.reason, since = t.since, known_at = $2,
       silent_since = CASE WHEN t.silent THEN t.since END, version = h.version + 1
     FROM jsonb_to_recordset($1::jsonb) AS t (device_no int, connectivity text, reason text, since timestamptz, silent bool)
     WHERE h.device_no = t.device_no`,
    [JSON.stringify(rows), at(now)],
  );
}

async function applyFaults(sql: Sql, transitions: readonly NewTransition[], now: EpochMs): Promise<void> {
  const on = transitions.flatMap((transition) =>
    transition.kind === 'fault_on'
      ? [
          {
            device_no: transition.device.deviceNo,
            code: transition.code,
            severity: transition.severity,
            since: at(transition.occurredAt),
            evidence: transition.evidence ?? {},
          },
        ]
      : [],
  );
  if (on.length > 0) {
    await sql.query(
      `INSERT INTO device_fault (device_no, code, severity, since, known_at, evidence)
       SELECT device_no, code, severity, since, $2, evidence
       FROM jsonb_to_recordset($1::jsonb) AS t (device_no int, code text, severity text, since timestamptz, evidence jsonb)
       ON CONFLICT (device_no, code) DO NOTHING`,
      [JSON.stringify(on), at(now)],
    );
  }
  const off = transitions.flatMap((transition) =>
    transition.kind === 'fault_off' ? [{ device_no: transition.device.deviceNo, code: transition.code }] : [],
  );
  if (off.length > 0) {
    await sql.query(
      `DELETE FROM device_fault f USING jsonb_to_recordset($1::jsonb) AS t (device_no int, code text)
       WHERE f.device_no = t.device_no AND f.code = t.code`,
      [JSON.stringify(off)],
    );
  }
}

/** What an open screen needs to repaint one device. */
export interface HealthEvent {
  readonly deviceId: DeviceId;
  readonly health: Health;
  readonly faults: readonly { code: FaultCode; severity: Severity; since: string }[];
  readonly at: string;
}

/** Tells open screens how these devices stand now. Call it last, in the transaction that changed them. */
export async function publishHealth(sql: Sql, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<void> {
  const covers = await Covers.read(sql, deviceNos, now);
  const rows = await sql.prepared<{
    device_no: DeviceNo;
    device_id: DeviceId;
    unit_id: UnitId;
    lifecycle: Lifecycle;
    connectivity: Connectivity;
    faults: HealthEvent['faults'] | null;
  }>(
    `SELECT d.device_no, d.id AS device_id, d.unit_id, d.lifecycle, h.connectivity,
       (SELECT json_agg(json_build_object('code', f.code, 'severity', f.severity, 'since', f.since) ORDER BY f.code)
        FROM device_fault f WHERE f.device_no = d.device_no) AS faults
     FROM device d JOIN device_health h USING (device_no) WHERE d.device_no = ANY($1) ORDER BY d.device_no`,
    [deviceNos],
  );
  const healthOf = ({ device_no, lifecycle, connectivity }: (typeof rows)[number]): Health =>
    deriveHealth({ lifecycle, maintenanceUntil: covers.shown(device_no)?.until ?? null, connectivity }, now);
  const events = rows.map((row) => ({
    ...{ unitId: row.unit_id, deviceId: row.device_id, health: healthOf(row), faults: row.faults ?? [] },
  }));
  await insertHealthEvents(sql, events, now);
}

/** Tells open screens of devices that have just come: nothing has been heard of them, nothing is wrong with them. */
export function publishNewDevices(
  sql: Sql,
  devices: readonly { readonly deviceId: DeviceId; readonly unitId: UnitId }[],
  now: EpochMs,
): Promise<void> {
  return insertHealthEvents(
    sql,
    devices.map((device) => ({ ...device, health: 'never_seen', faults: [] })),
    now,
  );
}

async function insertHealthEvents(
  sql: Sql,
  rows: readonly (Omit<HealthEvent, 'at'> & { readonly unitId: UnitId })[],
  now: EpochMs,
): Promise<void> {
  const events = rows.map(({ unitId, ...event }) => ({
    unit_id: unitId,
    payload: { ...event, at: at(now).toISOString() } satisfies HealthEvent,
  }));
  await sql.prepared(
    `INSERT INTO live_event (kind, unit_id, payload, at)
     SELECT 'health', unit_id, payload, $2 FROM jsonb_to_recordset($1::jsonb) AS t (unit_id uuid, payload jsonb)`,
    [JSON.stringify(events), at(now)],
  );
}

/**
 * Records decided changes in the caller's transaction, whose devices' rows it has locked: state, history, the engine's
 * work queue, live event. The notifications wake readers at commit; losing one loses nothing.
 */
export async function recordTransitions(sql: Sql, transitions: readonly NewTransition[], now: EpochMs): Promise<void> {
  if (transitions.length === 0) return;
  await insertTransitions(sql, transitions, now);
  await applyConnectivity(sql, transitions, now);
  await applyFaults(sql, transitions, now);
  await publishHealth(sql, [...new Set(transitions.map((transition) => transition.device.deviceNo))], now);
  await sql.query(`SELECT pg_notify('transition', ''), pg_notify('live', '')`);
}
