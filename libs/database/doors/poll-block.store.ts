import { Injectable } from '@nestjs/common';
import type { DoorId, EpochMs } from '#libs/domain';
import { Database } from '../sql.ts';
import { DOOR_LEASE } from './lease.ts';
import { NOTE_BLOCK_GAP, NOTE_UNPOLLED } from './listening-gap.ts';
import { POLL_BLOCKS } from './poll-blocks.ts';

export interface PollBlock {
  readonly blockNo: number;
  /** Polled without a gap since then. */
  readonly pollingSince: EpochMs;
}

interface Row {
  block_no: number;
  polling_since: Date;
}
const toBlock = (row: Row): PollBlock => ({ blockNo: row.block_no, pollingSince: row.polling_since.getTime() });

/** Leases of poll blocks: one poller a block, and a block nobody polls proves nothing about its cameras. */
@Injectable()
export class PollBlockStore {
  constructor(private readonly database: Database) {}

  /** Renews what this door holds; a block whose lease had lapsed starts anew. Blocks lost to others are not returned. */
  async renew(doorId: DoorId, now: EpochMs, gapUntil: EpochMs | null = null): Promise<PollBlock[]> {
    const rows = await this.database.prepared<Row>(
      `WITH before AS (SELECT * FROM poll_block WHERE door_id = $1),
       renewed AS (
         UPDATE poll_block SET
           polling_since = CASE WHEN lease_until < $2 OR polling_since > $2 THEN $2 ELSE greatest(polling_since, $3::timestamptz) END,
           lease_until = $4
         WHERE door_id = $1 RETURNING block_no, polling_since),
       ${NOTE_BLOCK_GAP}
       SELECT block_no, polling_since FROM renewed`,
      [doorId, new Date(now), gapUntil === null ? null : new Date(gapUntil), new Date(now + DOOR_LEASE)],
    );
    return rows.map(toBlock);
  }

  /** Takes up to `count` blocks that nobody holds. Two pollers asking at once never get the same one. */
  async acquire(doorId: DoorId, count: number, now: EpochMs): Promise<PollBlock[]> {
    if (count <= 0) return [];
    const rows = await this.database.query<Row>(
      `WITH free AS (
         SELECT * FROM poll_block WHERE door_id IS NULL OR lease_until < $2
         ORDER BY block_no LIMIT $3 FOR UPDATE SKIP LOCKED),
       taken AS (
         UPDATE poll_block SET door_id = $1, polling_since = $2, lease_until = $4
         WHERE block_no IN (SELECT block_no FROM free) RETURNING block_no, polling_since),
       ${NOTE_UNPOLLED}
       SELECT block_no, polling_since FROM taken`,
      [doorId, new Date(now), count, new Date(now + DOOR_LEASE)],
    );
    return rows.map(toBlock);
  }

  /** How many blocks each poller should hold so that all share alike. */
  async fairShare(now: EpochMs): Promise<number> {
    const [row] = await this.database.prepared<{ pollers: number }>(
      `SELECT count(*)::int AS pollers FROM door WHERE kind = 'poller' AND lease_until >= $1`,
      [new Date(now)],
    );
    return Math.ceil(POLL_BLOCKS / Math.max(1, row?.pollers ?? 1));
  }

  /** Gives blocks back: on shutdown all of them, or those above the fair share. */
  async release(doorId: DoorId, blockNos: readonly number[], now: EpochMs): Promise<void> {
    if (blockNos.length === 0) return;
    await this.database.query(
      `UPDATE poll_block SET door_id = NULL, lease_until = least(lease_until, $3) WHERE door_id = $1 AND block_no = ANY($2)`,
      [doorId, blockNos, new Date(now)],
    );
  }
}
