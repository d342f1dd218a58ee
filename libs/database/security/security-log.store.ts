import { Injectable } from '@nestjs/common';
import type { DeviceId, EpochMs, SecurityEventName, UnitId } from '#libs/domain';
import { inScope, narrowed, type Scope } from '../access.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';

export interface SecurityEventRow {
  readonly id: string;
  readonly event: SecurityEventName;
  readonly deviceId: DeviceId | null;
  readonly deviceName: string | null;
  readonly unitId: UnitId | null;
  /** Null: from more places than are told apart. */
  readonly address: string | null;
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly count: number;
  /** What was claimed or asked for last: untrusted text. */
  readonly sample: string;
}

export interface SecurityFilter extends PageRequest {
  readonly unitId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly event?: SecurityEventName | undefined;
  /** Last seen at or after. */
  readonly since?: EpochMs | undefined;
}

/** Reads the security log, newest first. */
@Injectable()
export class SecurityLogStore {
  constructor(private readonly database: Database) {}

  /** `everything`: whoever holds this over every root of the territory also sees what concerns no device. */
  async list(scope: Scope, everything: Scope, filter: SecurityFilter): Promise<PageOf<SecurityEventRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const { bind, values } = new Parameters();
    const visible = [inScope('d.unit_id', bind(within))];
    if (filter.unitId === undefined) visible.push(ofNobody(bind(everything)));
    const conditions = [`(${visible.join(' OR ')})`];
    if (filter.deviceId !== undefined) conditions.push(`d.id = ${bind(filter.deviceId)}`);
    if (filter.event !== undefined) conditions.push(`e.event = ${bind(filter.event)}`);
    if (filter.since !== undefined) conditions.push(`e.last_at >= ${bind(new Date(filter.since))}`);
    const after = readCursor(filter.cursor, ['uuid']);
    if (after) conditions.push(`e.id < ${bind(after[0])}::uuid`);
    const rows = await this.database.query<SecurityEventRow>(
      `SELECT e.id, e.event, d.id AS "deviceId", d.name AS "deviceName", d.unit_id AS "unitId", e.address,
         ${epoch('e.first_at')} AS "firstAt", ${epoch('e.last_at')} AS "lastAt", e.count::float8 AS count, e.sample
       FROM security_event e LEFT JOIN device d ON d.device_no = e.device_no
       WHERE ${conditions.join(' AND ')} ORDER BY e.id DESC LIMIT ${bind(filter.limit + 1)}`,
      values,
    );
    return toPage(rows, filter.limit, (row) => [row.id]);
  }
}

const ofNobody = (everything: string): string =>
  `(d.id IS NULL AND NOT EXISTS (SELECT 1 FROM unit r WHERE r.parent_id IS NULL AND r.kind <> 'canary' AND r.id <> ALL(${everything}::uuid[])))`;
