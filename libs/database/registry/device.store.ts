import { Injectable } from '@nestjs/common';
import type { EpochMs } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { orRefuse } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { DEVICE_TABLES, type DeviceDetailRow, deviceDetailColumns, type RejectionRow } from './device-columns.ts';

type DetailColumns = Omit<DeviceDetailRow, 'facts' | 'factsAt' | 'extra' | 'rejection'>;

/** One device with everything we know of it. */
@Injectable()
export class DeviceStore {
  constructor(private readonly database: Database) {}

  get(scope: Scope, id: string, now: EpochMs): Promise<DeviceDetailRow> {
    return readDevice(this.database, scope, id, now);
  }
}

export async function readDevice(sql: Sql, scope: Scope, id: string, now: EpochMs): Promise<DeviceDetailRow> {
  const [found] = await sql.query<DetailColumns>(
    `SELECT ${deviceDetailColumns('$3')} FROM ${DEVICE_TABLES} WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`,
    [scope, id, new Date(now)],
  );
  const device = orRefuse(found, 'device_not_found');
  const [latest] = await sql.query<Pick<DeviceDetailRow, 'facts' | 'factsAt' | 'extra'>>(
    `SELECT facts, ${epoch('facts_at')} AS "factsAt", extra FROM device_latest WHERE device_no = $1`,
    [device.deviceNo],
  );
  const [rejection] = await sql.query<RejectionRow>(
    `SELECT ${epoch('at')} AS at, topic, reason, path, payload, count::float8 AS count
     FROM mqtt_rejection WHERE device_no = $1`,
    [device.deviceNo],
  );
  return { ...device, ...(latest ?? { facts: {}, factsAt: null, extra: {} }), rejection: rejection ?? null };
}
