import { Injectable } from '@nestjs/common';
import type { DeviceId, EpochMs, SiteId, UnitId } from '#libs/domain';
import { type Access, type Actor, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { requireSite } from '../registry/device-registry.store.ts';
import { assignments, epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

/** What was mended at a place. Costs in whole đồng, days `YYYY-MM-DD`. */
export interface RepairRow {
  readonly id: string;
  readonly siteId: SiteId;
  readonly deviceId: DeviceId | null;
  readonly deviceName: string | null;
  readonly doneOn: string;
  readonly what: string;
  readonly costDong: number | null;
  readonly doneBy: string | null;
  readonly paidBy: string | null;
  /** Paid with what was given for the places. */
  readonly fromGifts: boolean;
  /** Those named agreed to be named to everybody. */
  readonly isPublic: boolean;
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface RepairFields {
  readonly deviceId?: string | null | undefined;
  readonly doneOn?: string | undefined;
  readonly what?: string | undefined;
  readonly costDong?: number | null | undefined;
  readonly doneBy?: string | null | undefined;
  readonly paidBy?: string | null | undefined;
  readonly fromGifts?: boolean | undefined;
  readonly isPublic?: boolean | undefined;
}

export interface NewRepair extends RepairFields {
  readonly doneOn: string;
  readonly what: string;
}

const COLUMNS = `r.id, r.site_id AS "siteId", r.device_id AS "deviceId", d.name AS "deviceName", r.done_on::text AS "doneOn",
  r.what, r.cost_dong::float8 AS "costDong", r.done_by AS "doneBy", r.paid_by AS "paidBy", r.from_gifts AS "fromGifts",
  r.is_public AS "isPublic", r.version, ${epoch('r.created_at')} AS "createdAt", ${epoch('r.updated_at')} AS "updatedAt"`;
const TABLES = 'repair r LEFT JOIN device d ON d.id = r.device_id';

/** What was mended, place by place, and who paid. */
@Injectable()
export class RepairStore {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(scope: Scope, siteId: string, page: PageRequest): Promise<PageOf<RepairRow>> {
    await requireSite(this.database, scope, siteId);
    const { bind, values } = new Parameters();
    const conditions = [`r.site_id = ${bind(siteId)}`];
    const after = readCursor(page.cursor, ['text', 'uuid']);
    if (after) conditions.push(`(r.done_on, r.id) < (${bind(after[0])}::date, ${bind(after[1])}::uuid)`);
    const rows = await this.database.query<RepairRow>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${conditions.join(' AND ')}
       ORDER BY r.done_on DESC, r.id DESC LIMIT ${bind(page.limit + 1)}`,
      values,
    );
    return toPage(rows, page.limit, (row) => [row.doneOn, row.id]);
  }

  async add({ actor, scope }: Access, siteId: string, fields: NewRepair, now: EpochMs): Promise<RepairRow> {
    return this.database.transaction(async (tx) => {
      const { unitId } = await requireSite(tx, scope, siteId);
      if (fields.deviceId) await requireDeviceHere(tx, siteId, fields.deviceId);
      const id = newId(now);
      const { deviceId, doneOn, what, costDong, doneBy, paidBy, fromGifts, isPublic } = fields;
      await tx.query(
        `INSERT INTO repair (id, site_id, device_id, done_on, what, cost_dong, done_by, paid_by, from_gifts, is_public,
           created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
        [
          ...[id, siteId, deviceId ?? null, doneOn, what, costDong ?? null, doneBy ?? null, paidBy ?? null],
          ...[fromGifts ?? false, isPublic ?? false, new Date(now)],
        ],
      );
      await audit(tx, actor, { action: 'repair.add', id, unitId }, now);
      return read(tx, siteId, id);
    });
  }

  async change(
    { actor, scope }: Access,
    siteId: string,
    id: string,
    fields: RepairFields,
    version: number | null,
    now: EpochMs,
  ): Promise<RepairRow> {
    return this.database.transaction(async (tx) => {
      const { unitId } = await requireSite(tx, scope, siteId);
      const before = await read(tx, siteId, id, 'FOR UPDATE OF r');
      if (version !== null && before.version !== version) throw new Refusal('stale_version');
      if (fields.deviceId) await requireDeviceHere(tx, siteId, fields.deviceId);
      const { bind, values } = new Parameters();
      const set = assignments(
        {
          ...{ device_id: fields.deviceId, done_on: fields.doneOn, what: fields.what, cost_dong: fields.costDong },
          ...{ done_by: fields.doneBy, paid_by: fields.paidBy },
          ...{ from_gifts: fields.fromGifts, is_public: fields.isPublic },
        },
        bind,
      );
      if (set === null) return before;
      await tx.query(
        `UPDATE repair SET ${set}, version = version + 1, updated_at = ${bind(new Date(now))} WHERE id = ${bind(id)}`,
        values,
      );
      await audit(tx, actor, { action: 'repair.change', id, unitId, fields: Object.keys(fields) }, now);
      return read(tx, siteId, id);
    });
  }

  async remove({ actor, scope }: Access, siteId: string, id: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { unitId } = await requireSite(tx, scope, siteId);
      await read(tx, siteId, id, 'FOR UPDATE OF r');
      await tx.query('DELETE FROM repair WHERE id = $1', [id]);
      await audit(tx, actor, { action: 'repair.remove', id, unitId }, now);
    });
  }
}

async function read(sql: Sql, siteId: string, id: string, lock: 'FOR UPDATE OF r' | '' = ''): Promise<RepairRow> {
  const [row] = await sql.query<RepairRow>(
    `SELECT ${COLUMNS} FROM ${TABLES} WHERE r.id = $2 AND r.site_id = $1 ${lock}`,
    [siteId, id],
  );
  return orRefuse(row, 'repair_not_found');
}

/** Hangs at the place now, also out of service: what cannot be mended any more may have been mended once. */
async function requireDeviceHere(sql: Sql, siteId: string, id: string): Promise<void> {
  const [row] = await sql.query('SELECT 1 FROM device WHERE id = $2 AND site_id = $1', [siteId, id]);
  orRefuse(row, 'device_not_found');
}

async function audit(
  sql: Sql,
  actor: Actor,
  what: { readonly action: string; readonly id: string; readonly unitId: UnitId; readonly fields?: string[] },
  now: EpochMs,
): Promise<void> {
  const { action, id, unitId, fields } = what;
  const record = { action, objectKind: 'repair', objectId: id, unitId, ...(fields && { detail: { fields } }) };
  await recordAudit(sql, actor, record, now);
}
