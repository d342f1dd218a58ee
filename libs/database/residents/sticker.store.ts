import { Injectable } from '@nestjs/common';
import type { EpochMs, SiteId, UnitId } from '#libs/domain';
import { type Access, inScope, narrowed, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse } from '../refusal.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';
import { refreshSiteSearch } from '../registry/site.store.ts';
import { endLabel } from '../stickers/bind-sticker.ts';
import { newPublicToken } from './public-token.ts';

/** What stands on the label of a pole. */
export interface StickerRow {
  readonly siteId: SiteId;
  readonly code: string;
  readonly name: string | null;
  readonly landmark: string | null;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly token: string;
  /** When the label before this one was replaced; null: this is the first. */
  readonly replacedAt: EpochMs | null;
}

const COLUMNS = `s.id AS "siteId", s.code, s.name, s.landmark, s.unit_id AS "unitId", u.name AS "unitName",
  s.public_token AS token,
  (SELECT ${epoch('max(r.replaced_at)')} FROM replaced_sticker r WHERE r.site_id = s.id) AS "replacedAt"`;

/** Labels with a code that residents scan. */
@Injectable()
export class StickerStore {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, siteId: string): Promise<StickerRow> {
    const [row] = await this.database.query<StickerRow>(
      `SELECT ${COLUMNS} FROM site s JOIN unit u ON u.id = s.unit_id
       WHERE s.id = $2 AND ${inScope('s.unit_id', '$1')}`,
      [scope, siteId],
    );
    return orRefuse(row, 'site_not_found');
  }

  /** Of a unit and everything below it, by code: the order of a printed sheet. */
  async list(scope: Scope, unitId: string, page: PageRequest): Promise<PageOf<StickerRow>> {
    const within = await narrowed(this.database, scope, unitId);
    const { bind, values } = new Parameters();
    const conditions = [inScope('s.unit_id', bind(within))];
    const after = readCursor(page.cursor, ['text']);
    if (after) conditions.push(`s.code > ${bind(after[0])}`);
    const rows = await this.database.query<StickerRow>(
      `SELECT ${COLUMNS} FROM site s JOIN unit u ON u.id = s.unit_id WHERE ${conditions.join(' AND ')}
       ORDER BY s.code LIMIT ${bind(page.limit + 1)}`,
      values,
    );
    return toPage(rows, page.limit, (row) => [row.code]);
  }

  /** From now on only the new label leads anywhere. */
  async renew({ actor, scope }: Access, siteId: string, now: EpochMs): Promise<StickerRow> {
    await this.database.transaction(async (tx) => {
      const [site] = await tx.query<{ id: SiteId; token: string; unitId: UnitId }>(
        `SELECT s.id, s.public_token AS token, s.unit_id AS "unitId" FROM site s
         WHERE s.id = $2 AND ${inScope('s.unit_id', '$1')} FOR UPDATE`,
        [scope, siteId],
      );
      const { id, token, unitId } = orRefuse(site, 'site_not_found');
      await endLabel(tx, { id }, token, 'replaced', now);
      await tx.query('UPDATE site SET public_token = $2 WHERE id = $1', [siteId, newPublicToken()]);
      await refreshSiteSearch(tx, [id]);
      const record = { action: 'sticker.renew', objectKind: 'site', objectId: siteId, unitId };
      await recordAudit(tx, actor, record, now);
    });
    return this.get(scope, siteId);
  }
}
