import type { SiteId, UnitId } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** What strangers read of who paid: donors who agreed by name, all others together. Amounts in đồng. */
export interface PublicGifts {
  readonly named: readonly {
    readonly donor: string;
    readonly amountDong: number | null;
    readonly inKind: string | null;
    readonly bought: string | null;
    /** `YYYY-MM-DD`. */
    readonly givenOn: string;
  }[];
  readonly unnamed: { readonly count: number; readonly totalDong: number };
  readonly count: number;
  readonly totalDong: number;
}

/** Named donors listed; the sums count them all. */
const NAMED = 30;

export const readPublicGifts = (sql: Sql, siteIds: readonly SiteId[]): Promise<PublicGifts> =>
  read(sql, 'c.site_id = ANY($1::uuid[])', siteIds);

export const readGiftsOfUnit = (sql: Sql, unitId: UnitId): Promise<PublicGifts> =>
  read(
    sql,
    `c.site_id IN (SELECT s.id FROM site s JOIN unit_closure k ON k.descendant_id = s.unit_id
       WHERE k.ancestor_id = ANY($1::uuid[]))`,
    [unitId],
  );

async function read(sql: Sql, where: string, ids: readonly string[]): Promise<PublicGifts> {
  const [row] = await sql.query<PublicGifts>(
    `WITH gift AS (SELECT * FROM contribution c WHERE ${where}),
       named AS (SELECT * FROM gift WHERE is_public ORDER BY given_on DESC, id DESC LIMIT ${NAMED})
     SELECT
       (SELECT coalesce(json_agg(json_build_object('donor', donor, 'amountDong', amount_dong, 'inKind', in_kind,
          'bought', bought, 'givenOn', given_on) ORDER BY given_on DESC, id DESC), '[]') FROM named) AS named,
       json_build_object('count', count(*) FILTER (WHERE NOT is_public),
         'totalDong', coalesce(sum(amount_dong) FILTER (WHERE NOT is_public), 0)) AS unnamed,
       count(*)::int AS count, coalesce(sum(amount_dong), 0)::float8 AS "totalDong"
     FROM gift`,
    [ids],
  );
  if (!row) throw new Error('an aggregate without a row');
  return row;
}
