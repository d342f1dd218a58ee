import { Injectable } from '@nestjs/common';
import type {
  Channel,
  EpochMs,
  IncidentId,
  Language,
  NotificationId,
  NotificationState,
  Severity,
  TargetId,
  UnitId,
} from '#libs/domain';
import { inScope, type Scope } from '../access.ts';
import { UNCERTAIN } from '../explain/read-messages.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';

export interface NotificationRow {
  readonly id: NotificationId;
  readonly targetId: TargetId;
  readonly targetName: string;
  readonly unitId: UnitId;
  readonly channel: Channel;
  readonly event: string;
  readonly severity: Severity;
  readonly language: Language;
  readonly state: NotificationState;
  /** Why it is sent or not; for one that failed, why it failed. */
  readonly reason: string;
  readonly rule: string;
  readonly reach: string | null;
  readonly waitsFor: string | null;
  readonly bundledInto: NotificationId | null;
  /** The message to another target that could not be delivered. */
  readonly fellBackFrom: NotificationId | null;
  /** It may have arrived: its last attempt left us and nobody confirmed it. */
  readonly uncertain: boolean;
  readonly incidentIds: readonly IncidentId[];
  readonly createdAt: EpochMs;
  readonly nextAttemptAt: EpochMs | null;
  readonly acceptedAt: EpochMs | null;
  readonly deliveredAt: EpochMs | null;
  readonly readAt: EpochMs | null;
  readonly failedAt: EpochMs | null;
  readonly lastError: string | null;
  readonly attempts: readonly {
    readonly attempt: number;
    readonly startedAt: EpochMs;
    readonly finishedAt: EpochMs | null;
    readonly outcome: string | null;
    readonly statusCode: number | null;
    readonly detail: string | null;
  }[];
}

const COLUMNS = `
  n.id, n.target_id AS "targetId", t.name AS "targetName", n.unit_id AS "unitId", n.channel, n.event, n.severity,
  n.language, n.state, CASE WHEN n.state = 'failed' THEN n.last_error ELSE n.reason END AS reason, n.rule,
  n.reach, n.waits_for AS "waitsFor", n.bundled_into AS "bundledInto",
  n.fell_back_from AS "fellBackFrom", n.state IN ('queued','sending','fell_back','failed') AND ${UNCERTAIN} AS uncertain,
  ${epoch('n.delivered_at')} AS "deliveredAt", ${epoch('n.read_at')} AS "readAt",
  ARRAY(SELECT m.incident_id FROM notification_incident m WHERE m.notification_id = n.id ORDER BY 1) AS "incidentIds",
  ${epoch('n.created_at')} AS "createdAt", ${epoch('n.next_attempt_at')} AS "nextAttemptAt",
  ${epoch('n.accepted_at')} AS "acceptedAt", ${epoch('n.failed_at')} AS "failedAt", n.last_error AS "lastError",
  (SELECT coalesce(json_agg(json_build_object('attempt', a.attempt, 'startedAt', ${epoch('a.started_at')},
       'finishedAt', ${epoch('a.finished_at')}, 'outcome', a.outcome, 'statusCode', a.status_code,
       'detail', a.detail) ORDER BY a.attempt), '[]')
   FROM notification_attempt a WHERE a.notification_id = n.id) AS attempts`;

/** Every message, sent or not, with its reason and its attempts. */
@Injectable()
export class NotificationStore {
  constructor(private readonly database: Database) {}

  /** Newest first. A message belongs to the unit it speaks of. */
  async list(
    scope: Scope,
    filter: PageRequest & { readonly incidentId?: string | undefined; readonly targetId?: string | undefined },
  ): Promise<PageOf<NotificationRow>> {
    const after = readCursor(filter.cursor, ['number', 'uuid']);
    const { bind, values } = new Parameters();
    const conditions = [inScope('n.unit_id', bind(scope))];
    if (filter.targetId !== undefined) conditions.push(`n.target_id = ${bind(filter.targetId)}::uuid`);
    if (filter.incidentId !== undefined)
      conditions.push(`n.id IN (SELECT m.notification_id FROM notification_incident m
        WHERE m.incident_id = ${bind(filter.incidentId)}::uuid)`);
    if (after)
      conditions.push(
        `(n.created_at, n.id) < (${bind(new Date(Number(after[0])))}::timestamptz, ${bind(after[1])}::uuid)`,
      );
    const rows = await this.database.query<NotificationRow>(
      `SELECT ${COLUMNS} FROM notification n JOIN target t ON t.id = n.target_id WHERE ${conditions.join(' AND ')}
       ORDER BY n.created_at DESC, n.id DESC LIMIT ${bind(filter.limit + 1)}`,
      values,
    );
    return toPage(rows, filter.limit, (row) => [row.createdAt, row.id]);
  }
}
