import { Injectable } from '@nestjs/common';
import type { EpochMs } from '#libs/domain';
import { Database } from '../sql.ts';

/** How long a worker may be silent before another one takes its operation (milliseconds). */
export const OPERATION_LEASE = 60_000;
/** After this long in the queue or in work (milliseconds) an operation has failed: whoever asked has gone home. */
const OPERATION_LIFETIME = 15 * 60_000;

export interface ClaimedOperation {
  readonly id: string;
  readonly kind: string;
  readonly request: Record<string, unknown>;
}

/** Long work that people asked for: claimed by one worker at a time, taken over when that worker falls silent. */
@Injectable()
export class OperationStore {
  constructor(private readonly database: Database) {}

  /** The oldest open operation of these kinds, or null. Two workers asking at once never get the same one. */
  async claim(kinds: readonly string[], now: EpochMs): Promise<ClaimedOperation | null> {
    const [row] = await this.database.query<ClaimedOperation>(
      `UPDATE operation SET state = 'running', lease_until = $3, updated_at = $2
       WHERE id = (
         SELECT id FROM operation
         WHERE kind = ANY($1) AND created_at > $4
           AND (state = 'queued' OR (state = 'running' AND lease_until < $2))
         ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, kind, request`,
      [kinds, new Date(now), new Date(now + OPERATION_LEASE), new Date(now - OPERATION_LIFETIME)],
    );
    return row ?? null;
  }

  async succeed(id: string, result: object, now: EpochMs): Promise<void> {
    await this.#finish(id, 'succeeded', result, null, now);
  }

  /** @param errorCode from the error catalogue */
  async fail(id: string, errorCode: string, now: EpochMs): Promise<void> {
    await this.#finish(id, 'failed', null, errorCode, now);
  }

  /** Fails what nobody finished in its lifetime. */
  async expire(kinds: readonly string[], now: EpochMs): Promise<void> {
    await this.database.query(
      `UPDATE operation SET state = 'failed', error_code = 'operation_expired', request = '{}', lease_until = NULL, updated_at = $2
       WHERE kind = ANY($1) AND state IN ('queued', 'running') AND created_at <= $3`,
      [kinds, new Date(now), new Date(now - OPERATION_LIFETIME)],
    );
  }

  /** The request goes with the end of the work: it may hold a sealed password. */
  async #finish(
    id: string,
    state: 'succeeded' | 'failed',
    result: object | null,
    errorCode: string | null,
    now: EpochMs,
  ): Promise<void> {
    await this.database.query(
      `UPDATE operation SET state = $2, progress = 100, result = $3, error_code = $4, request = '{}', lease_until = NULL,
         updated_at = $5
       WHERE id = $1 AND state = 'running'`,
      [id, state, result === null ? null : JSON.stringify(result), errorCode, new Date(now)],
    );
  }
}
