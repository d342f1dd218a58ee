import { Injectable } from '@nestjs/common';
import type { EpochMs, UnitId } from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { epoch } from '../sql-text.ts';
import { Database } from '../sql.ts';

/** A place in the feed: transactions in the order they began, rows in the order they were written. */
export interface FeedPosition {
  readonly xid: string;
  readonly seq: number;
}

export interface FeedEvent extends FeedPosition {
  readonly kind: 'health' | 'incident' | 'places';
  readonly unitId: UnitId;
  /** The event's unit and all units above it: who watches any of these hears it. */
  readonly path: readonly UnitId[];
  readonly payload: Record<string, unknown>;
  readonly at: EpochMs;
}

const COLUMNS = `
  e.xid::text AS xid, e.seq::float8 AS seq, e.kind, e.unit_id AS "unitId", e.payload, ${epoch('e.at')} AS at,
  ARRAY(SELECT ancestor_id FROM unit_closure WHERE descendant_id = e.unit_id) AS path`;

/** Only what every older transaction can no longer come in front of: a late commit is never skipped. */
const SETTLED = 'e.xid < pg_snapshot_xmin(pg_current_snapshot())';

/** What open screens are told, read in order. */
@Injectable()
export class FeedStore {
  constructor(private readonly database: Database) {}

  /** Where the feed stands now; nothing settled later lies before it. */
  async end(): Promise<FeedPosition> {
    const [row] = await this.database.prepared<FeedPosition>(
      `SELECT e.xid::text AS xid, e.seq::float8 AS seq FROM live_event e WHERE ${SETTLED}
       ORDER BY e.xid DESC, e.seq DESC LIMIT 1`,
    );
    return row ?? { xid: '0', seq: 0 };
  }

  async after(position: FeedPosition, limit: number): Promise<FeedEvent[]> {
    return this.database.query<FeedEvent>(
      `SELECT ${COLUMNS} FROM live_event e WHERE (e.xid, e.seq) > ($1::xid8, $2::bigint) AND ${SETTLED}
       ORDER BY e.xid, e.seq LIMIT $3`,
      [position.xid, position.seq, limit],
    );
  }

  /** Where the event with this number stands; null when it is no longer kept. */
  async positionOf(seq: number): Promise<FeedPosition | null> {
    const [row] = await this.database.query<FeedPosition>(
      'SELECT e.xid::text AS xid, e.seq::float8 AS seq FROM live_event e WHERE e.seq = $1::bigint',
      [seq],
    );
    return row ?? null;
  }

  /** One subtree's events behind `from` up to and with `until`. */
  async between(within: Scope, from: FeedPosition, until: FeedPosition, limit: number): Promise<FeedEvent[]> {
    return this.database.query<FeedEvent>(
      `SELECT ${COLUMNS} FROM live_event e
       WHERE (e.xid, e.seq) > ($2::xid8, $3::bigint) AND (e.xid, e.seq) <= ($4::xid8, $5::bigint)
         AND ${inScope('e.unit_id', '$1')}
       ORDER BY e.xid, e.seq LIMIT $6`,
      [within, from.xid, from.seq, until.xid, until.seq, limit],
    );
  }
}
