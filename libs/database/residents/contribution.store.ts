import { Injectable } from '@nestjs/common';
import type { EpochMs, SiteId, UnitId } from '#libs/domain';
import { type Access, inScope, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { requireSite } from '../registry/device-registry.store.ts';
import { assignments, epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

/** What somebody gave for a place. Amounts in whole đồng, days `YYYY-MM-DD`. */
export interface ContributionRow {
  readonly id: string;
  readonly siteId: SiteId;
  readonly donor: string;
  readonly amountDong: number | null;
  readonly inKind: string | null;
  readonly bought: string | null;
  readonly spentDong: number | null;
  readonly givenOn: string;
  readonly isPublic: boolean;
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface ContributionFields {
  readonly donor?: string | undefined;
  readonly amountDong?: number | null | undefined;
  readonly inKind?: string | null | undefined;
  readonly bought?: string | null | undefined;
  readonly spentDong?: number | null | undefined;
  readonly givenOn?: string | undefined;
  readonly isPublic?: boolean | undefined;
}

export interface NewContribution extends ContributionFields {
  readonly donor: string;
  readonly givenOn: string;
}

/** Of a unit and everything below it. */
export interface ContributionTotals {
  readonly unitId: UnitId;
  readonly contributions: number;
  readonly sites: number;
  readonly inKind: number;
  readonly totalDong: number;
  readonly spentDong: number;
  readonly repairs: number;
  readonly repairsDong: number;
  readonly repairsFromGiftsDong: number;
  readonly balanceDong: number;
}

const COLUMNS = `c.id, c.site_id AS "siteId", c.donor, c.amount_dong::float8 AS "amountDong", c.in_kind AS "inKind",
  c.bought, c.spent_dong::float8 AS "spentDong", c.given_on::text AS "givenOn", c.is_public AS "isPublic", c.version,
  ${epoch('c.created_at')} AS "createdAt", ${epoch('c.updated_at')} AS "updatedAt"`;

/** Money and gifts from residents, place by place. */
@Injectable()
export class ContributionStore {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(scope: Scope, siteId: string, page: PageRequest): Promise<PageOf<ContributionRow>> {
    await requireSite(this.database, scope, siteId);
    const { bind, values } = new Parameters();
    const conditions = [`c.site_id = ${bind(siteId)}`];
    const after = readCursor(page.cursor, ['text', 'uuid']);
    if (after) conditions.push(`(c.given_on, c.id) < (${bind(after[0])}::date, ${bind(after[1])}::uuid)`);
    const rows = await this.database.query<ContributionRow>(
      `SELECT ${COLUMNS} FROM contribution c WHERE ${conditions.join(' AND ')}
       ORDER BY c.given_on DESC, c.id DESC LIMIT ${bind(page.limit + 1)}`,
      values,
    );
    return toPage(rows, page.limit, (row) => [row.givenOn, row.id]);
  }

  async add({ actor, scope }: Access, siteId: string, fields: NewContribution, now: EpochMs): Promise<ContributionRow> {
    return this.database.transaction(async (tx) => {
      const { unitId } = await requireSite(tx, scope, siteId);
      const id = newId(now);
      await tx.query(
        `INSERT INTO contribution (id, site_id, donor, amount_dong, in_kind, bought, spent_dong, given_on, is_public,
           created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
        [
          id,
          siteId,
          fields.donor,
          fields.amountDong ?? null,
          fields.inKind ?? null,
          fields.bought ?? null,
          fields.spentDong ?? null,
          fields.givenOn,
          fields.isPublic ?? false,
          new Date(now),
        ],
      );
      await audit(tx, actor, { action: 'contribution.add', id, unitId }, now);
      return read(tx, siteId, id);
    });
  }

  async change(
    { actor, scope }: Access,
    siteId: string,
    id: string,
    fields: ContributionFields,
    version: number | null,
    now: EpochMs,
  ): Promise<ContributionRow> {
    return this.database.transaction(async (tx) => {
      const { unitId } = await requireSite(tx, scope, siteId);
      const before = await read(tx, siteId, id, 'FOR UPDATE');
      if (version !== null && before.version !== version) throw new Refusal('stale_version');
      const { bind, values } = new Parameters();
      const set = assignments(
        {
          donor: fields.donor,
          amount_dong: fields.amountDong,
          in_kind: fields.inKind,
          bought: fields.bought,
          spent_dong: fields.spentDong,
          given_on: fields.givenOn,
          is_public: fields.isPublic,
        },
        bind,
      );
      if (set === null) return before;
      await tx.query(
        `UPDATE contribution SET ${set}, version = version + 1, updated_at = ${bind(new Date(now))} WHERE id = ${bind(id)}`,
        values,
      );
      await audit(tx, actor, { action: 'contribution.change', id, unitId, fields: Object.keys(fields) }, now);
      return read(tx, siteId, id);
    });
  }

  async remove({ actor, scope }: Access, siteId: string, id: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { unitId } = await requireSite(tx, scope, siteId);
      await read(tx, siteId, id, 'FOR UPDATE');
      await tx.query('DELETE FROM contribution WHERE id = $1', [id]);
      await audit(tx, actor, { action: 'contribution.remove', id, unitId }, now);
    });
  }

  async totals(scope: Scope, id: string): Promise<ContributionTotals> {
    const unitId = await requireUnit(this.database, scope, id);
    const [row] = await this.database.query<Omit<ContributionTotals, 'unitId' | 'balanceDong'>>(
      `WITH place AS (SELECT s.id FROM site s WHERE ${inScope('s.unit_id', '$1')})
       SELECT g.*, m.* FROM
         (SELECT count(*)::int AS contributions, count(DISTINCT c.site_id)::int AS sites,
            count(c.in_kind)::int AS "inKind", coalesce(sum(c.amount_dong), 0)::float8 AS "totalDong",
            coalesce(sum(${SPENT}), 0)::float8 AS "spentDong"
          FROM contribution c WHERE c.site_id IN (SELECT id FROM place)) g,
         (SELECT count(*)::int AS repairs, coalesce(sum(r.cost_dong), 0)::float8 AS "repairsDong",
            coalesce(sum(r.cost_dong) FILTER (WHERE r.from_gifts), 0)::float8 AS "repairsFromGiftsDong"
          FROM repair r WHERE r.site_id IN (SELECT id FROM place)) m`,
      [[unitId]],
    );
    if (!row) throw new Error('an aggregate without a row');
    return { unitId, ...row, balanceDong: row.totalDong - row.spentDong - row.repairsFromGiftsDong };
  }
}

/** What a gift's money bought. */
const SPENT = `coalesce(c.spent_dong, CASE WHEN c.bought IS NOT NULL THEN c.amount_dong END)`;

async function read(sql: Sql, siteId: string, id: string, lock: 'FOR UPDATE' | '' = ''): Promise<ContributionRow> {
  const [row] = await sql.query<ContributionRow>(
    `SELECT ${COLUMNS} FROM contribution c WHERE c.id = $2 AND c.site_id = $1 ${lock}`,
    [siteId, id],
  );
  return orRefuse(row, 'contribution_not_found');
}

async function audit(
  sql: Sql,
  actor: Access['actor'],
  what: { readonly action: string; readonly id: string; readonly unitId: UnitId; readonly fields?: string[] },
  now: EpochMs,
): Promise<void> {
  const { action, id, unitId, fields } = what;
  const record = { action, objectKind: 'contribution', objectId: id, unitId, ...(fields && { detail: { fields } }) };
  await recordAudit(sql, actor, record, now);
}
