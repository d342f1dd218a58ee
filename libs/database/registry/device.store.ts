import { Injectable } from '@nestjs/common';
import type { EpochMs } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { orRefuse } from '../refusal.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { DEVICE_TABLES, type DeviceDetailRow, deviceDetailColumns, type RejectionRow } from './device-columns.ts';

type Latest = Pick<DeviceDetailRow, 'facts' | 'factsAt' | 'extra'>;
interface Detail extends Omit<DeviceDetailRow, keyof Latest | 'rejection'> {
  readonly latest: Latest | null;
  /** Bytes travel through JSON as base64. */
  readonly rejection: (Omit<RejectionRow, 'payload'> & { readonly payload: string }) | null;
}

/** One device with everything we know of it. */
@Injectable()
export class DeviceStore {
  constructor(private readonly database: Database) {}

  get(scope: Scope, id: string, now: EpochMs): Promise<DeviceDetailRow> {
    return readDevice(this.database, scope, id, now);
  }
}

export async function readDevice(sql: Sql, scope: Scope, id: string, now: EpochMs): Promise<DeviceDetailRow> {
  const [found] = await sql.prepared<Detail>(
    `SELECT ${deviceDetailColumns('$3')},
       (SELECT json_build_object('facts', l.facts, 'factsAt', ${epoch('l.facts_at')}, 'extra', l.extra)
        FROM device_latest l WHERE l.device_no = d.device_no) AS latest,
       (SELECT json_build_object('at', ${epoch('r.at')}, 'topic', r.topic, 'reason', r.reason, 'path', r.path,
          'payload', encode(r.payload, 'base64'), 'count', r.count)
        FROM mqtt_rejection r WHERE r.device_no = d.device_no) AS rejection
     FROM ${DEVICE_TABLES} WHERE d.id = $2 AND ${inScope('d.unit_id', '$1')}`,
    [scope, id, new Date(now)],
  );
  const { latest, rejection, ...device } = orRefuse(found, 'device_not_found');
  return {
    ...device,
    ...(latest ?? { facts: {}, factsAt: null, extra: {} }),
    rejection: rejection && { ...rejection, payload: Buffer.from(rejection.payload, 'base64') },
  };
}
