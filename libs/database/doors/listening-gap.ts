import type { DeviceKind, DeviceNo, DoorId, DoorKind, EpochMs, Span } from '#libs/domain';
import { doorOf } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { DOOR_LEASE } from './lease.ts';
import { POLL_BLOCKS } from './poll-blocks.ts';

/** When a lease that ends then was renewed for the last time: the last moment we know that somebody listened. */
const renewedAt = (leaseUntil: string): string => `${leaseUntil} - interval '${DOOR_LEASE} milliseconds'`;

/**
 * Parts of the statements that start listening anew, so that a gap is on record with the first moment after it. A door
 * that had listened missed what came to it; a new one ends the time in which no broker listened at all. Wants `before`
 * (the door's row), `renewed` and $2, the present.
 */
export const NOTE_DOOR_GAP = `
  gap AS (
    INSERT INTO listening_gap (door_kind, door_id, from_at, until_at)
    SELECT kind, id, from_at, until_at FROM (
      SELECT b.kind, b.id, greatest(b.accepting_since, ${renewedAt('b.lease_until')}) AS from_at,
        r.accepting_since AS until_at
      FROM before b JOIN renewed r USING (id)
      WHERE b.kind = 'broker' AND b.accepting_since IS NOT NULL AND r.accepting_since > b.accepting_since
      UNION ALL
      SELECT b.kind, NULL, (SELECT max(CASE WHEN o.accepting_since IS NULL THEN o.lease_until
          ELSE ${renewedAt('o.lease_until')} END)
        FROM door o WHERE o.kind = b.kind AND o.lease_until > o.started_at), $2::timestamptz
      FROM before b
      WHERE b.kind = 'broker' AND b.accepting_since IS NULL AND NOT EXISTS (
        SELECT 1 FROM door o WHERE o.kind = b.kind AND o.id <> b.id AND o.accepting_since IS NOT NULL
          AND o.lease_until >= $2::timestamptz)
    ) AS noticed WHERE from_at < until_at)`;

/** Of blocks that their own poller let lapse. Wants `before` and `renewed`. */
export const NOTE_BLOCK_GAP = `
  gap AS (
    INSERT INTO listening_gap (door_kind, block_no, from_at, until_at)
    SELECT 'poller', block_no, from_at, until_at FROM (
      SELECT b.block_no, greatest(b.polling_since, ${renewedAt('b.lease_until')}) AS from_at,
        r.polling_since AS until_at
      FROM before b JOIN renewed r USING (block_no) WHERE r.polling_since > b.polling_since
    ) AS noticed WHERE from_at < until_at)`;

/** Of blocks that nobody held: given back in good order, or left by a poller that died. Wants `free`, `taken` and $2. */
export const NOTE_UNPOLLED = `
  gap AS (
    INSERT INTO listening_gap (door_kind, block_no, from_at, until_at)
    SELECT 'poller', block_no, from_at, $2::timestamptz FROM (
      SELECT block_no, CASE WHEN free.door_id IS NULL THEN free.lease_until
        ELSE ${renewedAt('free.lease_until')} END AS from_at
      FROM free JOIN taken USING (block_no)
    ) AS noticed WHERE from_at < $2::timestamptz)`;

interface Gap extends Span {
  readonly kind: DoorKind;
  readonly doorId: DoorId | null;
  readonly blockNo: number | null;
  readonly agentNo: DeviceNo | null;
}

interface ListenedDevice {
  readonly deviceNo: DeviceNo;
  readonly kind: DeviceKind;
  /** The edge agent that visits it for us; null: none. */
  readonly agentNo: DeviceNo | null;
}

/** Our gaps in a period, for looking up those that concern one device. */
export class ListeningGaps {
  private constructor(private readonly gaps: readonly Gap[]) {}

  static async read(sql: Sql, { from, until }: Span): Promise<ListeningGaps> {
    return new ListeningGaps(
      await sql.query<Gap>(
        `SELECT door_kind AS kind, door_id AS "doorId", block_no AS "blockNo", agent_no AS "agentNo",
           ${epoch('from_at')} AS "from", ${epoch('until_at')} AS until
         FROM listening_gap WHERE until_at > $1 AND from_at < $2 ORDER BY from_at`,
        [new Date(from), new Date(until)],
      ),
    );
  }

  /** A camera was not visited; any other device spoke to a door that did not listen, or there was none. */
  of(device: ListenedDevice, doors: ReadonlySet<DoorId>): Span[] {
    if (device.agentNo !== null) return this.gaps.filter((gap) => gap.agentNo === device.agentNo);
    const kind = doorOf(device.kind);
    return this.gaps.filter(
      (gap) =>
        gap.kind === kind &&
        gap.agentNo === null &&
        (kind === 'poller'
          ? gap.blockNo === device.deviceNo % POLL_BLOCKS
          : gap.doorId === null || doors.has(gap.doorId)),
    );
  }

  /** Gaps end: nothing older than this can matter any more. */
  static async forget(sql: Sql, before: EpochMs): Promise<void> {
    await sql.query('DELETE FROM listening_gap WHERE until_at < $1', [new Date(before)]);
  }
}
