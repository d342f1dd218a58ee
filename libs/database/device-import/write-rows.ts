import {
  type DeviceId,
  type DeviceToMake,
  defaultOfflineAfter,
  type EpochMs,
  type HardwareId,
  INTERVAL_SECONDS,
  type NewPlace,
  type SiteChange,
  type SiteId,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope } from '../access.ts';
import { recordAudits } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { Refusal } from '../refusal.ts';
import type { Endpoint } from '../registry/camera-endpoint.ts';
import { freeCodes } from '../registry/code.ts';
import type { SecretHash } from '../registry/device-registry.store.ts';
import { deviceSearch } from '../registry/device-search.ts';
import { newSiteRow, refreshSiteSearch } from '../registry/site.store.ts';
import type { Sql } from '../sql.ts';
import { stickerWordsOf } from '../stickers/sticker-columns.ts';
import { keepLiving } from '../territory/living-unit.ts';
import { publishNewDevices } from '../transitions/record.ts';
import { changeDevices, type ImportedChange } from './change-devices.ts';

/** A device to make, with everything that the one who writes it has to know; what is secret is sealed or hashed. */
export interface ImportedDevice extends Omit<DeviceToMake, 'camera' | 'place'> {
  readonly id: DeviceId;
  readonly place: { readonly siteId: SiteId } | { readonly newSite: SiteId };
  readonly secret: SecretHash | null;
  readonly endpoint: Endpoint | null;
}

/** Rows that are written together or not at all. */
export interface ImportBatch {
  readonly places: readonly (Omit<NewPlace, 'key'> & { readonly id: SiteId })[];
  readonly siteChanges: readonly SiteChange[];
  readonly devices: readonly ImportedDevice[];
  readonly changes: readonly ImportedChange[];
}

/** Writes a batch set by set; returns the codes of the devices it made. Refuses when what it builds on has changed. */
export async function writeBatch(
  sql: Sql,
  access: Access,
  batch: ImportBatch,
  now: EpochMs,
): Promise<ReadonlyMap<DeviceId, string>> {
  await keepLiving(sql, unitsOf(batch));
  await insertPlaces(sql, batch.places, now);
  await changeSites(sql, access, batch.siteChanges, now);
  const codes = await insertDevices(sql, access, batch.devices, now);
  await changeDevices(sql, access, batch.changes, now);
  await setUplinks(sql, [...batch.devices, ...batch.changes]);
  await sql.query(`SELECT pg_notify('live', '')`);
  return codes;
}

const unitsOf = ({ places, siteChanges, devices, changes }: ImportBatch): UnitId[] => [
  ...new Set([...places, ...siteChanges, ...devices, ...changes].flatMap(({ unitId }) => unitId ?? [])),
];

async function insertPlaces(sql: Sql, places: ImportBatch['places'], now: EpochMs): Promise<void> {
  if (places.length === 0) return;
  const codes = await freeCodes(sql, 'site', places.filter(({ code }) => code === null).length);
  const rows = places.map((place) => newSiteRow({ ...place, code: place.code ?? codes.pop() ?? '' }));
  await sql.query(
    `INSERT INTO site (id, code, unit_id, name, landmark, latitude, longitude, public_token, search, created_at, updated_at)
     SELECT id, code, unit_id, name, landmark, latitude, longitude, public_token, search, $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, code text, unit_id uuid, name text, landmark text,
       latitude float8, longitude float8, public_token text, search text)`,
    [JSON.stringify(rows), new Date(now)],
  );
}

async function changeSites(sql: Sql, access: Access, changes: readonly SiteChange[], now: EpochMs): Promise<void> {
  if (changes.length === 0) return;
  const changed = await sql.query<{ id: SiteId; unitId: UnitId }>(
    `UPDATE site s SET name = coalesce(t.name, s.name), landmark = coalesce(t.landmark, s.landmark),
       latitude = coalesce(t.latitude, s.latitude), longitude = coalesce(t.longitude, s.longitude),
       unit_id = coalesce(t."unitId", s.unit_id), version = s.version + 1, updated_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, version int, name text, landmark text, latitude float8,
       longitude float8, "unitId" uuid)
     WHERE s.id = t.id AND s.version = t.version AND ${inScope('s.unit_id', '$3')}
     RETURNING s.id, s.unit_id AS "unitId"`,
    [JSON.stringify(changes), new Date(now), access.scope],
  );
  if (changed.length !== changes.length) throw new Refusal('stale_version');
  const ids = changed.map(({ id }) => id);
  await refreshSiteSearch(sql, ids);
  const records = changed.map(({ id, unitId }) => ({
    action: 'site.update',
    objectKind: 'site',
    objectId: id,
    unitId,
  }));
  await recordAudits(sql, access.actor, records, now);
}

interface SiteName {
  readonly id: SiteId;
  readonly code: string;
  readonly name: string | null;
  readonly landmark: string | null;
  readonly sticker: string | null;
}

async function insertDevices(
  sql: Sql,
  access: Access,
  devices: readonly ImportedDevice[],
  now: EpochMs,
): Promise<ReadonlyMap<DeviceId, string>> {
  const codes = await codesFor(sql, devices);
  if (devices.length === 0) return codes;
  const siteIdOf = ({ place }: ImportedDevice): SiteId => ('siteId' in place ? place.siteId : place.newSite);
  const sites = await sitesOf(sql, devices.map(siteIdOf));
  const rows = devices.map((device) => {
    const site = sites.get(siteIdOf(device));
    const code = codes.get(device.id) ?? '';
    const { model = null, serial = null, mac = null } = device;
    const intervalSeconds = device.intervalSeconds ?? INTERVAL_SECONDS.standard;
    return {
      ...{
        id: device.id,
        kind: device.kind,
        code,
        name: device.name,
        unit_id: device.unitId,
        site_id: siteIdOf(device),
      },
      ...{ hardware_id: newId<HardwareId>(now), manufacturer: device.manufacturer ?? null, model, serial, mac },
      ...{
        power_source: device.powerSource ?? 'unknown',
        payer: device.payer ?? null,
        funding: device.funding ?? null,
      },
      interval_seconds: intervalSeconds,
      offline_after_seconds: device.offlineAfterSeconds ?? defaultOfflineAfter(intervalSeconds),
      secret_hash: device.secret?.hash.toString('hex') ?? null,
      secret_key_id: device.secret?.keyId ?? null,
      search: deviceSearch([
        device.name,
        code,
        site?.code,
        site?.name,
        site?.landmark,
        serial,
        mac,
        model,
        site?.sticker,
      ]),
    };
  });
  await insertRows(sql, rows, now);
  await insertEndpoints(sql, devices, now);
  const records = devices.map((device) => ({
    ...{ action: 'device.register', objectKind: 'device', objectId: device.id, unitId: device.unitId },
    detail: { kind: device.kind, siteId: siteIdOf(device), by: 'import' },
  }));
  await recordAudits(sql, access.actor, records, now);
  await publishNewDevices(
    sql,
    devices.map(({ id, unitId }) => ({ deviceId: id, unitId })),
    now,
  );
  return codes;
}

async function codesFor(sql: Sql, devices: readonly ImportedDevice[]): Promise<Map<DeviceId, string>> {
  const codes = new Map<DeviceId, string>();
  for (const kind of new Set(devices.map((device) => device.kind))) {
    const ofKind = devices.filter((device) => device.kind === kind);
    const free = await freeCodes(sql, kind, ofKind.filter(({ code }) => code === null).length);
    for (const { id, code } of ofKind) codes.set(id, code ?? free.pop() ?? '');
  }
  return codes;
}

async function sitesOf(sql: Sql, ids: readonly SiteId[]): Promise<ReadonlyMap<SiteId, SiteName>> {
  const rows = await sql.query<SiteName>(
    `SELECT s.id, s.code, s.name, s.landmark, ${stickerWordsOf('s.id')} AS sticker FROM site s WHERE s.id = ANY($1::uuid[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function insertRows(sql: Sql, rows: readonly object[], now: EpochMs): Promise<void> {
  const [text, at] = [JSON.stringify(rows), new Date(now)];
  await sql.query(
    `INSERT INTO hardware (id, manufacturer, model, serial, mac, created_at, updated_at)
     SELECT hardware_id, manufacturer, model, serial, mac, $2, $2 FROM jsonb_to_recordset($1::jsonb)
       AS t (hardware_id uuid, manufacturer text, model text, serial text, mac text)`,
    [text, at],
  );
  await sql.query(
    `WITH new AS (
       INSERT INTO device (id, kind, code, name, site_id, unit_id, hardware_id, power_source, payer, funding,
         interval_seconds, offline_after_seconds, secret_hash, secret_key_id, secret_changed_at, search, created_at,
         updated_at)
       SELECT id, kind, code, name, site_id, unit_id, hardware_id, power_source, payer, funding, interval_seconds,
         offline_after_seconds, decode(secret_hash, 'hex'), secret_key_id, CASE WHEN secret_hash IS NULL THEN NULL ELSE $2::timestamptz END,
         search, $2, $2
       FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, kind text, code text, name text, site_id uuid, unit_id uuid,
         hardware_id uuid, power_source text, payer text, funding text, interval_seconds int,
         offline_after_seconds int, secret_hash text, secret_key_id text, search text)
       RETURNING device_no, created_at)
     INSERT INTO device_health (device_no, since, known_at) SELECT device_no, created_at, created_at FROM new`,
    [text, at],
  );
}

async function insertEndpoints(sql: Sql, devices: readonly ImportedDevice[], now: EpochMs): Promise<void> {
  const rows = devices.flatMap(({ id, endpoint }) =>
    endpoint === null
      ? []
      : [
          {
            ...endpoint,
            id,
            ciphertext: endpoint.password?.ciphertext.toString('hex') ?? null,
            key_id: endpoint.password?.keyId ?? null,
            factory: endpoint.password?.fromFactory ?? null,
            password: null,
          },
        ],
  );
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO camera_endpoint (device_id, scheme, host, port, path, username, password_ciphertext, password_key_id,
       factory_password, updated_at)
     SELECT id, scheme, host, port, path, username, decode(ciphertext, 'hex'), key_id, factory, $2
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, scheme text, host text, port int, path text, username text,
       ciphertext text, key_id text, factory boolean)`,
    [JSON.stringify(rows), new Date(now)],
  );
}

/** By code, after all devices of the batch are there. */
async function setUplinks(
  sql: Sql,
  rows: readonly { readonly id: DeviceId; readonly uplink?: string | undefined }[],
): Promise<void> {
  const wanted = rows.filter(({ uplink }) => uplink !== undefined);
  if (wanted.length === 0) return;
  const ids = wanted.map(({ id }) => id);
  const set = await sql.query(
    `UPDATE device d SET uplink_device_id = u.id FROM unnest($1::uuid[], $2::text[]) AS t (id, code)
       JOIN device u ON u.code = t.code WHERE d.id = t.id RETURNING 1`,
    [ids, wanted.map(({ uplink }) => uplink)],
  );
  if (set.length !== ids.length) throw new Refusal('stale_version');
  const [loop] = await sql.query(
    `WITH RECURSIVE chain AS (
       SELECT id AS start, uplink_device_id AS at FROM device WHERE id = ANY($1::uuid[])
       UNION SELECT chain.start, d.uplink_device_id FROM chain JOIN device d ON d.id = chain.at)
     SELECT 1 FROM chain WHERE start = at`,
    [ids],
  );
  if (loop) throw new Refusal('uplink_cycle');
}
