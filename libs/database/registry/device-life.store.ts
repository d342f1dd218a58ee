import { Injectable } from '@nestjs/common';
import {
  defaultOfflineAfter,
  type DeviceId,
  type DeviceKind,
  type DeviceNo,
  type EpochMs,
  type HardwareId,
  type Lifecycle,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope, type Scope } from '../access.ts';
import { recordAudit, recordAudits } from '../audit/record-audit.ts';
import { withdrawCommands } from '../commands/command.store.ts';
import { refusing } from '../database-error.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { assignments, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { lockDevices } from '../transitions/lock.ts';
import { type NewTransition, publishHealth, recordTransitions } from '../transitions/record.ts';
import { endClaimCodes } from './claim-code.ts';
import { type EndpointChanges, updateEndpoint } from './camera-endpoint.ts';
import type { DeviceDetailRow } from './device-columns.ts';
import {
  DEVICE_UNIQUE,
  type DeviceFields,
  requireDevice,
  requireSite,
  type SecretHash,
} from './device-registry.store.ts';
import { followDevices } from '../territory/follow-devices.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import { askAgain } from '../maintenance/ask-again.ts';
import { refreshDeviceSearch } from './device-search.ts';
import { readDevice } from './device.store.ts';
import { updateHardware } from './hardware.ts';
import { tellDoors } from './tell-doors.ts';

export interface DeviceChanges extends DeviceFields {
  readonly siteId?: string | undefined;
  readonly desiredFirmware?: string | null | undefined;
  readonly desiredConfig?: string | null | undefined;
  readonly endpoint?: EndpointChanges | undefined;
  readonly maintenanceUntil?: EpochMs | null | undefined;
}

export interface LockedDevice {
  readonly id: DeviceId;
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  readonly lifecycle: Lifecycle;
  readonly unitId: UnitId;
  readonly hardwareId: HardwareId | null;
  readonly maintenanceUntil: Date | null;
  readonly intervalSeconds: number;
  readonly offlineAfterSeconds: number;
  readonly version: number;
}

/** What happens to a device after it was registered. */
@Injectable()
export class DeviceLife {
  constructor(private readonly database: Database) {}

  async update(
    { actor, scope }: Access,
    id: string,
    changes: DeviceChanges,
    version: number | null,
    now: EpochMs,
  ): Promise<DeviceDetailRow> {
    const work = this.database.transaction(async (tx) => {
      const { responsibleUnitId } = changes;
      const unitId =
        responsibleUnitId === undefined ? undefined : await requireLivingUnit(tx, scope, responsibleUnitId);
      const device = await lockActive(tx, scope, id);
      if (version !== null && device.version !== version) throw new Refusal('stale_version');
      const siteId = changes.siteId === undefined ? undefined : (await requireSite(tx, scope, changes.siteId)).id;
      if (changes.uplinkDeviceId) await checkUplink(tx, scope, device.id, changes.uplinkDeviceId);
      if (device.hardwareId) await updateHardware(tx, scope, device.hardwareId, changes, now);
      if (changes.endpoint) await updateEndpoint(tx, device.id, changes.endpoint, now);
      const offlineAfterSeconds = changes.offlineAfterSeconds ?? followingDeadline(device, changes.intervalSeconds);
      await setColumns(tx, device.id, { ...changes, siteId, responsibleUnitId: unitId, offlineAfterSeconds }, now);
      await refreshDeviceSearch(tx, 'd.id = $1', device.id);
      await this.#maintenance(tx, device, changes.maintenanceUntil, now);
      if (unitId !== undefined) await followDevices(tx, [device.deviceNo], 'device_moved', actor, now);
      if (siteId !== undefined || unitId !== undefined) await askAgain(tx, 'd.id = $1', device.id, now);
      // Screens that watch the new unit learn of it at once.
      if (unitId !== undefined) await publishHealth(tx, [device.deviceNo], now);
      const detail = { fields: Object.keys(changes) };
      const record = {
        action: 'device.update',
        objectKind: 'device',
        objectId: device.id,
        unitId: device.unitId,
        detail,
      };
      await recordAudit(tx, actor, record, now);
      return readDevice(tx, scope, id, now);
    });
    return refusing(work, DEVICE_UNIQUE);
  }

  /** The old secret stops working at once. Null: nothing opens the door until there is a new one. */
  async changeSecret({ actor, scope }: Access, id: string, secret: SecretHash | null, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const device = await lockActive(tx, scope, id);
      if (device.kind === 'camera') throw new Refusal('device_has_no_secret');
      await setSecret(tx, device.id, secret, now);
      await endClaimCodes(tx, [device.deviceNo]);
      const action = secret === null ? 'device.secret_revoke' : 'device.secret';
      const record = { action, objectKind: 'device', objectId: device.id, unitId: device.unitId };
      await recordAudit(tx, actor, record, now);
    });
  }

  /** Out of service for good: credentials are erased, the serial number is free again, the history stays. */
  async decommission({ actor, scope }: Access, id: string, now: EpochMs): Promise<DeviceDetailRow> {
    return this.database.transaction(async (tx) => {
      const device = await lockActive(tx, scope, id);
      await retire(tx, actor, [device], now);
      return readDevice(tx, scope, id, now);
    });
  }

  /** Only for a mistake: a device that never said anything and of which nothing is on record. */
  async remove({ actor, scope }: Access, id: string, version: number | null, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const device = await lock(tx, scope, id, 'FOR UPDATE');
      if (version !== null && device.version !== version) throw new Refusal('stale_version');
      if (await hasHistory(tx, device)) throw new Refusal('device_has_history');
      await tx.query('DELETE FROM camera_endpoint WHERE device_id = $1', [device.id]);
      for (const table of [
        'silence_candidate',
        'device_health',
        'device_fault',
        'mqtt_rejection',
        'device_command',
        'acceptance_test',
        'maintenance_window',
      ]) {
        await tx.query(`DELETE FROM ${table} WHERE device_no = $1`, [device.deviceNo]);
      }
      await tx.query('DELETE FROM device WHERE id = $1', [device.id]);
      await tx.query('DELETE FROM hardware WHERE id = $1', [device.hardwareId]);
      await tellDoors(tx, device.deviceNo);
      const record = { action: 'device.delete', objectKind: 'device', objectId: device.id, unitId: device.unitId };
      await recordAudit(tx, actor, record, now);
    });
  }

  async #maintenance(sql: Sql, device: LockedDevice, until: EpochMs | null | undefined, now: EpochMs): Promise<void> {
    const before = device.maintenanceUntil?.getTime() ?? null;
    if (until === undefined || until === before) return;
    const iso = (at: EpochMs | null) => (at === null ? null : new Date(at).toISOString());
    await recordDecision(sql, [device.deviceNo], { kind: 'maintenance', from: iso(before), to: iso(until) }, now);
  }
}

/** Doors learn of it by the row's change and close what the old one opened. */
export async function setSecret(sql: Sql, id: DeviceId, secret: SecretHash | null, now: EpochMs): Promise<void> {
  await sql.query(
    `UPDATE device SET secret_hash = $2, secret_key_id = $3, secret_changed_at = $4, version = version + 1,
       updated_at = $4 WHERE id = $1`,
    [id, secret?.hash ?? null, secret?.keyId ?? null, new Date(now)],
  );
}

/** What people decide is a transition too: the engine closes or re-opens what follows from it. */
export async function recordDecision(
  sql: Sql,
  deviceNos: readonly DeviceNo[],
  change: Omit<
    Extract<NewTransition, { readonly from: unknown }>,
    'device' | 'reason' | 'rule' | 'occurredAt' | 'doorId'
  >,
  now: EpochMs,
): Promise<void> {
  const devices = await lockDevices(sql, deviceNos, now);
  const by = { reason: 'decided_by_person', rule: 'person/1', occurredAt: now, doorId: null };
  const transitions = devices.map((device): NewTransition => ({ ...change, ...by, device }));
  await recordTransitions(sql, transitions, now);
}

/** Devices in service, in device_no order, under their row locks. */
export async function retire(
  sql: Sql,
  actor: Access['actor'],
  devices: readonly Pick<LockedDevice, 'id' | 'deviceNo' | 'unitId' | 'hardwareId'>[],
  now: EpochMs,
): Promise<void> {
  const at = new Date(now);
  const [ids, numbers] = [devices.map(({ id }) => id), devices.map(({ deviceNo }) => deviceNo)];
  await sql.query(
    `UPDATE device SET lifecycle = 'decommissioned', maintenance_until = NULL, secret_hash = NULL,
       secret_key_id = NULL, version = version + 1, updated_at = $2 WHERE id = ANY($1::uuid[])`,
    [ids, at],
  );
  await sql.query(
    `UPDATE camera_endpoint SET username = NULL, password_ciphertext = NULL, password_key_id = NULL,
       credential_version = credential_version + 1, updated_at = $2 WHERE device_id = ANY($1::uuid[])`,
    [ids, at],
  );
  await sql.query('UPDATE hardware SET retired_at = $2 WHERE id = ANY($1::uuid[])', [
    devices.flatMap(({ hardwareId }) => hardwareId ?? []),
    at,
  ]);
  // Their state first, then their commands: as doors record what a device answers.
  await recordDecision(sql, numbers, { kind: 'lifecycle', from: 'active', to: 'decommissioned' }, now);
  await withdrawCommands(sql, numbers, now);
  await endClaimCodes(sql, numbers);
  const about = { action: 'device.decommission', objectKind: 'device' };
  const records = devices.map(({ id, unitId }) => ({ ...about, objectId: id, unitId }));
  await recordAudits(sql, actor, records, now);
}

/** Doors and the engine write what refers to the device while they hold its state: only one that goes keeps them out. */
async function lock(
  sql: Sql,
  scope: Scope,
  id: string,
  strength: 'FOR NO KEY UPDATE' | 'FOR UPDATE' = 'FOR NO KEY UPDATE',
): Promise<LockedDevice> {
  const [row] = await sql.query<LockedDevice>(
    `SELECT d.id, d.device_no AS "deviceNo", d.kind, d.lifecycle, d.unit_id AS "unitId",
       d.hardware_id AS "hardwareId", d.maintenance_until AS "maintenanceUntil",
       d.interval_seconds AS "intervalSeconds", d.offline_after_seconds AS "offlineAfterSeconds", d.version
     FROM device d WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')} ${strength}`,
    [scope, id],
  );
  return orRefuse(row, 'device_not_found');
}

export async function lockActive(sql: Sql, scope: Scope, id: string): Promise<LockedDevice> {
  const device = await lock(sql, scope, id);
  if (device.lifecycle === 'decommissioned') throw new Refusal('device_decommissioned');
  return device;
}

/** A deadline nobody chose follows the interval. */
function followingDeadline(device: LockedDevice, intervalSeconds: number | undefined): number | undefined {
  const chosen = device.offlineAfterSeconds !== defaultOfflineAfter(device.intervalSeconds);
  return intervalSeconds === undefined || chosen ? undefined : defaultOfflineAfter(intervalSeconds);
}

async function setColumns(sql: Sql, id: DeviceId, changes: DeviceChanges, now: EpochMs): Promise<void> {
  const { bind, values } = new Parameters();
  const until = changes.maintenanceUntil;
  const set = assignments(
    {
      name: changes.name,
      site_id: changes.siteId,
      unit_id: changes.responsibleUnitId,
      desired_firmware: changes.desiredFirmware,
      desired_config: changes.desiredConfig,
      uplink_device_id: changes.uplinkDeviceId,
      power_source: changes.powerSource,
      payer: changes.payer,
      funding: changes.funding,
      interval_seconds: changes.intervalSeconds,
      offline_after_seconds: changes.offlineAfterSeconds,
      maintenance_until: typeof until === 'number' ? new Date(until) : until,
      updated_at: new Date(now),
    },
    bind,
  );
  await sql.query(`UPDATE device SET ${set}, version = version + 1 WHERE id = ${bind(id)}`, values);
}

/** A chain of uplinks must end somewhere. */
async function checkUplink(sql: Sql, scope: Scope, id: DeviceId, uplinkId: string): Promise<void> {
  await requireDevice(sql, scope, uplinkId);
  const [loop] = await sql.query(
    `WITH RECURSIVE chain AS (
       SELECT id, uplink_device_id FROM device WHERE id = $2
       UNION SELECT d.id, d.uplink_device_id FROM device d JOIN chain ON d.id = chain.uplink_device_id)
     SELECT 1 FROM chain WHERE id = $1`,
    [id, uplinkId],
  );
  if (loop) throw new Refusal('uplink_cycle');
}

async function hasHistory(sql: Sql, { id, deviceNo }: LockedDevice): Promise<boolean> {
  const [row] = await sql.query<{ has: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM transition WHERE device_no = $1)
       OR EXISTS (SELECT 1 FROM device_latest WHERE device_no = $1)
       OR EXISTS (SELECT 1 FROM incident_device WHERE device_no = $1)
       OR EXISTS (SELECT 1 FROM incident WHERE device_no = $1)
       OR EXISTS (SELECT 1 FROM device WHERE uplink_device_id = $2) AS has`,
    [deviceNo, id],
  );
  return row?.has ?? false;
}
