import {
  type DeviceId,
  type DeviceNo,
  type DeviceToChange,
  DEADLINE_SECONDS,
  type EpochMs,
  type HardwareId,
  REPORTS_MISSED,
  type SiteId,
  type UnitId,
} from '#libs/domain';
import { type Access, inScope } from '../access.ts';
import { recordAudits } from '../audit/record-audit.ts';
import { askAgain } from '../maintenance/ask-again.ts';
import { newId } from '../new-id.ts';
import { Refusal } from '../refusal.ts';
import { type EndpointChanges, updateEndpoint } from '../registry/camera-endpoint.ts';
import { refreshDeviceSearch } from '../registry/device-search.ts';
import type { Sql } from '../sql.ts';
import { followDevices } from '../territory/follow-devices.ts';
import { publishHealth } from '../transitions/record.ts';

export interface ImportedChange extends Omit<DeviceToChange, 'camera' | 'place'> {
  readonly siteId?: SiteId | undefined;
  readonly endpoint?: EndpointChanges | undefined;
  /** Names of what changes, for the audit log. */
  readonly fields: readonly string[];
}

/** As `defaultOfflineAfter`. */
const defaultDeadline = (interval: string): string =>
  `greatest(${REPORTS_MISSED} * ${interval}, ${DEADLINE_SECONDS.minimum})`;

/** Writes what a list changes about devices; refuses when one of them has changed, or is no longer seen, since it was judged. */
export async function changeDevices(
  sql: Sql,
  access: Access,
  changes: readonly ImportedChange[],
  now: EpochMs,
): Promise<void> {
  const own = changes.filter(({ fields }) => fields.length > 0);
  if (own.length === 0) return;
  // One order of locks for all who change several devices.
  await sql.query('SELECT 1 FROM device WHERE id = ANY($1::uuid[]) ORDER BY device_no FOR NO KEY UPDATE', [
    own.map(({ id }) => id),
  ]);
  const changed = await sql.query<{ id: DeviceId; deviceNo: DeviceNo; unitId: UnitId }>(
    `UPDATE device d SET name = coalesce(t.name, d.name), unit_id = coalesce(t."unitId", d.unit_id),
       site_id = coalesce(t."siteId", d.site_id), power_source = coalesce(t."powerSource", d.power_source),
       payer = coalesce(t.payer, d.payer), funding = coalesce(t.funding, d.funding),
       interval_seconds = coalesce(t."intervalSeconds", d.interval_seconds),
       -- A deadline nobody chose follows the interval.
       offline_after_seconds = coalesce(t."offlineAfterSeconds", CASE WHEN t."intervalSeconds" IS NOT NULL
         AND d.offline_after_seconds = ${defaultDeadline('d.interval_seconds')}
         THEN ${defaultDeadline('t."intervalSeconds"')} ELSE d.offline_after_seconds END),
       version = d.version + 1, updated_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, version int, name text, "unitId" uuid, "siteId" uuid,
       "powerSource" text, payer text, funding text, "intervalSeconds" int, "offlineAfterSeconds" int)
     WHERE d.id = t.id AND d.version = t.version AND d.lifecycle = 'active' AND ${inScope('d.unit_id', '$3')}
     RETURNING d.id, d.device_no AS "deviceNo", d.unit_id AS "unitId"`,
    [JSON.stringify(own.map(({ endpoint: _, ...change }) => change)), new Date(now), access.scope],
  );
  if (changed.length !== own.length) throw new Refusal('stale_version');
  await changeHardware(sql, own, now);
  for (const { id, endpoint } of own) if (endpoint) await updateEndpoint(sql, id, endpoint, now);
  await refreshDeviceSearch(
    sql,
    'd.id = ANY($1::uuid[])',
    own.map(({ id }) => id),
  );
  const numbers = new Map(changed.map(({ id, deviceNo }) => [id, deviceNo]));
  const numbersOf = (rows: readonly ImportedChange[]) => rows.flatMap(({ id }) => numbers.get(id) ?? []);
  const rehung = numbersOf(own.filter(({ unitId }) => unitId !== undefined));
  if (rehung.length > 0) await followDevices(sql, rehung, 'device_moved', access.actor, now);
  const moved = numbersOf(own.filter(({ unitId, siteId }) => unitId !== undefined || siteId !== undefined));
  if (moved.length > 0) {
    await askAgain(sql, 'd.device_no = ANY($1)', moved, now);
    await publishHealth(sql, moved, now);
  }
  const unitOf = new Map(changed.map(({ id, unitId }) => [id, unitId]));
  const records = own.map(({ id, fields }) => ({
    ...{ action: 'device.update', objectKind: 'device', objectId: id, unitId: unitOf.get(id) ?? null },
    detail: { fields, by: 'import' },
  }));
  await recordAudits(sql, access.actor, records, now);
}

async function changeHardware(sql: Sql, changes: readonly ImportedChange[], now: EpochMs): Promise<void> {
  const rows = changes
    .filter(({ manufacturer, model, serial, mac }) =>
      [manufacturer, model, serial, mac].some((word) => word !== undefined),
    )
    .map(({ id, manufacturer, model, serial, mac }) => ({
      id,
      hardware_id: newId<HardwareId>(now),
      manufacturer,
      model,
      serial,
      mac,
    }));
  if (rows.length === 0) return;
  const [text, at] = [JSON.stringify(rows), new Date(now)];
  // A device of an old list may have no hardware yet.
  await sql.query(
    `WITH bare AS (SELECT t.* FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, hardware_id uuid)
         JOIN device d ON d.id = t.id WHERE d.hardware_id IS NULL),
       made AS (INSERT INTO hardware (id, created_at, updated_at) SELECT hardware_id, $2, $2 FROM bare)
     UPDATE device d SET hardware_id = bare.hardware_id FROM bare WHERE d.id = bare.id`,
    [text, at],
  );
  await sql.query(
    `UPDATE hardware w SET manufacturer = coalesce(t.manufacturer, w.manufacturer), model = coalesce(t.model, w.model),
       serial = coalesce(t.serial, w.serial), mac = coalesce(t.mac, w.mac), updated_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, manufacturer text, model text, serial text, mac text)
       JOIN device d ON d.id = t.id WHERE w.id = d.hardware_id`,
    [text, at],
  );
}
