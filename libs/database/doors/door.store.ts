import { Injectable } from '@nestjs/common';
import type { DoorId, DoorKind, EpochMs } from '#libs/domain';
import { Database } from '../sql.ts';
import { NOTE_DOOR_GAP } from './listening-gap.ts';
import { DOOR_LEASE } from './lease.ts';

export interface DoorLease {
  readonly doorId: DoorId;
  /** Listening without a gap of its own since then; null: not listening. */
  readonly listeningSince: EpochMs | null;
}

/**
 * Leases of broker doors. A door that missed its renewal, for whatever reason, starts to listen anew:
 * the deadlines of its devices count from then.
 */
@Injectable()
export class DoorStore {
  constructor(private readonly database: Database) {}

  /** A new process opens a door; it does not listen until `startListening`. */
  async open(kind: DoorKind, instance: string, now: EpochMs): Promise<DoorId> {
    const [row] = await this.database.query<{ id: DoorId }>(
      `INSERT INTO door (kind, instance, started_at, lease_until) VALUES ($1, $2, $3, $3)
       ON CONFLICT (instance) DO UPDATE SET started_at = excluded.started_at, lease_until = excluded.lease_until,
         accepting_since = NULL, swept_at = NULL
       RETURNING id`,
      [kind, instance, new Date(now)],
    );
    if (!row) throw new Error('the door was not stored');
    return row.id;
  }

  /**
   * Renews the lease. `gapUntil` names a gap the door noticed itself (a stall, a hung database): it listens anew from
   * there. A lease that had lapsed is such a gap too, ending now; so is a listening that begins later than now (time was
   * set back).
   */
  async renew(doorId: DoorId, now: EpochMs, gapUntil: EpochMs | null = null): Promise<DoorLease> {
    const [row] = await this.database.prepared<{ accepting_since: Date }>(
      `WITH before AS (SELECT * FROM door WHERE id = $1),
       renewed AS (
         UPDATE door SET
           accepting_since = CASE
             WHEN accepting_since IS NULL OR accepting_since > $2 OR lease_until < $2 THEN $2
             ELSE greatest(accepting_since, $3::timestamptz) END,
           lease_until = $4, swept_at = NULL
         WHERE id = $1 RETURNING id, accepting_since),
       ${NOTE_DOOR_GAP}
       SELECT accepting_since FROM renewed`,
      [doorId, new Date(now), gapUntil === null ? null : new Date(gapUntil), new Date(now + DOOR_LEASE)],
    );
    if (!row) throw new Error(`door ${doorId} is not known to the database`);
    return { doorId, listeningSince: row.accepting_since.getTime() };
  }

  /** Closed in good order: from now on nobody listens here. */
  async close(doorId: DoorId, now: EpochMs): Promise<void> {
    await this.database.query(
      `UPDATE door SET accepting_since = NULL, lease_until = least(lease_until, $2) WHERE id = $1`,
      [doorId, new Date(now)],
    );
  }
}
