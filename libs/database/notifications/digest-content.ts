import { DAY, type Cause, type DigestVariables, type EpochMs, type TargetId, type TroubleLine } from '#libs/domain';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';

export type DigestContent = Pick<DigestVariables, 'open' | 'causes' | 'healed'>;

interface Row extends Omit<TroubleLine, 'device'> {
  readonly targetId: TargetId;
  readonly healed: boolean;
  readonly cause: Cause;
  readonly place: string;
  /** Null for what explains many devices. */
  readonly device: TroubleLine['device'] | null;
}

const NOTHING: DigestContent = { open: [], causes: [], healed: [] };

/** What there is to say to each target; those with nothing are left out. */
export async function digestContents(
  sql: Sql,
  targets: readonly { readonly id: TargetId }[],
  now: EpochMs,
): Promise<Map<TargetId, DigestContent>> {
  const contents = new Map<TargetId, DigestContent>();
  if (targets.length === 0) return contents;
  const ids = targets.map(({ id }) => id);
  for (const row of await rowsFor(sql, ids, now)) {
    const added = withRow(contents.get(row.targetId) ?? NOTHING, row);
    if (added !== NOTHING) contents.set(row.targetId, added);
  }
  return contents;
}

function withRow(content: DigestContent, row: Row): DigestContent {
  const { incidentId, trouble, severity, reason, startedAt, openedAt, endedAt, device, cause, place, healed } = row;
  if (cause !== 'device')
    return healed ? content : { ...content, causes: [...content.causes, { incidentId, cause, place, startedAt }] };
  if (device === null) return content;
  const line = { incidentId, trouble, severity, reason, startedAt, openedAt, endedAt, device };
  return healed ? { ...content, healed: [...content.healed, line] } : { ...content, open: [...content.open, line] };
}

/** What a target was told of and lasts; what came and went unsaid since its last digest, within a day. */
const rowsFor = (sql: Sql, targetIds: readonly TargetId[], now: EpochMs): Promise<Row[]> =>
  sql.query<Row>(
    `WITH said AS (
       SELECT m.target_id, m.incident_id, false AS healed
       FROM incident i JOIN told m ON m.incident_id = i.id
       WHERE i.state <> 'resolved' AND m.event = 'incident.opened' AND m.target_id = ANY($1)
       UNION
       SELECT n.target_id, m.incident_id, true
       FROM notification n JOIN notification_incident m ON m.notification_id = n.id
       WHERE n.target_id = ANY($1) AND n.state = 'suppressed' AND n.reason = 'healed_overnight'
         AND n.created_at > greatest($2, (SELECT max(g.at) FROM digest g
           WHERE g.target_id = n.target_id AND g.reason = 'daily_digest')))
     SELECT said.target_id AS "targetId", said.healed, i.id AS "incidentId", i.cause, u.name AS place, i.severity,
       i.reason, coalesce(i.fault_code, 'offline') AS trouble, ${epoch('i.started_at')} AS "startedAt",
       ${epoch('i.opened_at')} AS "openedAt", ${epoch('i.ended_at')} AS "endedAt",
       CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'code', d.code, 'kind', d.kind, 'name', d.name,
         'site', json_build_object('code', s.code, 'landmark', s.landmark)) END AS device
     FROM said JOIN incident i ON i.id = said.incident_id JOIN unit u ON u.id = i.unit_id
       LEFT JOIN device d ON d.device_no = i.device_no LEFT JOIN site s ON s.id = coalesce(i.site_id, d.site_id)
     ORDER BY array_position(ARRAY['critical','major','minor','info'], i.severity), i.started_at, i.id`,
    [targetIds, new Date(now - DAY)],
  );
