import { Injectable } from '@nestjs/common';
import type { EpochMs } from '#libs/domain';
import { Database, type Sql } from '../sql.ts';
import type { OperationFile } from './operation-file.store.ts';

/** How long a worker may be silent before another one takes its operation (milliseconds). */
export const OPERATION_LEASE = 60_000;
/** After this long in the queue or in work (milliseconds) an operation has failed: whoever asked has gone home. */
const OPERATION_LIFETIME = 15 * 60_000;

/** Somebody else works on it now, or it is over: what this worker did is worth nothing. */
export class OperationLost extends Error {
  override readonly name = 'OperationLost';
}

export interface ClaimedOperation {
  readonly id: string;
  readonly kind: string;
  /** Counts from 1; with it a worker shows that the operation is still his. */
  readonly attempts: number;
  readonly request: Record<string, unknown>;
}

/** Long work that people asked for: claimed by one worker at a time, taken over when that worker falls silent. */
@Injectable()
export class OperationStore {
  constructor(private readonly database: Database) {}

  /** The oldest open operation of these kinds that is no agent's, or null. Two workers asking at once never get the same one. */
  async claim(kinds: readonly string[], now: EpochMs, lifetime = OPERATION_LIFETIME): Promise<ClaimedOperation | null> {
    const [row] = await this.database.prepared<ClaimedOperation>(
      `UPDATE operation SET state = 'running', lease_until = $3, updated_at = $2, attempts = attempts + 1
       WHERE id = (
         SELECT id FROM operation
         WHERE kind = ANY($1) AND created_at > $4 AND agent_no IS NULL
           AND (state = 'queued' OR (state = 'running' AND lease_until < $2))
         ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, kind, attempts, request`,
      [kinds, new Date(now), new Date(now + OPERATION_LEASE), new Date(now - lifetime)],
    );
    return row ?? null;
  }

  /** Renews the lease and tells how far it is. Throws {@link OperationLost} when it is somebody else's. */
  async advance(
    { id, attempts }: ClaimedOperation,
    progress: number,
    now: EpochMs,
    sql: Sql = this.database,
  ): Promise<void> {
    const rows = await sql.query(
      `UPDATE operation SET progress = greatest(progress, $3), lease_until = $4, updated_at = $5
       WHERE id = $1 AND attempts = $2 AND state = 'running' RETURNING 1`,
      [id, attempts, Math.min(99, Math.floor(progress)), new Date(now + OPERATION_LEASE), new Date(now)],
    );
    if (rows.length === 0) throw new OperationLost(id);
  }

  /** Keeps one file of what it makes, under its number, and tells how far it is. */
  async keep(
    operation: ClaimedOperation,
    { position, name, content }: OperationFile & { readonly position: number },
    progress: number,
    now: EpochMs,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.advance(operation, progress, now, tx);
      await this.keepIn(tx, operation, { position, name, content }, now);
    });
  }

  /** Keeps a file in the transaction of the work that it tells of. */
  async keepIn(
    tx: Sql,
    { id }: ClaimedOperation,
    { position, name, content }: OperationFile & { readonly position: number },
    now: EpochMs,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO operation_file (operation_id, position, name, content, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (operation_id, position) DO UPDATE SET name = excluded.name, content = excluded.content`,
      [id, position, name, content, new Date(now)],
    );
  }

  /** What it has kept so far, by position. */
  async kept({ id }: ClaimedOperation): Promise<ReadonlyMap<number, Buffer>> {
    const rows = await this.database.query<{ position: number; content: Buffer }>(
      'SELECT position, content FROM operation_file WHERE operation_id = $1 ORDER BY position',
      [id],
    );
    return new Map(rows.map(({ position, content }) => [position, content]));
  }

  /** Takes one file away, whoever works on it. */
  async dropFile({ id }: ClaimedOperation, position: number): Promise<void> {
    await this.database.query('DELETE FROM operation_file WHERE operation_id = $1 AND position = $2', [id, position]);
  }

  /** Takes away what an earlier attempt left. */
  async forgetFiles(operation: ClaimedOperation, now: EpochMs): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.advance(operation, 0, now, tx);
      await tx.query('DELETE FROM operation_file WHERE operation_id = $1', [operation.id]);
    });
  }

  /** Does nothing when the operation is somebody else's by now; so does `fail`. */
  async succeed(operation: ClaimedOperation, result: object, now: EpochMs): Promise<void> {
    await this.#finish(operation, 'succeeded', result, null, now);
  }

  /** @param errorCode from the error catalogue */
  async fail(operation: ClaimedOperation, errorCode: string, now: EpochMs): Promise<void> {
    await this.#finish(operation, 'failed', null, errorCode, now);
  }

  /** Fails what nobody finished in its lifetime. */
  async expire(kinds: readonly string[], now: EpochMs, lifetime = OPERATION_LIFETIME): Promise<void> {
    await this.database.prepared(
      `UPDATE operation SET state = 'failed', error_code = 'operation_expired', request = '{}', lease_until = NULL, updated_at = $2
       WHERE kind = ANY($1) AND state IN ('queued', 'running') AND created_at <= $3`,
      [kinds, new Date(now), new Date(now - lifetime)],
    );
  }

  /** The request goes with the end of the work: it may hold a sealed password. */
  async #finish(
    { id, attempts }: ClaimedOperation,
    state: 'succeeded' | 'failed',
    result: object | null,
    errorCode: string | null,
    now: EpochMs,
  ): Promise<void> {
    await this.database.query(
      `UPDATE operation SET state = $2, progress = 100, result = $3, error_code = $4, request = '{}', lease_until = NULL,
         updated_at = $5
       WHERE id = $1 AND attempts = $6 AND state = 'running'`,
      [id, state, result === null ? null : JSON.stringify(result), errorCode, new Date(now), attempts],
    );
  }
}
