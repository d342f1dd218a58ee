import { Injectable } from '@nestjs/common';
import { type DeviceNo, type EpochMs, hardwareName, type HardwareId, type Span } from '#libs/domain';
import type { Access, Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { withdrawCommands } from '../commands/command.store.ts';
import { refusing } from '../database-error.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { type EndpointChanges, updateEndpoint } from './camera-endpoint.ts';
import type { DeviceDetailRow } from './device-columns.ts';
import { endClaimCodes } from './claim-code.ts';
import { lockActive, recordDecision } from './device-life.store.ts';
import { DEVICE_UNIQUE, requireDevice, type SecretHash } from './device-registry.store.ts';
import { refreshDeviceSearch } from './device-search.ts';
import { readDevice } from './device.store.ts';
import { type HardwareFields, insertHardware } from './hardware.ts';

export interface HardwareRow {
  readonly id: HardwareId;
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  readonly mac: string | null;
  readonly firmware: string | null;
  readonly from: EpochMs;
  /** Null: it hangs there now. */
  readonly until: EpochMs | null;
}

export interface HardwareChangeRow {
  readonly at: EpochMs;
  readonly from: string | null;
  readonly to: string | null;
}

export interface Replacement extends HardwareFields {
  readonly secret: SecretHash | null;
  /** Of a camera; null for what reports by MQTT. */
  readonly endpoint: EndpointChanges | null;
}

/** The things that take turns in being one device. */
@Injectable()
export class DeviceHardwareStore {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(scope: Scope, id: string): Promise<HardwareRow[]> {
    const deviceNo = await requireDevice(this.database, scope, id);
    return this.database.query<HardwareRow>(
      `SELECT h.id, h.manufacturer, h.model, h.serial, h.mac, h.firmware, ${epoch('h.created_at')} AS "from",
         ${epoch('h.retired_at')} AS until
       FROM hardware h WHERE h.id IN (
         SELECT hardware_id FROM device WHERE device_no = $1
         UNION SELECT (t.evidence->>'replaced')::uuid FROM transition t WHERE t.device_no = $1 AND t.kind = 'hardware')
       ORDER BY h.created_at DESC, h.id DESC`,
      [deviceNo],
    );
  }

  /**
   * Retires the thing that hung there and puts another in its place. The device goes on as it was: who is silent stays
   * silent until the new thing speaks. What the old one had said of itself is not true of the new one.
   */
  async replace({ actor, scope }: Access, id: string, given: Replacement, now: EpochMs): Promise<DeviceDetailRow> {
    const work = this.database.transaction(async (tx) => {
      const device = await lockActive(tx, scope, id);
      const before = await retire(tx, device.hardwareId, now);
      const thing = await insertHardware(tx, scope, given, now);
      await tx.query(
        `UPDATE device SET hardware_id = $2, secret_hash = $3, secret_key_id = $4,
           secret_changed_at = CASE WHEN kind = 'camera' THEN secret_changed_at ELSE $5 END, version = version + 1,
           updated_at = $5 WHERE id = $1`,
        [device.id, thing.id, given.secret?.hash ?? null, given.secret?.keyId ?? null, new Date(now)],
      );
      if (given.endpoint) await updateEndpoint(tx, device.id, given.endpoint, now);
      await refreshDeviceSearch(tx, 'd.id = $1', device.id);
      const { manufacturer = null } = given;
      const change = { from: before && hardwareName(before), to: hardwareName({ ...thing, manufacturer }) };
      const evidence = { replaced: device.hardwareId };
      await recordDecision(tx, [device.deviceNo], { kind: 'hardware', ...change, evidence }, now);
      await forgetTheOld(tx, device.deviceNo);
      await endClaimCodes(tx, [device.deviceNo]);
      await withdrawCommands(tx, [device.deviceNo], now, 'cancel');
      const detail = { from: device.hardwareId, to: thing.id };
      const about = { objectKind: 'device', objectId: device.id, unitId: device.unitId, detail };
      await recordAudit(tx, actor, { action: 'device.hardware', ...about }, now);
      return readDevice(tx, scope, id, now);
    });
    return refusing(work, DEVICE_UNIQUE);
  }
}

type Named = Parameters<typeof hardwareName>[0];

async function retire(sql: Sql, id: HardwareId | null, now: EpochMs): Promise<Named | null> {
  const [row] = await sql.query<Named>(
    'UPDATE hardware SET retired_at = $2, updated_at = $2 WHERE id = $1 RETURNING manufacturer, model, serial, mac',
    [id, new Date(now)],
  );
  return row ?? null;
}

/** Its state is locked. */
async function forgetTheOld(sql: Sql, deviceNo: DeviceNo): Promise<void> {
  await sql.query(
    `UPDATE device_latest SET boot_id = NULL, seq = NULL, facts = '{}', facts_at = NULL, extra = '{}' WHERE device_no = $1`,
    [deviceNo],
  );
  await sql.query('UPDATE device_health SET announced_interval_seconds = NULL WHERE device_no = $1', [deviceNo]);
  await sql.query('DELETE FROM mqtt_rejection WHERE device_no = $1', [deviceNo]);
}

/** Oldest first. */
export const readHardwareChanges = (
  sql: Sql,
  deviceNo: DeviceNo,
  { from, until }: Span,
): Promise<HardwareChangeRow[]> =>
  sql.query<HardwareChangeRow>(
    `SELECT ${epoch('occurred_at')} AS at, from_value AS "from", to_value AS "to" FROM transition
     WHERE device_no = $1 AND kind = 'hardware' AND occurred_at >= $2 AND occurred_at < $3 ORDER BY occurred_at, seq`,
    [deviceNo, new Date(from), new Date(until)],
  );
