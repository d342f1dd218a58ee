import {
  type EpochMs,
  type FollowUpFacts,
  type IncidentId,
  type NotificationState,
  type UnitId,
  whoHeard,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** An incident that is looked at again, and all that decides what follows. The caller holds its rows. */
export interface Pending {
  readonly incidentId: IncidentId;
  readonly facts: FollowUpFacts;
  readonly round: number;
  /** Who took it in the round before and did not finish. */
  readonly takenBefore: string | null;
  readonly escalations: number;
  readonly repeats: number;
  /** When the first message about it got through, and to which unit; null: none did. */
  readonly firstHeard: { readonly at: EpochMs; readonly unitName: string } | null;
}

interface Message {
  readonly state: NotificationState;
  readonly tried: boolean;
  readonly acceptedAt: EpochMs | null;
  readonly unitName: string;
}

type Row = Omit<FollowUpFacts, 'heard'> &
  Pick<Pending, 'incidentId' | 'round' | 'takenBefore' | 'escalations' | 'repeats'> & { readonly messages: Message[] };

const COLUMNS = `
  f.incident_id AS "incidentId", f.round, f.taken_before AS "takenBefore", f.escalations, f.repeats,
  i.cause, i.severity, i.state, ${epoch('i.acknowledged_until')} AS "acknowledgedUntil",
  ${epoch('f.decided_at')} AS "decidedAt", ${epoch('f.counting_from')} AS "countingFrom",
  ${epoch('f.repeated_at')} AS "repeatedAt", f.held_step AS "heldStep",
  (SELECT max(s.after_minutes) FROM escalation_step s
   WHERE s.incident_id = f.incident_id AND s.round = f.round) AS "doneUpTo",
  (SELECT coalesce(json_agg(json_build_object('state', n.state, 'acceptedAt', ${epoch('n.accepted_at')},
       'unitName', u.name, 'tried', EXISTS (SELECT 1 FROM notification_attempt a
         WHERE a.notification_id = n.id AND a.finished_at IS NOT NULL)) ORDER BY n.accepted_at, n.id), '[]')
   FROM told t JOIN notification n ON n.id = t.notification_id JOIN target g ON g.id = t.target_id
     JOIN unit u ON u.id = g.unit_id
   WHERE t.incident_id = f.incident_id AND t.event IN ('incident.opened','incident.escalated')
     AND g.audience = 'responsible') AS messages`;

/**
 * What is due in a unit. Rows somebody is writing to (a person who acknowledges, a message that just arrived) are left
 * for the next cycle: this waits for nobody.
 */
export async function takePending(sql: Sql, unitId: UnitId, now: EpochMs): Promise<Pending[]> {
  const locked = await sql.query<{ id: IncidentId }>(
    `SELECT f.incident_id AS id FROM incident_follow_up f JOIN incident i ON i.id = f.incident_id
     WHERE f.unit_id = $1 AND f.due_at <= $2 ORDER BY f.incident_id FOR UPDATE OF f, i SKIP LOCKED`,
    [unitId, new Date(now)],
  );
  const rows = await sql.query<Row>(
    `SELECT ${COLUMNS} FROM incident_follow_up f JOIN incident i ON i.id = f.incident_id
     WHERE f.incident_id = ANY($1) ORDER BY i.started_at, i.id`,
    [locked.map(({ id }) => id)],
  );
  return rows.map((row) => toPending(row, now));
}

function toPending({ messages, countingFrom, ...row }: Row, now: EpochMs): Pending {
  const first = messages.find(({ acceptedAt }) => acceptedAt !== null);
  const firstHeard =
    first?.acceptedAt != null ? { at: Math.min(first.acceptedAt, now), unitName: first.unitName } : null;
  return {
    incidentId: row.incidentId,
    round: row.round,
    takenBefore: row.takenBefore,
    escalations: row.escalations,
    repeats: row.repeats,
    firstHeard,
    facts: { ...row, countingFrom: countingFrom ?? firstHeard?.at ?? null, heard: whoHeard(messages) },
  };
}
