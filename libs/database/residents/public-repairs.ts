import type { SiteId } from '#libs/domain';
import type { Sql } from '../sql.ts';
import { camerasShown } from './public-token.ts';

/** What strangers read of a repair: whoever paid and did it is named when he agreed. */
export interface PublicRepairRow {
  readonly what: string;
  /** `YYYY-MM-DD`. */
  readonly doneOn: string;
  readonly costDong: number | null;
  readonly doneBy: string | null;
  readonly paidBy: string | null;
}

const SHOWN = 10;

/** The newest; none of a camera whose state the unit keeps to itself: that it was mended says that it had failed. */
export const readPublicRepairs = (sql: Sql, siteId: SiteId): Promise<PublicRepairRow[]> =>
  sql.query<PublicRepairRow>(
    `SELECT r.what, r.done_on::text AS "doneOn", r.cost_dong::float8 AS "costDong",
       CASE WHEN r.is_public THEN r.done_by END AS "doneBy", CASE WHEN r.is_public THEN r.paid_by END AS "paidBy"
     FROM repair r LEFT JOIN device d ON d.id = r.device_id
     WHERE r.site_id = $1 AND (d.id IS NULL OR d.kind <> 'camera' OR ${camerasShown('d.unit_id')})
     ORDER BY r.done_on DESC, r.id DESC LIMIT ${SHOWN}`,
    [siteId],
  );
