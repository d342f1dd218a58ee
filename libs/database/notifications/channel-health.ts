import { Injectable } from '@nestjs/common';
import { type Channel, DAY, type EpochMs, MINUTE, STALE_AFTER } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { UNCERTAIN } from '../explain/read-messages.ts';
import { epoch } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';

/** An engine that said nothing for so long is gone (ms). */
const HERE_FOR = 2 * MINUTE;
/** No message is tried for longer (ms). */
const OLDEST_IN_USE = 4 * DAY;

/** These are the channels over which this engine can send. */
export async function channelsAreHere(
  sql: Sql,
  channels: readonly { readonly channel: Channel; readonly perMinute?: number | undefined }[],
  now: EpochMs,
): Promise<void> {
  await sql.prepared(
    `INSERT INTO channel_here (channel, per_minute, seen_at)
     SELECT channel, per_minute, $2 FROM jsonb_to_recordset($1::jsonb) AS here (channel text, per_minute int)
     ON CONFLICT (channel) DO UPDATE
       SET seen_at = greatest(channel_here.seen_at, excluded.seen_at), per_minute = excluded.per_minute`,
    [
      JSON.stringify(channels.map(({ channel, perMinute }) => ({ channel, per_minute: perMinute ?? null }))),
      new Date(now),
    ],
  );
}

/** Messages and contacts of one channel. */
export interface ChannelFigures {
  readonly channel: Channel;
  /** Not sent yet, whatever for. */
  readonly waiting: number;
  /** When the oldest of them was made. */
  readonly oldestAt: EpochMs | null;
  /** In the last 24 hours. */
  readonly accepted: number;
  readonly delivered: number;
  readonly read: number;
  readonly failed: number;
  readonly fellBack: number;
  /** Now: sent, and nobody confirmed it. */
  readonly uncertain: number;
  /** In use. */
  readonly targets: number;
  readonly unusable: number;
  /** In use, and nothing was accepted there for 45 days. */
  readonly stale: number;
}

const COVERED = `($1::uuid[] IS NULL OR ${inScope('t.unit_id', '$1')})`;

/** How channels do, for the targets of a territory. */
@Injectable()
export class ChannelHealthStore {
  constructor(private readonly database: Database) {}

  /** Over which channels some engine can send. */
  async here(now: EpochMs): Promise<readonly Channel[]> {
    const rows = await this.database.query<{ channel: Channel }>(
      'SELECT channel FROM channel_here WHERE seen_at > $1 ORDER BY channel',
      [new Date(now - HERE_FOR)],
    );
    return rows.map(({ channel }) => channel);
  }

  /** Only channels that were ever used or have a target. `scope` null: all of the installation. */
  figures(scope: Scope | null, now: EpochMs): Promise<ChannelFigures[]> {
    return this.database.query<ChannelFigures>(
      `WITH messages AS (
         SELECT n.channel,
           count(*) FILTER (WHERE n.state IN ('queued','sending'))::int AS waiting,
           ${epoch(`min(n.created_at) FILTER (WHERE n.state IN ('queued','sending'))`)} AS "oldestAt",
           count(*) FILTER (WHERE n.accepted_at > $2)::int AS accepted,
           count(*) FILTER (WHERE n.delivered_at > $2)::int AS delivered,
           count(*) FILTER (WHERE n.read_at > $2)::int AS read,
           count(*) FILTER (WHERE n.state = 'failed' AND n.failed_at > $2)::int AS failed,
           count(*) FILTER (WHERE n.state = 'fell_back' AND n.created_at > $2)::int AS "fellBack",
           count(*) FILTER (WHERE n.state IN ('queued','sending','fell_back','failed') AND n.attempts > 0
             AND n.created_at > $2 AND ${UNCERTAIN})::int AS uncertain
         FROM notification n JOIN target t ON t.id = n.target_id
         WHERE n.created_at > $3 AND ${COVERED} GROUP BY 1),
       contacts AS (
         SELECT t.channel, count(*)::int AS targets,
           count(*) FILTER (WHERE t.unusable_reason IS NOT NULL)::int AS unusable,
           count(*) FILTER (WHERE t.created_at <= $4 AND NOT EXISTS (
             SELECT 1 FROM notification n WHERE n.target_id = t.id AND n.accepted_at > $4))::int AS stale
         FROM target t WHERE t.removed_at IS NULL AND t.enabled AND ${COVERED} GROUP BY 1)
       SELECT channel, coalesce(waiting, 0) AS waiting, "oldestAt", coalesce(accepted, 0) AS accepted,
         coalesce(delivered, 0) AS delivered, coalesce(read, 0) AS read, coalesce(failed, 0) AS failed,
         coalesce("fellBack", 0) AS "fellBack", coalesce(uncertain, 0) AS uncertain,
         coalesce(targets, 0) AS targets, coalesce(unusable, 0) AS unusable, coalesce(stale, 0) AS stale
       FROM messages FULL JOIN contacts USING (channel) ORDER BY channel`,
      [scope, new Date(now - DAY), new Date(now - OLDEST_IN_USE), new Date(now - STALE_AFTER)],
    );
  }
}
