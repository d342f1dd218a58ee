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
import { type Access, inScope, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { refusing } from '../database-error.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { Database, type Sql, type Transaction } from '../sql.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import { publishNewDevices } from '../transitions/record.ts';
import { type Endpoint, insertEndpoint } from './camera-endpoint.ts';
import { freeCode } from './code.ts';
import type { DeviceDetailRow } from './device-columns.ts';
import { deviceSearch } from './device-search.ts';
import { readDevice } from './device.store.ts';
import { type HardwareFields, insertHardware, type StoredHardware } from './hardware.ts';
import { bindSticker, findSticker } from '../stickers/bind-sticker.ts';
import { stickerOf, stickerWords } from '../stickers/sticker-columns.ts';
import { refusePlaceNear } from './place-near.ts';
import { insertSite, refreshSiteSearch, type SiteFields } from './site.store.ts';

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
  /** An existing place, what makes a new one, or wherever the sticker is. */
  readonly place:
    { readonly siteId: string } | (SiteFields & { readonly unitId: string }) | { readonly where: 'at_the_sticker' };
  /** As typed or scanned: a free one is stuck to the place. */
  readonly sticker?: string | undefined;
  /** A new place is one of its own, however near another stands. */
  readonly separatePlace?: boolean | undefined;
  readonly secret: SecretHash | null;
  readonly endpoint: Endpoint | null;
  /** Of the phone that sends it, perhaps twice. */
  readonly registrationId?: string | undefined;
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

  /**
   * Device, place, hardware, camera address and its first health row, or nothing at all. What comes again with the same
   * registration is given the device that the first one made: its id is not the one that was brought along.
   */
  async register({ actor, scope }: Access, device: NewDevice, now: EpochMs): Promise<DeviceDetailRow> {
    const work = this.database.transaction(async (tx) => {
      const known = await registered(tx, scope, device.registrationId);
      if (known) return readDevice(tx, scope, known, now);
      const found = await placeOf(tx, scope, device, now);
      const wanted = device.responsibleUnitId ?? found.unitId;
      const unitId = found.isNew && wanted === found.unitId ? found.unitId : await requireLivingUnit(tx, scope, wanted);
      const site = await withSticker(tx, { actor, scope }, device, found, now);
      if (device.uplinkDeviceId) await requireDevice(tx, scope, device.uplinkDeviceId);
      const hardware = await insertHardware(tx, scope, device, now);
      await insertDevice(tx, device, { site, unitId, hardware }, now);
      if (device.registrationId) await noteRegistration(tx, device.registrationId, device.id);
      if (device.endpoint) await insertEndpoint(tx, device.id, device.endpoint, now);
      const detail = { kind: device.kind, siteId: site.id };
      const record = { action: 'device.register', objectKind: 'device', objectId: device.id, unitId, detail };
      await recordAudit(tx, actor, record, now);
      await publishNewDevices(tx, [{ deviceId: device.id, unitId }], now);
      await tx.prepared(`SELECT pg_notify('live', '')`);
      return readDevice(tx, [unitId], device.id, now);
    });
    return refusing(work, DEVICE_UNIQUE);
  }
}

/** Two arrivals of one registration wait for each other. */
async function registered(tx: Transaction, scope: Scope, id: string | undefined): Promise<DeviceId | null> {
  if (id === undefined) return null;
  await tx.prepared(`SELECT pg_advisory_xact_lock(hashtextextended('registration:' || $1, 0))`, [id.toLowerCase()]);
  const [row] = await tx.prepared<{ id: DeviceId; visible: boolean }>(
    `SELECT d.id, ${inScope('d.unit_id', '$1')} AS visible
     FROM registration r JOIN device d ON d.id = r.device_id WHERE r.id = $2`,
    [scope, id],
  );
  if (row && !row.visible) throw new Refusal('registration_taken');
  return row?.id ?? null;
}

async function noteRegistration(tx: Transaction, id: string, deviceId: DeviceId): Promise<void> {
  await tx.prepared('INSERT INTO registration (id, device_id) VALUES ($1, $2)', [id, deviceId]);
}

/** The device exists in the scope, or it "does not exist". */
export async function requireDevice(sql: Sql, scope: Scope, id: string): Promise<DeviceNo> {
  const [row] = await sql.prepared<{ device_no: DeviceNo }>(
    `SELECT d.device_no FROM device d WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`,
    [scope, id],
  );
  return orRefuse(row, 'device_not_found').device_no;
}

/** Where a device is hung. */
interface Place {
  readonly id: SiteId;
  readonly unitId: UnitId;
  readonly code: string;
  readonly name?: string | null | undefined;
  readonly landmark?: string | null | undefined;
  /** The printed sticker that leads there. */
  readonly sticker?: string | null | undefined;
  /** Made just now, in a unit that lives. */
  readonly isNew?: boolean;
}

export async function requireSite(sql: Sql, scope: Scope, id: string): Promise<Place> {
  const [row] = await sql.prepared<Place>(
    `SELECT s.id, s.unit_id AS "unitId", s.code, s.name, s.landmark, ${stickerOf('s.id')} AS sticker
     FROM site s WHERE s.id = $2 AND ${inScope('s.unit_id', '$1')}`,
    [scope, id],
  );
  return orRefuse(row, 'site_not_found');
}

type Wanted = Pick<NewDevice, 'place' | 'sticker' | 'separatePlace'>;

/** The place that exists, or a new one. */
async function placeOf(tx: Transaction, scope: Scope, wanted: Wanted, now: EpochMs): Promise<Place> {
  const { place, sticker = '' } = wanted;
  if ('where' in place) return requireSite(tx, scope, await placeOfSticker(tx, scope, sticker));
  if ('siteId' in place) return requireSite(tx, scope, place.siteId);
  return newPlace(tx, scope, { ...wanted, place }, now);
}

/** The place with the sticker that was given for it, if one was. */
async function withSticker(
  tx: Transaction,
  access: Access,
  { place, sticker }: Wanted,
  site: Place,
  now: EpochMs,
): Promise<Place> {
  if (!sticker || 'where' in place) return site;
  const code = await bindSticker(tx, access, sticker, { ...site, isNew: !('siteId' in place) }, now);
  if (code !== site.sticker) await refreshSiteSearch(tx, [site.id]);
  return { ...site, sticker: code };
}

async function newPlace(
  tx: Transaction,
  scope: Scope,
  { place, separatePlace = false }: Wanted & { readonly place: SiteFields & { readonly unitId: string } },
  now: EpochMs,
): Promise<Place> {
  const unitId = await requireLivingUnit(tx, scope, place.unitId);
  if (!separatePlace) await refusePlaceNear(tx, scope, place);
  const { id, code } = await insertSite(tx, { ...place, unitId, code: null }, now);
  return { id, unitId, code, name: place.name, landmark: place.landmark, isNew: true };
}

/** Where the sticker hangs; refuses one that hangs nowhere, no more, or in another territory. */
async function placeOfSticker(tx: Transaction, scope: Scope, text: string): Promise<SiteId> {
  const { code, state, site } = await findSticker(tx, scope, text);
  if (state === 'void') throw new Refusal('sticker_void');
  if (state === 'replaced') throw new Refusal('sticker_replaced');
  if (state === 'free') throw new Refusal('sticker_not_bound', { code });
  if (site === null) throw new Refusal('sticker_bound_elsewhere', { code });
  return site.id;
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
  const { serial, mac, model } = hardware;
  const ofPlace = [site.code, site.name, site.landmark];
  const words = [device.name, code, ...ofPlace, serial, mac, model, stickerWords(site.sticker)];
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
