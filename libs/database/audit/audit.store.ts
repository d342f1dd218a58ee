import { Injectable } from '@nestjs/common';
import type { EpochMs, UnitId } from '#libs/domain';
import { type Actor, inScope, narrowed, type Scope } from '../access.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';

export interface AuditRow {
  readonly id: string;
  readonly at: EpochMs;
  readonly actorKind: Actor['kind'];
  readonly actorId: string | null;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string | null;
  readonly unitId: UnitId | null;
  readonly detail: Record<string, unknown>;
}

export interface AuditFilter extends PageRequest {
  readonly unitId?: string | undefined;
  readonly objectId?: string | undefined;
}

/** Reads the audit log, newest first. Ids are UUIDv7, so they are the order. */
@Injectable()
export class AuditStore {
  constructor(private readonly database: Database) {}

  async list(scope: Scope, filter: AuditFilter): Promise<PageOf<AuditRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const { bind, values } = new Parameters();
    const conditions = [inScope('a.unit_id', bind(within))];
    if (filter.objectId !== undefined) conditions.push(`a.object_id = ${bind(filter.objectId)}`);
    const after = readCursor(filter.cursor, ['uuid']);
    if (after) conditions.push(`a.id < ${bind(after[0])}::uuid`);
    const rows = await this.database.query<AuditRow>(
      `SELECT a.id, ${epoch('a.at')} AS at, a.actor_kind AS "actorKind", a.actor_id AS "actorId", a.action,
         a.object_kind AS "objectKind", a.object_id AS "objectId", a.unit_id AS "unitId", a.detail
       FROM audit_log a WHERE ${conditions.join(' AND ')} ORDER BY a.id DESC LIMIT ${bind(filter.limit + 1)}`,
      values,
    );
    return toPage(rows, filter.limit, (row) => [row.id]);
  }
}
