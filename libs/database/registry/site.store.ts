import { Injectable } from '@nestjs/common';
import { type EpochMs, foldForSearch, type SiteId, type UnitId } from '#libs/domain';
import { type Access, inScope, narrowed, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { refusing } from '../database-error.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { newPublicToken } from '../residents/public-token.ts';
import { stickerOf, stickerWordsOf } from '../stickers/sticker-columns.ts';
import { assignments, epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { requireLivingUnit } from '../territory/living-unit.ts';
import { type Box, inBox } from './box.ts';
import { freeCode } from './code.ts';
import { refreshDeviceSearch } from './device-search.ts';
import { searchTerms } from './search-terms.ts';

export interface SiteRow {
  readonly id: SiteId;
  readonly code: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly name: string | null;
  readonly landmark: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** The printed sticker that leads here. */
  readonly sticker: string | null;
  readonly devices: number;
  readonly photoAt: EpochMs | null;
  readonly version: number;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface SiteFields {
  readonly name?: string | null | undefined;
  readonly landmark?: string | null | undefined;
  readonly latitude?: number | null | undefined;
  readonly longitude?: number | null | undefined;
}

export interface SiteFilter extends PageRequest {
  readonly q?: string | undefined;
  readonly unitId?: string | undefined;
  readonly bbox?: Box | undefined;
}

export interface SiteEventRow {
  readonly at: EpochMs;
  readonly kind: string;
  readonly deviceId: string;
  readonly deviceName: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly faultCode: string | null;
  readonly reason: string;
}

const COLUMNS = `
  s.id, s.code, s.unit_id AS "unitId", u.name AS "unitName", s.name, s.landmark, s.latitude, s.longitude, s.version,
  ${stickerOf('s.id')} AS sticker,
  (SELECT count(*)::int FROM device d WHERE d.site_id = s.id AND d.lifecycle = 'active') AS devices,
  (SELECT ${epoch('p.updated_at')} FROM site_photo p WHERE p.site_id = s.id) AS "photoAt",
  ${epoch('s.created_at')} AS "createdAt", ${epoch('s.updated_at')} AS "updatedAt"`;

const UNIQUE = { site_code: 'site_code_taken' } as const;

/** Poles and walls: the places that stay while devices and hardware come and go. */
@Injectable()
export class SiteStore {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, id: string): Promise<SiteRow> {
    const [row] = await this.database.query<SiteRow>(
      `SELECT ${COLUMNS} FROM site s JOIN unit u ON u.id = s.unit_id WHERE s.id = $2 AND ${inScope('s.unit_id', '$1')}`,
      [scope, id],
    );
    return orRefuse(row, 'site_not_found');
  }

  /** By code. */
  async list(scope: Scope, filter: SiteFilter): Promise<PageOf<SiteRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const { bind, values } = new Parameters();
    const conditions = [inScope('s.unit_id', bind(within))];
    for (const term of searchTerms(filter.q)) {
      const like = bind(`%${term}%`);
      conditions.push(`(s.search LIKE ${like} OR u.search LIKE ${like})`);
    }
    if (filter.bbox) conditions.push(inBox(filter.bbox, bind));
    const after = readCursor(filter.cursor, ['text']);
    if (after) conditions.push(`s.code > ${bind(after[0])}`);
    const rows = await this.database.query<SiteRow>(
      `SELECT ${COLUMNS} FROM site s JOIN unit u ON u.id = s.unit_id WHERE ${conditions.join(' AND ')}
       ORDER BY s.code LIMIT ${bind(filter.limit + 1)}`,
      values,
    );
    return toPage(rows, filter.limit, (row) => [row.code]);
  }

  async create(
    { actor, scope }: Access,
    site: SiteFields & { readonly unitId: string; readonly code: string | null },
    now: EpochMs,
  ): Promise<SiteRow> {
    const work = this.database.transaction(async (tx) => {
      const unitId = await requireLivingUnit(tx, scope, site.unitId);
      const { id } = await insertSite(tx, { ...site, unitId }, now);
      await recordAudit(tx, actor, { action: 'site.create', objectKind: 'site', objectId: id, unitId }, now);
      return id;
    });
    return this.get(scope, await refusing(work, UNIQUE));
  }

  async update(
    { actor, scope }: Access,
    id: string,
    fields: SiteFields & { readonly unitId?: string | undefined },
    version: number | null,
    now: EpochMs,
  ): Promise<SiteRow> {
    await this.database.transaction(async (tx) => {
      const unitId = fields.unitId === undefined ? undefined : await requireLivingUnit(tx, scope, fields.unitId);
      const before = await lockSite(tx, scope, id);
      if (version !== null && before.version !== version) throw new Refusal('stale_version');
      const { bind, values } = new Parameters();
      const { name, landmark, latitude, longitude } = fields;
      const set = assignments({ name, landmark, latitude, longitude, unit_id: unitId }, bind);
      if (set === null) return;
      await tx.query(
        `UPDATE site SET ${set}, version = version + 1, updated_at = ${bind(new Date(now))} WHERE id = ${bind(id)}`,
        values,
      );
      await refreshSiteSearch(tx, [id as SiteId]);
      const detail = { fields: Object.keys(fields) };
      const record = { action: 'site.update', objectKind: 'site', objectId: id, unitId: before.unitId, detail };
      await recordAudit(tx, actor, record, now);
    });
    return this.get(scope, id);
  }

  /** What happened to devices while they were here, newest first; only those the caller may see. */
  async history(scope: Scope, id: string, limit: number): Promise<SiteEventRow[]> {
    const site = await this.get(scope, id);
    return this.database.query<SiteEventRow>(
      `SELECT ${epoch('t.occurred_at')} AS at, t.kind, d.id AS "deviceId", d.name AS "deviceName",
         t.from_value AS "from", t.to_value AS "to", t.fault_code AS "faultCode", t.reason
       FROM transition t JOIN device d USING (device_no)
       WHERE t.site_id = $2 AND ${inScope('t.unit_id', '$1')}
       ORDER BY t.occurred_at DESC, t.id DESC LIMIT $3`,
      [scope, site.id, limit],
    );
  }
}

/** Locks a site the caller may write. */
async function lockSite(sql: Sql, scope: Scope, id: string): Promise<{ version: number; unitId: UnitId }> {
  const [row] = await sql.query<{ version: number; unitId: UnitId }>(
    `SELECT s.version, s.unit_id AS "unitId" FROM site s WHERE s.id = $2 AND ${inScope('s.unit_id', '$1')} FOR NO KEY UPDATE`,
    [scope, id],
  );
  return orRefuse(row, 'site_not_found');
}

/** The public token stands on the sticker and must not be guessable: 128 random bits. */
export const newSiteRow = (
  site: SiteFields & { readonly id: SiteId; readonly code: string; readonly unitId: UnitId },
) => ({
  id: site.id,
  code: site.code,
  unit_id: site.unitId,
  name: site.name ?? null,
  landmark: site.landmark ?? null,
  latitude: site.latitude ?? null,
  longitude: site.longitude ?? null,
  public_token: newPublicToken(),
  search: foldForSearch([site.code, site.name, site.landmark].filter(Boolean).join(' ')),
});

export async function insertSite(
  sql: Sql,
  site: SiteFields & { readonly unitId: UnitId; readonly code: string | null },
  now: EpochMs,
): Promise<{ id: SiteId; code: string }> {
  const id = newId<SiteId>(now);
  const code = site.code ?? (await freeCode(sql, 'site'));
  const row = newSiteRow({ ...site, id, code });
  await sql.prepared(
    `INSERT INTO site (id, code, unit_id, name, landmark, latitude, longitude, public_token, search, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
    [...Object.values(row), new Date(now)],
  );
  return { id, code };
}

export async function refreshSiteSearch(sql: Sql, ids: readonly SiteId[]): Promise<void> {
  const rows = await sql.query<{ id: SiteId; words: string }>(
    `SELECT s.id, concat_ws(' ', s.code, s.name, s.landmark, ${stickerWordsOf('s.id')}) AS words
     FROM site s WHERE s.id = ANY($1::uuid[])`,
    [ids],
  );
  await sql.query(
    `UPDATE site s SET search = t.search FROM unnest($1::uuid[], $2::text[]) AS t (id, search) WHERE s.id = t.id`,
    [rows.map(({ id }) => id), rows.map(({ words }) => foldForSearch(words))],
  );
  await refreshDeviceSearch(sql, 's.id = ANY($1::uuid[])', ids);
}
