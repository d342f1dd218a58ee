import {
  DAY,
  type EpochMs,
  type IncidentId,
  type Message,
  type NotificationId,
  type OpenMessage,
  partsOf,
} from '#libs/domain';
import type { TargetId } from '#libs/domain';
import type { Sql } from '../sql.ts';

/** Nobody answers an older message with a bare `1`. */
const LOOK_BACK = 3 * DAY;
const MOST = 50;

interface Row {
  readonly id: NotificationId;
  readonly incidentId: IncidentId;
  readonly event: Message['event'];
  readonly variables: unknown;
}

/** The accepted messages of these targets whose incidents are open and taken by nobody: one for each incident, the latest. */
export async function openMessages(sql: Sql, targetIds: readonly TargetId[], now: EpochMs): Promise<OpenMessage[]> {
  const rows = await sql.query<Row>(
    `SELECT DISTINCT ON (i.id) n.id, i.id AS "incidentId", n.event, n.variables
     FROM notification n JOIN notification_incident m ON m.notification_id = n.id JOIN incident i ON i.id = m.incident_id
     WHERE n.target_id = ANY($1) AND n.created_at > $2 AND n.state IN ('accepted','delivered','read')
       AND n.event IN ('incident.opened','incident.updated','incident.escalated','incident.bundle')
       AND i.state = 'open' AND i.ended_at IS NULL
     ORDER BY i.id, n.created_at DESC, n.id DESC LIMIT ${MOST}`,
    [targetIds, new Date(now - LOOK_BACK)],
  );
  const byMessage = new Map<NotificationId, { readonly row: Row; readonly open: Set<IncidentId> }>();
  for (const row of rows) {
    const known = byMessage.get(row.id) ?? { row, open: new Set() };
    byMessage.set(row.id, known);
    known.open.add(row.incidentId);
  }
  return [...byMessage.values()].map(({ row, open }) => ({ notificationId: row.id, label: labelOf(row, open) }));
}

/** What is open of it, in a few words: the place, or the first device and how many more. */
function labelOf({ event, variables }: Row, open: ReadonlySet<IncidentId>): string {
  const parts = partsOf({ event, variables } as Parameters<typeof partsOf>[0]);
  const names = parts.flatMap(({ variables: { found, lines } }) =>
    found
      ? [found.place.name]
      : lines
          .filter(({ incidentId }) => open.has(incidentId))
          .map(({ device }) => `${device.name} (${device.site.code})`),
  );
  const more = names.length - 1;
  return more > 0 ? `${names[0]} và ${more} nơi khác` : (names[0] ?? '');
}
