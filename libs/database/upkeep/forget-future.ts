import { OLD_SECRET_SIGNS } from '../targets/old-secret.ts';
import { DAY, LONGEST_HOLD, SEND_LEASE, type EpochMs } from '#libs/domain';
import { DOOR_LEASE } from '../doors/lease.ts';
import { OPERATION_LEASE } from '../operations/operation.store.ts';
import { forgetFutureDrills } from '../drills/past-drills.ts';
import type { Database, Sql } from '../sql.ts';
import { forgetFutureZalo } from '../zalo/forget-future-zalo.ts';

/** Clocks of two processes differ by less than this (milliseconds). */
const TOLERANCE = 5_000;

/**
 * After time was set back: moments that lie in the future become now, wherever something waits for them or compares with
 * them. Nobody was heard and nothing began later than now; without this a device could be silent, and a message wait,
 * for as long as the step was. What is history keeps the time it was given. Does nothing on a clock that only ran on.
 */
export function forgetFuture(database: Database, now: EpochMs): Promise<void> {
  return database.transaction(async (tx) => {
    await forgetListening(tx, now);
    await forgetContacts(tx, now);
    await forgetWaiting(tx, now);
  });
}

/**
 * Leases longer than any that could have been given now have lapsed: whoever holds one listens anew. Whoever renewed his
 * between the step and this does so already.
 */
async function forgetListening(sql: Sql, now: EpochMs): Promise<void> {
  const longest = new Date(now + DOOR_LEASE + TOLERANCE);
  const lapsed = new Date(now - 1);
  await sql.query(
    `UPDATE door SET lease_until = $2, accepting_since = least(accepting_since, $2) WHERE lease_until > $1`,
    [longest, lapsed],
  );
  await sql.query(
    `UPDATE poll_block SET lease_until = $2, polling_since = least(polling_since, $2) WHERE lease_until > $1`,
    [longest, lapsed],
  );
  await sql.query('UPDATE camera_tries SET last_at = $1 WHERE last_at > $2', [
    new Date(now),
    new Date(now + TOLERANCE),
  ]);
}

/** In device_no order, as doors write. */
async function forgetContacts(sql: Sql, now: EpochMs): Promise<void> {
  const at = new Date(now);
  const latest = new Date(now + TOLERANCE);
  await sql.query(
    `WITH ahead AS (
       SELECT device_no FROM device_latest
       WHERE last_contact_at > $2 OR hinted_at > $2 OR facts_at > $2 OR session_epoch > $3
       ORDER BY device_no FOR UPDATE)
     UPDATE device_latest l SET last_contact_at = least(l.last_contact_at, $1), hinted_at = least(l.hinted_at, $1),
       facts_at = least(l.facts_at, $1), session_epoch = least(l.session_epoch, $3)
     FROM ahead WHERE l.device_no = ahead.device_no`,
    [at, latest, now],
  );
  await sql.query(
    `WITH ahead AS (
       SELECT device_no FROM device_health WHERE since > $2 OR known_at > $2 OR silent_since > $2
       ORDER BY device_no FOR UPDATE)
     UPDATE device_health h SET since = least(h.since, $1), known_at = least(h.known_at, $1),
       silent_since = least(h.silent_since, $3)
     FROM ahead WHERE h.device_no = ahead.device_no`,
    // Whoever speaks at this very moment spoke after its silence.
    [at, latest, new Date(now - 1)],
  );
}

/** What was put off by a clock that ran ahead is due. */
async function forgetWaiting(sql: Sql, now: EpochMs): Promise<void> {
  const at = new Date(now);
  const latest = new Date(now + TOLERANCE);
  await sql.query(`UPDATE announcement SET due_at = least(due_at, $1), created_at = $1 WHERE created_at > $2`, [
    at,
    latest,
  ]);
  // What was to wait for a morning is asked anew: it may not be night.
  await sql.query(
    `UPDATE announcement a SET due_at = $1 WHERE held_for = 'quiet_hours' AND due_at > $1 AND EXISTS (
       SELECT 1 FROM incident_event e WHERE e.incident_id = a.incident_id AND e.kind = 'held' AND e.at > $2)`,
    [at, latest],
  );
  // Everything is held for an hour at most, counted from when that began; what waits to be looked at is looked at now.
  await sql.query(
    `UPDATE incident SET opened_at = $1, started_at = least(started_at, $1)
     WHERE cause <> 'device' AND ended_at IS NULL AND opened_at > $2`,
    [at, latest],
  );
  await sql.query(`UPDATE cause_work SET due_at = $1 WHERE due_at > $2`, [
    at,
    new Date(now + LONGEST_HOLD + TOLERANCE),
  ]);
  await sql.query(
    `UPDATE notification n SET next_attempt_at = $1, lease_until = least(lease_until, $1)
     WHERE state IN ('queued','sending') AND next_attempt_at > $1 AND (created_at > $2 OR lease_until > $3
       OR EXISTS (SELECT 1 FROM notification_attempt a WHERE a.notification_id = n.id AND a.started_at > $2))`,
    [at, latest, new Date(now + SEND_LEASE + TOLERANCE)],
  );
  await forgetWindows(sql, at, latest);
  // It was sent in truth before now; what waits for it is asked anew.
  await sql.query(
    `UPDATE notification n SET next_attempt_at = $1
     WHERE state = 'queued' AND waits_for IS NOT NULL AND next_attempt_at > $1 AND EXISTS (
       SELECT 1 FROM notification s WHERE s.target_id = n.target_id AND s.spent_at > $2)`,
    [at, latest],
  );
  await sql.query(`UPDATE notification SET spent_at = $1 WHERE spent_at > $2`, [at, latest]);
  await forgetAccounts(sql, at, latest);
  // Digests of days far ahead were never due; that of the coming day stays sent.
  const dayAhead = new Date(now + 2 * DAY);
  await sql.query(`UPDATE target SET digest_due_at = $1 WHERE digest_due_at > $2`, [at, dayAhead]);
  await sql.query(`DELETE FROM digest WHERE at > $1`, [dayAhead]);
  await forgetFutureDrills(sql, at, latest);
  await forgetFutureZalo(sql, at, latest);
  // An acknowledgement keeps its length; what is followed up is asked about again.
  await sql.query(
    `UPDATE incident SET acknowledged_until = $1::timestamptz + (acknowledged_until - acknowledged_at), acknowledged_at = $1
     WHERE state = 'acknowledged' AND acknowledged_at > $2`,
    [at, latest],
  );
  await sql.query(
    `UPDATE incident_follow_up SET due_at = $1, asked_at = $1, decided_at = least(decided_at, $1),
       counting_from = least(counting_from, $1), repeated_at = least(repeated_at, $1)
     WHERE asked_at > $2 OR counting_from > $2`,
    [at, latest],
  );
  // Nobody waits for tomorrow to be heard because a clock ran ahead.
  await sql.query(
    `UPDATE public_report SET created_at = least(created_at, $1), closed_at = least(closed_at, $1)
     WHERE created_at > $2 OR closed_at > $2`,
    [at, latest],
  );
  // Nobody may be locked out by a right that was given a moment ago; rights are never given for a later day.
  await sql.query(`UPDATE user_grant SET valid_from = $1 WHERE valid_from > $2`, [at, latest]);
  // What is kept for a day is not kept for longer.
  await sql.query(`UPDATE operation_file SET created_at = $1 WHERE created_at > $2`, [at, latest]);
  await sql.query(
    `UPDATE bulk_change SET expires_at = $1::timestamptz + (expires_at - created_at), created_at = $1 WHERE created_at > $2`,
    [at, latest],
  );
  // Reports that come now are judged again; what was remembered of a future is not continued.
  await sql.query(`DELETE FROM light_memory WHERE at > $1`, [latest]);
  await sql.query(`DELETE FROM hotspot_memory WHERE at > $1`, [latest]);
  await sql.query(`DELETE FROM dark_forecast WHERE decided_at > $1`, [latest]);
  // A code works for a day from now at most.
  await sql.query(
    `UPDATE claim_code SET expires_at = $1::timestamptz + (expires_at - created_at), created_at = $1,
       claimed_at = least(claimed_at, $1) WHERE created_at > $2 OR claimed_at > $2`,
    [at, latest],
  );
  // A test that began in the future begins now, with all the time it was given.
  await sql.query(
    `UPDATE acceptance_test SET deadline_at = $1::timestamptz + (deadline_at - started_at), started_at = $1
     WHERE state = 'running' AND started_at > $2`,
    [at, latest],
  );
  await sql.query(`UPDATE operation SET lease_until = $1 WHERE state IN ('queued','running') AND lease_until > $2`, [
    at,
    new Date(now + OPERATION_LEASE + TOLERANCE),
  ]);
}

/** A provider is asked again at once; a target that fails, and an old secret, last no longer than from now on. */
async function forgetAccounts(sql: Sql, at: Date, latest: Date): Promise<void> {
  await sql.query(
    `UPDATE channel_account SET opened_at = least(opened_at, $1), probe_at = least(probe_at, $1), rest_until = NULL,
       paused_at = least(paused_at, $1), refilled_at = least(refilled_at, $1),
       last_success_at = least(last_success_at, $1), last_failure_at = least(last_failure_at, $1)
     WHERE opened_at > $2 OR refilled_at > $2 OR last_success_at > $2 OR last_failure_at > $2`,
    [at, latest],
  );
  await sql.query(`UPDATE channel_here SET seen_at = $1 WHERE seen_at > $2`, [at, latest]);
  await sql.query(
    `UPDATE target SET failing_since = least(failing_since, $1), unusable_since = least(unusable_since, $1),
       old_secret_until = least(old_secret_until, $3)
     WHERE failing_since > $2 OR unusable_since > $2 OR old_secret_until > $3`,
    [at, latest, new Date(latest.getTime() + OLD_SECRET_SIGNS)],
  );
}

/** What people planned keeps its time; what began by itself, and when they said or ended it, was now. */
async function forgetWindows(sql: Sql, at: Date, latest: Date): Promise<void> {
  await sql.query(
    `UPDATE maintenance_window SET from_at = $1::timestamptz, until_at = $1::timestamptz + (until_at - from_at)
     WHERE source = 'firmware' AND from_at > $2`,
    [at, latest],
  );
  await sql.query(
    `UPDATE maintenance_window SET created_at = least(created_at, $1), ended_at = least(ended_at, $1)
     WHERE created_at > $2 OR ended_at > $2`,
    [at, latest],
  );
}
