import {
  chooseRecipients,
  type EpochMs,
  MINUTE,
  neverArrived,
  type NotificationState,
  type UnitId,
} from '#libs/domain';
import { enqueue } from '../notifications/enqueue.ts';
import { type Recipient, targetLevels } from '../notifications/targets.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** Of a unit with many targets these are tried; one that takes the message is enough. */
const MOST_TARGETS = 3;
/** Twenty cameras in an afternoon are not twenty test messages to the same group … */
const COUNTS_FOR = 15 * MINUTE;
/** … and a channel that fails is not tried more often than this. */
const FAILURE_COUNTS_FOR = MINUTE;

/**
 * A test message to those who would be told of this unit's outages, unless they have just had one. Gives the ids of
 * the messages that say whether the channel works; none: nobody would be told.
 */
export async function sendTestMessages(tx: Sql, unitId: UnitId, now: EpochMs): Promise<string[]> {
  const levels = await targetLevels(tx, unitId);
  const chosen = chooseRecipients(levels, 'critical').tell.slice(0, MOST_TARGETS);
  const home = levels.find(({ targets }) => targets.some(({ id }) => id === chosen[0]?.id));
  // Two tests of one group at once agree on one message.
  await tx.query('SELECT 1 FROM target WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [chosen.map(({ id }) => id)]);
  const ids: string[] = [];
  for (const target of chosen) {
    ids.push((await lately(tx, target, now)) ?? (await send(tx, target, home?.unitId ?? unitId, now)));
  }
  return ids;
}

async function lately(tx: Sql, { id }: Recipient, now: EpochMs): Promise<string | null> {
  const [row] = await tx.query<{ id: string; state: NotificationState; createdAt: EpochMs }>(
    `SELECT n.id, n.state, ${epoch('n.created_at')} AS "createdAt" FROM notification n
     WHERE n.target_id = $1 AND n.event = 'test' AND n.created_at > $2 ORDER BY n.created_at DESC LIMIT 1`,
    [id, new Date(now - COUNTS_FOR)],
  );
  if (row === undefined) return null;
  const countsFor = neverArrived(row.state) ? FAILURE_COUNTS_FOR : COUNTS_FOR;
  return row.createdAt > now - countsFor ? row.id : null;
}

async function send(tx: Sql, target: Recipient, unitId: UnitId, now: EpochMs): Promise<string> {
  const [id] = await enqueue(
    tx,
    [
      {
        ...{ target, unitId, message: { event: 'test' as const, variables: { targetName: target.name } } },
        ...{ severity: 'info' as const, suppressed: false, reason: 'asked_for', rule: 'test/1', incidentIds: [] },
      },
    ],
    now,
  );
  if (id === undefined) throw new Error('a message that was put into the outbox has an id');
  return id;
}
