import { Injectable } from '@nestjs/common';
import type { EpochMs, Photo, PhotoType } from '#libs/domain';
import { type Access, inScope, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { orRefuse } from '../refusal.ts';
import { Database } from '../sql.ts';
import { requireSite } from './device-registry.store.ts';

/** One picture of each place, for those who answer for it: whoever repairs finds the pole. Never for the public. */
@Injectable()
export class SitePhotos {
  constructor(private readonly database: Database) {}

  async get(scope: Scope, siteId: string): Promise<Photo> {
    const [row] = await this.database.query<{ type: PhotoType; bytes: Buffer<ArrayBuffer> }>(
      `SELECT p.content_type AS type, p.content AS bytes
       FROM site s JOIN site_photo p ON p.site_id = s.id WHERE s.id = $2 AND ${inScope('s.unit_id', '$1')}`,
      [scope, siteId],
    );
    if (row === undefined) await requireSite(this.database, scope, siteId);
    return orRefuse(row, 'photo_not_found');
  }

  /** Takes the place of an older one. */
  async put({ actor, scope }: Access, siteId: string, { type, bytes }: Photo, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { id, unitId } = await requireSite(tx, scope, siteId);
      await tx.query(
        `INSERT INTO site_photo (site_id, content_type, content, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (site_id) DO UPDATE SET content_type = excluded.content_type, content = excluded.content,
           updated_at = excluded.updated_at`,
        [id, type, Buffer.from(bytes), new Date(now)],
      );
      await recordAudit(tx, actor, { action: 'site.photo', objectKind: 'site', objectId: id, unitId }, now);
    });
  }

  async remove({ actor, scope }: Access, siteId: string, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { id, unitId } = await requireSite(tx, scope, siteId);
      await tx.query('DELETE FROM site_photo WHERE site_id = $1', [id]);
      await recordAudit(tx, actor, { action: 'site.photo_removed', objectKind: 'site', objectId: id, unitId }, now);
    });
  }
}
