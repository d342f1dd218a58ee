import { Injectable } from '@nestjs/common';
import {
  type Channel,
  DRILL_RULE,
  type DrillReason,
  type DrillState,
  type EpochMs,
  HOUR,
  MINUTE,
  type NotificationState,
  type TargetId,
  type UnitId,
} from '#libs/domain';
import { type Access, requireUnit, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { newId } from '../new-id.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database, type Sql } from '../sql.ts';
import { ownTargets } from './hold-drills.ts';

/** People who were just told of a drill are left in peace this long (ms). */
const BETWEEN_DRILLS = HOUR;
/** A message that was tried and not accepted for so long counts as one that does not arrive (ms). */
const UNREACHED_AFTER = 10 * MINUTE;

export interface DrillTargetRow {
  readonly targetId: TargetId;
  readonly name: string;
  readonly channel: Channel;
  /** How its message stands; null once that is no longer kept. */
  readonly state: NotificationState | null;
  /** Why it did not arrive. */
  readonly error: string | null;
  readonly acceptedAt: EpochMs | null;
  readonly acknowledgedAt: EpochMs | null;
  readonly acknowledgedBy: string | null;
}

export interface DrillRow {
  readonly id: string;
  readonly unitId: UnitId;
  /** `YYYY-MM`; null: asked for by a person. */
  readonly month: string | null;
  readonly state: DrillState;
  readonly reason: DrillReason;
  readonly rule: string;
  readonly createdAt: EpochMs;
  readonly waitsUntil: EpochMs | null;
  readonly toldAt: EpochMs | null;
  readonly acknowledgedAt: EpochMs | null;
  readonly acknowledgedBy: string | null;
  readonly targets: readonly DrillTargetRow[];
}

export interface UnreachableRow {
  readonly targetId: TargetId;
  readonly name: string;
  readonly channel: Channel;
  readonly reason: string;
  readonly since: EpochMs;
}

const COLUMNS = `
  d.id, d.unit_id AS "unitId", to_char(d.month, 'YYYY-MM') AS month, d.state, d.reason, d.rule,
  ${epoch('d.created_at')} AS "createdAt", ${epoch('d.due_at')} AS "waitsUntil", ${epoch('d.told_at')} AS "toldAt",
  ${epoch('d.acknowledged_at')} AS "acknowledgedAt", d.acknowledged_by_name AS "acknowledgedBy",
  coalesce((SELECT json_agg(json_build_object('targetId', t.id, 'name', t.name, 'channel', t.channel, 'state', n.state,
      'error', n.last_error, 'acceptedAt', ${epoch('n.accepted_at')}, 'acknowledgedAt', ${epoch('p.acknowledged_at')},
      'acknowledgedBy', p.acknowledged_by_name) ORDER BY t.id)
    FROM drill_target p JOIN target t ON t.id = p.target_id LEFT JOIN notification n ON n.id = p.notification_id
    WHERE p.drill_id = d.id), '[]') AS targets`;

/** Drills of units: who was told, who answered, who cannot be reached. */
@Injectable()
export class DrillStore {
  constructor(private readonly database: Database) {}

  /** A drill as soon as nothing speaks against it. Refused while one waits, or within an hour of one. */
  async start({ actor, scope }: Access, unitId: string, now: EpochMs): Promise<DrillRow> {
    return this.database.transaction(async (tx) => {
      const unit = await requireUnit(tx, scope, unitId);
      await tx.query('SELECT 1 FROM unit WHERE id = $1 FOR NO KEY UPDATE', [unit]);
      if ((await ownTargets(tx, unit)).length === 0) throw new Refusal('nobody_to_tell');
      const [recent] = await tx.query(
        `SELECT 1 FROM drill WHERE unit_id = $1 AND (state = 'waiting' OR told_at > $2) LIMIT 1`,
        [unit, new Date(now - BETWEEN_DRILLS)],
      );
      if (recent) throw new Refusal('drill_too_soon');
      const id = newId(now);
      await tx.query(
        `INSERT INTO drill (id, unit_id, state, reason, rule, asked_by_kind, asked_by, due_at, created_at)
         VALUES ($1, $2, 'waiting', 'drill_asked_for', $3, $4, $5, $6, $6)`,
        [id, unit, DRILL_RULE, actor.kind, actor.id, new Date(now)],
      );
      await recordAudit(tx, actor, { action: 'drill.start', objectKind: 'drill', objectId: id, unitId: unit }, now);
      const [row] = await tx.query<DrillRow>(`SELECT ${COLUMNS} FROM drill d WHERE d.id = $1`, [id]);
      return orRefuse(row, 'unit_not_found');
    });
  }

  /** Newest first, of the unit itself. */
  async list(scope: Scope, unitId: string, page: PageRequest): Promise<PageOf<DrillRow>> {
    const unit = await requireUnit(this.database, scope, unitId);
    const after = readCursor(page.cursor, ['number', 'uuid']);
    const { bind, values } = new Parameters();
    const conditions = [`d.unit_id = ${bind(unit)}`];
    if (after)
      conditions.push(
        `(d.created_at, d.id) < (${bind(new Date(Number(after[0])))}::timestamptz, ${bind(after[1])}::uuid)`,
      );
    const rows = await this.database.query<DrillRow>(
      `SELECT ${COLUMNS} FROM drill d WHERE ${conditions.join(' AND ')}
       ORDER BY d.created_at DESC, d.id DESC LIMIT ${bind(page.limit + 1)}`,
      values,
    );
    return toPage(rows, page.limit, (row) => [row.createdAt, row.id]);
  }

  /** The unit's responsible targets whose last message, drill or not, was not accepted. */
  async unreachable(scope: Scope, unitId: string, now: EpochMs): Promise<UnreachableRow[]> {
    return unreachable(this.database, await requireUnit(this.database, scope, unitId), now);
  }
}

const unreachable = (sql: Sql, unitId: UnitId, now: EpochMs): Promise<UnreachableRow[]> =>
  sql.query<UnreachableRow>(
    `SELECT t.id AS "targetId", t.name, t.channel, last.last_error AS reason, ${epoch('last.created_at')} AS since
     FROM target t CROSS JOIN LATERAL (
       SELECT n.state, n.last_error, n.created_at FROM notification n
       WHERE n.target_id = t.id AND (n.state IN ('accepted','delivered','read','failed','fell_back')
         OR (n.state IN ('queued','sending') AND n.last_error IS NOT NULL AND n.created_at <= $2))
       ORDER BY n.created_at DESC, n.id DESC LIMIT 1) last
     WHERE t.unit_id = $1 AND t.removed_at IS NULL AND t.enabled AND t.audience = 'responsible'
       AND last.state NOT IN ('accepted','delivered','read')
     ORDER BY t.id`,
    [unitId, new Date(now - UNREACHED_AFTER)],
  );
