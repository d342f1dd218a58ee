import { joinsGroup, SECOND, type EpochMs, type UnitId } from '#libs/domain';
import { beginFollowUps } from '../escalation/follow-up.ts';
import { withdrawOvertaken } from '../escalation/withdraw.ts';
import { insertAnnouncements } from '../incidents/record-incidents.ts';
import { addToTimeline } from '../incidents/timeline.ts';
import type { Database, Sql } from '../sql.ts';
import { takeCauses } from './announced-cause.ts';
import { takeAnnouncements, unitOfMessages } from './announced-incident.ts';
import { compose } from './compose.ts';
import { enqueue } from './enqueue.ts';
import { targetLevels, toldOf } from './targets.ts';

/** Units that have something due, longest due first. */
export async function unitsWithAnnouncementsDue(sql: Sql, limit: number, now: EpochMs): Promise<UnitId[]> {
  const rows = await sql.query<{ unit_id: UnitId }>(
    `SELECT unit_id FROM announcement WHERE due_at <= $1 GROUP BY unit_id ORDER BY min(due_at) LIMIT $2`,
    [new Date(now), limit],
  );
  return rows.map((row) => row.unit_id);
}

/**
 * One transaction: everything due in one unit becomes messages in the outbox, or a reason why not. One engine at a time
 * looks at a unit; false when another one does.
 */
export function announceUnit(database: Database, unitId: UnitId, now: EpochMs): Promise<boolean> {
  return database.transaction(async (tx) => {
    const [lock] = await tx.query<{ held: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('announce ' || $1, 0)) AS held`,
      [unitId],
    );
    if (!lock?.held) return false;
    const ids = await dueIds(tx, unitId, now);
    if (ids.causes.length + ids.devices.length === 0) return true;
    const announced = [
      ...(await takeCauses(tx, ids.causes, unitId)),
      ...(await takeAnnouncements(tx, ids.devices, now)),
    ];
    const incidentIds = announced.flatMap(({ incidentId, whole }) => [incidentId, ...(whole?.kin ?? [])]);
    // Before it is read who was told: what is withdrawn was not.
    await withdrawOvertaken(tx, incidentIds, now);
    const composition = compose(
      {
        unit: await unitOfMessages(tx, unitId),
        announced,
        levels: await targetLevels(tx, unitId),
        told: await toldOf(tx, incidentIds),
      },
      now,
    );
    await enqueue(tx, composition.notifications, now);
    await insertAnnouncements(tx, composition.postponed);
    await beginFollowUps(tx, composition.toFollowUp, now);
    await addToTimeline(tx, composition.timeline);
    return true;
  });
}

/** How long a beginning waits for what is recorded to be decided and explained, by whichever engine took that up (ms). */
const NEWS_WITHIN = 30 * SECOND;

/**
 * What is due, and with a due opening also those waiting that may join it. A beginning waits while a change of its
 * device is undecided (it may be back) and while causes are to be looked for in the unit: what they explain need not be
 * told.
 */
async function dueIds(sql: Sql, unitId: UnitId, now: EpochMs): Promise<{ devices: string[]; causes: string[] }> {
  const rows = await sql.query<{
    id: string;
    event: string;
    single: boolean;
    created_at: Date;
    due_at: Date;
    held_for: string | null;
    news: boolean;
  }>(
    `SELECT a.id, a.event, a.created_at, a.due_at, a.held_for, i.cause = 'device' AS single,
       EXISTS (SELECT 1 FROM cause_work w WHERE w.kind = 'place' AND w.unit_id = $1 AND w.due_at <= $2)
         OR EXISTS (SELECT 1 FROM transition_work w WHERE w.device_no = i.device_no) AS news
     FROM announcement a JOIN incident i ON i.id = a.incident_id WHERE a.unit_id = $1 FOR UPDATE OF a`,
    [unitId, new Date(now)],
  );
  const isDue = (row: (typeof rows)[number]): boolean => {
    const waits = row.news && row.event === 'incident.opened' ? NEWS_WITHIN : 0;
    return row.due_at.getTime() + waits <= now;
  };
  const leaving = rows.some((row) => row.event === 'incident.opened' && isDue(row));
  const chosen = rows.filter((row) => {
    if (isDue(row)) return true;
    const waiting = { createdAt: row.created_at.getTime(), dueAt: row.due_at.getTime() };
    // What is held waits for the end of its hold, whatever else leaves.
    const free = row.held_for === null && row.single && row.event === 'incident.opened';
    return leaving && free && joinsGroup(waiting, now);
  });
  const idsOf = (single: boolean): string[] => chosen.filter((row) => row.single === single).map(({ id }) => id);
  return { devices: idsOf(true), causes: idsOf(false) };
}
