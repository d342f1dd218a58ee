import { Injectable } from '@nestjs/common';
import {
  defaultOfflineAfter,
  type DeviceId,
  type DeviceKind,
  type DeviceNo,
  type EpochMs,
  INTERVAL_SECONDS,
  type PowerSource,
  type SiteId,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { refusing } from '../database-error.ts';
import { orRefuse } from '../refusal.ts';
import { Database, type Sql, type Transaction } from '../sql.ts';
import { publishNewDevice } from '../transitions/record.ts';
import { type Endpoint, insertEndpoint } from './camera-endpoint.ts';
import { freeCode } from './code.ts';
import type { DeviceDetailRow } from './device-columns.ts';
import { deviceSearch } from './device-search.ts';
import { readDevice } from './device.store.ts';
import { type HardwareFields, insertHardware, type StoredHardware } from './hardware.ts';
import { insertSite, type SiteFields } from './site.store.ts';

/** Keyed hash of an MQTT secret, and the key it was made with. */
export interface SecretHash {
  readonly hash: Buffer;
  readonly keyId: string;
}

export interface DeviceFields extends HardwareFields {
  readonly name?: string | undefined;
  readonly responsibleUnitId?: string | undefined;
  readonly uplinkDeviceId?: string | null | undefined;
  readonly powerSource?: PowerSource | undefined;
  readonly payer?: string | null | undefined;
  readonly funding?: string | null | undefined;
  readonly intervalSeconds?: number | undefined;
  readonly offlineAfterSeconds?: number | undefined;
}

export interface NewDevice extends DeviceFields {
  readonly id: DeviceId;
  readonly kind: DeviceKind;
  readonly name: string;
  readonly code: string | null;
  /** An existing place, or what makes a new one. */
  readonly place: { readonly siteId: string } | (SiteFields & { readonly unitId: string });
  readonly secret: SecretHash | null;
  readonly endpoint: Endpoint | null;
}

export const DEVICE_UNIQUE = {
  device_code: 'device_code_taken',
  site_code: 'site_code_taken',
  hardware_serial: 'serial_taken',
  hardware_mac: 'mac_taken',
} as const;

/** Brings devices into service. */
@Injectable()
export class DeviceRegistry {
  constructor(private readonly database: Database) {}

  /** Device, place, hardware, camera address and its first health row, or nothing at all. */
  async register({ actor, scope }: Access, device: NewDevice, now: EpochMs): Promise<DeviceDetailRow> {
    const work = this.database.transaction(async (tx) => {
      const site = await placeOf(tx, scope, device.place, now);
      const unitId = device.responsibleUnitId ? await requireUnit(tx, scope, device.responsibleUnitId) : site.unitId;
      if (device.uplinkDeviceId) await requireDevice(tx, scope, device.uplinkDeviceId);
      const hardware = await insertHardware(tx, scope, device, now);
      await insertDevice(tx, device, { site, unitId, hardware }, now);
      if (device.endpoint) await insertEndpoint(tx, device.id, device.endpoint, now);
      const detail = { kind: device.kind, siteId: site.id };
      const record = { action: 'device.register', objectKind: 'device', objectId: device.id, unitId, detail };
      await recordAudit(tx, actor, record, now);
      await publishNewDevice(tx, device.id, unitId, now);
      await tx.prepared(`SELECT pg_notify('live', '')`);
      return readDevice(tx, [unitId], device.id, now);
    });
    return refusing(work, DEVICE_UNIQUE);
  }
}

/** The device exists in the scope, or it "does not exist". */
export async function requireDevice(sql: Sql, scope: Scope, id: string): Promise<DeviceNo> {
  const [row] = await sql.prepared<{ device_no: DeviceNo }>(
    `SELECT d.device_no FROM device d WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`,
    [scope, id],
  );
  return orRefuse(row, 'device_not_found').device_no;
}

interface Place {
  readonly id: SiteId;
  readonly unitId: UnitId;
  readonly code: string;
  readonly name?: string | null | undefined;
  readonly landmark?: string | null | undefined;
}

export async function requireSite(sql: Sql, scope: Scope, id: string): Promise<Place> {
  const [row] = await sql.prepared<Place>(
    `SELECT s.id, s.unit_id AS "unitId", s.code, s.name, s.landmark FROM site s WHERE s.id = $2 AND ${inScope('s.unit_id', '$1')}`,
    [scope, id],
  );
  return orRefuse(row, 'site_not_found');
}

async function placeOf(tx: Transaction, scope: Scope, place: NewDevice['place'], now: EpochMs): Promise<Place> {
  if ('siteId' in place) return requireSite(tx, scope, place.siteId);
  const unitId = await requireUnit(tx, scope, place.unitId);
  const { id, code } = await insertSite(tx, { ...place, unitId, code: null }, now);
  return { id, unitId, code, name: place.name, landmark: place.landmark };
}

/** The device with its first health row: nothing was heard of it yet. */
async function insertDevice(
  tx: Transaction,
  device: NewDevice,
  given: { readonly site: Place; readonly unitId: UnitId; readonly hardware: StoredHardware },
  now: EpochMs,
): Promise<void> {
  const { site, unitId, hardware } = given;
  const code = device.code ?? (await freeCode(tx, device.kind));
  const intervalSeconds = device.intervalSeconds ?? INTERVAL_SECONDS.standard;
  const words = [device.name, code, site.code, site.name, site.landmark, hardware.serial, hardware.mac, hardware.model];
  await tx.prepared(
    `WITH new AS (
       INSERT INTO device (id, kind, code, name, site_id, unit_id, hardware_id, uplink_device_id, power_source, payer,
         funding, interval_seconds, offline_after_seconds, secret_hash, secret_key_id, secret_changed_at, search,
         created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18)
       RETURNING device_no, created_at)
     INSERT INTO device_health (device_no, since, known_at) SELECT device_no, created_at, created_at FROM new`,
    [
      device.id,
      device.kind,
      code,
      device.name,
      site.id,
      unitId,
      hardware.id,
      device.uplinkDeviceId ?? null,
      device.powerSource ?? 'unknown',
      device.payer ?? null,
      device.funding ?? null,
      intervalSeconds,
      device.offlineAfterSeconds ?? defaultOfflineAfter(intervalSeconds),
      device.secret?.hash ?? null,
      device.secret?.keyId ?? null,
      device.secret ? new Date(now) : null,
      deviceSearch(words),
      new Date(now),
    ],
  );
}
