import type { DeviceNo, DoorId, EpochMs } from '#libs/domain';
import { DOOR_LEASE } from '../doors/lease.ts';
import type { Sql } from '../sql.ts';
import { recordContacts } from '../transitions/contact-transitions.ts';

export interface CanaryDoor {
  readonly doorId: DoorId;
  /** Since when the engine listens to its canary without a gap. */
  readonly listeningSince: EpochMs;
}

/** The engine keeps a door for its canary alone; whichever engine tends it holds the lease. */
export async function listenToCanary(sql: Sql, now: EpochMs): Promise<CanaryDoor> {
  const [row] = await sql.query<{ id: DoorId; accepting_since: Date }>(
    `INSERT INTO door AS d (kind, instance, started_at, accepting_since, lease_until)
     VALUES ('canary', 'canary', $1, $1, $2)
     ON CONFLICT (instance) DO UPDATE SET lease_until = excluded.lease_until, swept_at = NULL, accepting_since =
       CASE WHEN d.accepting_since IS NULL OR d.lease_until < $1 THEN excluded.accepting_since ELSE d.accepting_since END
     RETURNING id, accepting_since`,
    [new Date(now), new Date(now + DOOR_LEASE)],
  );
  if (!row) throw new Error('the door of the canary was not stored');
  return { doorId: row.id, listeningSince: row.accepting_since.getTime() };
}

/** As a door records what a device says. */
export async function speakAsCanary(sql: Sql, deviceNo: DeviceNo, doorId: DoorId, now: EpochMs): Promise<void> {
  await sql.query(
    `INSERT INTO device_latest AS l (device_no, session_epoch, door_id, last_contact_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (device_no) DO UPDATE SET door_id = excluded.door_id, hinted_at = NULL,
       last_contact_at = greatest(l.last_contact_at, excluded.last_contact_at)`,
    [deviceNo, now, doorId, new Date(now)],
  );
  await recordContacts(sql, [{ deviceNo, heardAt: now }], doorId, now);
}

/** As a door proposes a silence that has lasted too long; the engine verifies it like any other. */
export async function proposeCanary(sql: Sql, deviceNo: DeviceNo, doorId: DoorId, now: EpochMs): Promise<void> {
  await sql.query(
    `WITH new AS (INSERT INTO silence_candidate (device_no, door_id, proposed_at) VALUES ($1, $2, $3)
       ON CONFLICT (device_no) DO NOTHING RETURNING 1)
     SELECT pg_notify('transition', '') WHERE EXISTS (SELECT 1 FROM new)`,
    [deviceNo, doorId, new Date(now)],
  );
}
