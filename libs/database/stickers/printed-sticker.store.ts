import { Injectable } from '@nestjs/common';
import type { EpochMs } from '#libs/domain';
import { type Access, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Refusal } from '../refusal.ts';
import { requireSite } from '../registry/device-registry.store.ts';
import { refreshSiteSearch } from '../registry/site.store.ts';
import { newPublicToken } from '../residents/public-token.ts';
import { Database, type Transaction } from '../sql.ts';
import { bindSticker, endLabel, findSticker, type FoundSticker } from './bind-sticker.ts';

/** Single stickers: what one leads to, where one is stuck, and that one is lost. */
@Injectable()
export class PrintedStickers {
  constructor(private readonly database: Database) {}

  /** @param text a code, a scanned address or its token */
  find(scope: Scope, text: string): Promise<FoundSticker> {
    return findSticker(this.database, scope, text);
  }

  /** Sticks it to a place that exists. */
  async bind(access: Access, text: string, siteId: string, now: EpochMs): Promise<FoundSticker> {
    await this.database.transaction(async (tx) => {
      const site = await requireSite(tx, access.scope, siteId);
      await bindSticker(tx, access, text, { ...site, isNew: false }, now);
      await refreshSiteSearch(tx, [site.id]);
    });
    return this.find(access.scope, text);
  }

  /** Lost or damaged: nobody sticks it any more. The place where it was gets an address of its own that nobody has seen. */
  async void(access: Access, text: string, now: EpochMs): Promise<FoundSticker> {
    await this.database.transaction(async (tx) => {
      const before = await findSticker(tx, access.scope, text);
      if (before.site) await tx.query('SELECT 1 FROM site WHERE id = $1 FOR NO KEY UPDATE', [before.site.id]);
      await tx.query('SELECT 1 FROM printed_sticker WHERE code = $1 FOR UPDATE', [before.code]);
      await voidSticker(tx, access, await findSticker(tx, access.scope, text), now);
    });
    return this.find(access.scope, text);
  }
}

async function voidSticker(tx: Transaction, { actor }: Access, sticker: FoundSticker, now: EpochMs): Promise<void> {
  const { code, state, site, siteId, unitId } = sticker;
  if (state === 'void') return;
  // A label that was made for its place is renewed there.
  if (code === null || state === 'replaced') throw new Refusal('sticker_replaced');
  if (siteId !== null && site === null) throw new Refusal('sticker_bound_elsewhere', { code });
  if (site) {
    await endLabel(tx, site, sticker.token, 'void', now);
    await tx.query('UPDATE site SET public_token = $2 WHERE id = $1', [site.id, newPublicToken()]);
    await refreshSiteSearch(tx, [site.id]);
  } else {
    await tx.query(`UPDATE printed_sticker SET ended_at = $2, ended_because = 'void' WHERE code = $1`, [
      code,
      new Date(now),
    ]);
  }
  const about = site ? { objectKind: 'site', objectId: site.id } : { objectKind: 'unit', objectId: unitId };
  const record = { action: 'sticker.void', ...about, unitId: site?.unitId ?? unitId, detail: { code } };
  await recordAudit(tx, actor, record, now);
}
