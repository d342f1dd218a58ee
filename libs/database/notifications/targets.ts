import type {
  Channel,
  DutyRota,
  EpochMs,
  IncidentId,
  Language,
  NotificationState,
  QuietHoursRule,
  Reachable,
  TargetFacts,
  TargetId,
  UnitId,
  UnitLevel,
} from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

/** A target as the engine needs it: who, how and when, never the address. */
export interface Recipient extends TargetFacts, Reachable {
  readonly channel: Channel;
  readonly language: Language;
  readonly name: string;
  /** Does its unit want households to be told at all? */
  readonly householdsEnabled: boolean;
}

interface Row {
  unit_id: UnitId;
  id: TargetId;
  audience: Recipient['audience'];
  enabled: boolean;
  minimum_severity: Recipient['minimumSeverity'];
  channel: Channel;
  language: Language;
  name: string;
  quiet_hours: QuietHoursRule | null;
  time_zone: string;
  rota: DutyRota | null;
  households_enabled: boolean;
}

const toRecipient = (row: Row): Recipient => ({
  id: row.id,
  audience: row.audience,
  enabled: row.enabled,
  minimumSeverity: row.minimum_severity,
  channel: row.channel,
  language: row.language,
  name: row.name,
  quietHours: row.quiet_hours,
  timeZone: row.time_zone,
  rota: row.rota,
  householdsEnabled: row.households_enabled,
});

/** Quiet hours: its own, else those of the nearest unit that has any. */
const COLUMNS = `
  t.id, t.audience, t.enabled, t.minimum_severity, t.channel, t.language, t.name, own.time_zone,
  coalesce(t.quiet_hours, (
    SELECT p.quiet_hours FROM unit_closure up JOIN unit_policy p ON p.unit_id = up.ancestor_id
    WHERE up.descendant_id = t.unit_id AND p.quiet_hours IS NOT NULL ORDER BY up.depth LIMIT 1)) AS quiet_hours,
  (SELECT json_build_object('shifts', r.shifts, 'overrides', r.overrides) FROM unit_duty r
   WHERE r.unit_id = t.unit_id) AS rota,
  coalesce((
    SELECT p.households_enabled FROM unit_closure up JOIN unit_policy p ON p.unit_id = up.ancestor_id
    WHERE up.descendant_id = t.unit_id AND p.households_enabled IS NOT NULL ORDER BY up.depth LIMIT 1), false)
    AS households_enabled`;
const TARGETS = 'target t JOIN unit own ON own.id = t.unit_id';

/**
 * The unit and those above it that have targets, nearest first; those for falling back only are not among them. The canary's unit has none of its own: its messages go
 * to the one that was chosen for it, at any hour, so that nothing but a fault keeps them away.
 */
export async function targetLevels(sql: Sql, unitId: UnitId): Promise<UnitLevel<Recipient>[]> {
  const rows = await sql.query<Row & { canary: boolean }>(
    `SELECT c.ancestor_id AS unit_id, ${COLUMNS}, c.depth, false AS canary
     FROM ${TARGETS} JOIN unit_closure c ON c.ancestor_id = t.unit_id
     WHERE c.descendant_id = $1 AND t.removed_at IS NULL AND NOT t.only_as_fallback
     UNION ALL SELECT k.unit_id, ${COLUMNS}, 0, true FROM ${TARGETS} JOIN canary k ON k.target_id = t.id
     WHERE k.unit_id = $1 AND t.removed_at IS NULL ORDER BY depth, id`,
    [unitId],
  );
  const levels = new Map<UnitId, Recipient[]>([[unitId, []]]);
  for (const row of rows) levels.set(row.unit_id, [...(levels.get(row.unit_id) ?? []), recipientAt(row)]);
  return [...levels].map(([id, targets]) => ({ unitId: id, targets }));
}

/** The targets of these units themselves. */
export async function targetsOfUnits(
  sql: Sql,
  unitIds: readonly UnitId[],
): Promise<Map<UnitId, { readonly name: string; readonly targets: readonly Recipient[] }>> {
  const rows = await sql.query<Row & { unit_name: string }>(
    `SELECT u.id AS unit_id, u.name AS unit_name, ${COLUMNS}
     FROM unit u LEFT JOIN (${TARGETS}) ON t.unit_id = u.id AND t.removed_at IS NULL AND NOT t.only_as_fallback
     WHERE u.id = ANY($1) ORDER BY t.id`,
    [unitIds],
  );
  const units = new Map<UnitId, { name: string; targets: Recipient[] }>();
  for (const row of rows) {
    const unit = units.get(row.unit_id) ?? { name: row.unit_name, targets: [] };
    if (row.id !== null) unit.targets.push(toRecipient(row));
    units.set(row.unit_id, unit);
  }
  return units;
}
const recipientAt = ({ canary, ...row }: Row & { readonly canary: boolean }): Recipient =>
  canary
    ? { ...toRecipient(row), quietHours: null, minimumSeverity: 'info', audience: 'responsible' }
    : toRecipient(row);

/** Who was told of what, and how that message stands. */
export interface Told {
  readonly incidentId: IncidentId;
  readonly event: string;
  /** The how-manieth time, for what may be told more than once. */
  readonly occasion: number;
  readonly target: Recipient;
  /** The target's unit. */
  readonly unitId: UnitId;
  readonly state: NotificationState;
  readonly at: EpochMs;
}

/** What targets that still exist and are switched on were told of these incidents. */
export async function toldOf(sql: Sql, incidentIds: readonly IncidentId[]): Promise<Told[]> {
  const rows = await sql.query<
    Row & { incident_id: IncidentId; event: string; occasion: number; state: NotificationState; at: EpochMs }
  >(
    `SELECT m.incident_id, m.event, m.occasion, n.state, ${epoch('m.at')} AS at, t.unit_id, ${COLUMNS}
     FROM ${TARGETS} JOIN told m ON m.target_id = t.id JOIN notification n ON n.id = m.notification_id
     WHERE m.incident_id = ANY($1) AND t.removed_at IS NULL AND t.enabled ORDER BY t.id, m.incident_id`,
    [incidentIds],
  );
  return rows.map((row) => ({
    incidentId: row.incident_id,
    event: row.event,
    occasion: row.occasion,
    state: row.state,
    at: row.at,
    target: toRecipient(row),
    unitId: row.unit_id,
  }));
}

/** One target that was not removed, as the engine sees it. */
export async function recipientOf(sql: Sql, id: TargetId): Promise<Recipient> {
  const [row] = await sql.query<Row>(`SELECT t.unit_id, ${COLUMNS} FROM ${TARGETS} WHERE t.id = $1`, [id]);
  if (!row) throw new Error(`no target ${id}`);
  return toRecipient(row);
}

/** A target whose daily digest is asked about. */
export interface DigestTarget extends Recipient {
  readonly unit: { readonly id: UnitId; readonly name: string };
  /** Of the nearest unit that says something; null: nobody does. */
  readonly digestAt: string | null;
  readonly askedBefore: boolean;
}

/** Takes up to `limit` targets whose digest is to be asked about; another engine's are left to it. */
export async function digestTargets(sql: Sql, limit: number, now: EpochMs): Promise<DigestTarget[]> {
  const rows = await sql.query<Row & { unit_name: string; digest_at: string | null; asked_before: boolean }>(
    `SELECT t.unit_id, own.name AS unit_name, t.digest_due_at IS NOT NULL AS asked_before, ${COLUMNS}, (
       SELECT p.digest_at FROM unit_closure up JOIN unit_policy p ON p.unit_id = up.ancestor_id
       WHERE up.descendant_id = t.unit_id AND p.digest_at IS NOT NULL ORDER BY up.depth LIMIT 1) AS digest_at
     FROM ${TARGETS}
     WHERE t.removed_at IS NULL AND t.enabled AND t.audience = 'responsible' AND NOT t.only_as_fallback
       AND (t.digest_due_at IS NULL OR t.digest_due_at <= $1)
     ORDER BY t.id LIMIT $2 FOR NO KEY UPDATE OF t SKIP LOCKED`,
    [new Date(now), limit],
  );
  return rows.map((row) => ({
    ...toRecipient(row),
    unit: { id: row.unit_id, name: row.unit_name },
    digestAt: row.digest_at,
    askedBefore: row.asked_before,
  }));
}
