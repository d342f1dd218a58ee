import type {
  Channel,
  IncidentId,
  Language,
  NotificationState,
  TargetFacts,
  TargetId,
  UnitId,
  UnitLevel,
} from '#libs/domain';
import type { Sql } from '../sql.ts';

/** A target as the engine needs it: who and how, never the address. */
export interface Recipient extends TargetFacts {
  readonly channel: Channel;
  readonly language: Language;
  readonly name: string;
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
}

const toRecipient = ({ id, audience, enabled, minimum_severity, channel, language, name }: Row): Recipient => ({
  id,
  audience,
  enabled,
  minimumSeverity: minimum_severity,
  channel,
  language,
  name,
});

const COLUMNS = `t.id, t.audience, t.enabled, t.minimum_severity, t.channel, t.language, t.name`;

/** The unit and those above it that have targets, nearest first. */
export async function targetLevels(sql: Sql, unitId: UnitId): Promise<UnitLevel<Recipient>[]> {
  const rows = await sql.query<Row>(
    `SELECT c.ancestor_id AS unit_id, ${COLUMNS}
     FROM unit_closure c JOIN target t ON t.unit_id = c.ancestor_id
     WHERE c.descendant_id = $1 AND t.removed_at IS NULL ORDER BY c.depth, t.id`,
    [unitId],
  );
  const levels = new Map<UnitId, Recipient[]>([[unitId, []]]);
  for (const row of rows) levels.set(row.unit_id, [...(levels.get(row.unit_id) ?? []), toRecipient(row)]);
  return [...levels].map(([id, targets]) => ({ unitId: id, targets }));
}

/** Who was told of what, and how that message stands. */
export interface Told {
  readonly incidentId: IncidentId;
  readonly event: string;
  readonly target: Recipient;
  readonly state: NotificationState;
}

/** What targets that still exist and are switched on were told of these incidents. */
export async function toldOf(sql: Sql, incidentIds: readonly IncidentId[]): Promise<Told[]> {
  const rows = await sql.query<Row & { incident_id: IncidentId; event: string; state: NotificationState }>(
    `SELECT m.incident_id, m.event, n.state, t.unit_id, ${COLUMNS}
     FROM told m JOIN notification n ON n.id = m.notification_id JOIN target t ON t.id = m.target_id
     WHERE m.incident_id = ANY($1) AND t.removed_at IS NULL AND t.enabled ORDER BY t.id, m.incident_id`,
    [incidentIds],
  );
  return rows.map((row) => ({
    incidentId: row.incident_id,
    event: row.event,
    state: row.state,
    target: toRecipient(row),
  }));
}
