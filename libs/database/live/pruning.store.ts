import { Injectable } from '@nestjs/common';
import { DAY, type EpochMs, HOUR } from '#libs/domain';
import { FILES_KEPT } from '../operations/operation-file.store.ts';
import { Database } from '../sql.ts';

/** How long the live feed can be replayed. */
export const LIVE_KEPT = HOUR;
/** Ended refresh tokens stay this long, so that a replayed one is still recognised. */
const TOKENS_KEPT = 7 * DAY;

/** Throws away what the API needs no longer. */
@Injectable()
export class PruningStore {
  constructor(private readonly database: Database) {}

  async prune(now: EpochMs): Promise<void> {
    await this.database.query('DELETE FROM live_event WHERE at < $1', [new Date(now - LIVE_KEPT)]);
    await this.database.query('DELETE FROM idempotency_key WHERE created_at < $1', [new Date(now - DAY)]);
    await this.database.query('DELETE FROM operation_file WHERE created_at < $1', [new Date(now - FILES_KEPT)]);
    await this.database.query('DELETE FROM refresh_token WHERE expires_at < $1', [new Date(now - TOKENS_KEPT)]);
  }
}
