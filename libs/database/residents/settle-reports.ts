import { type DeviceNo, type EpochMs, type IncidentId, worksAgain } from '#libs/domain';
import type { Replay } from '../incidents/replay.ts';
import { addToTimeline } from '../incidents/timeline.ts';
import { epoch } from '../sql-text.ts';
import type { Sql } from '../sql.ts';
import { RESIDENT } from './file-report.ts';

/**
 * What a replay of changes means for residents' reports: those that waited join the incident that has now opened, and
 * those of an incident that is over because the device works are closed by it. Part of the replay's transaction.
 */
export async function settleReports(sql: Sql, { opened, ended }: Replay): Promise<void> {
  const begun = opened.map(({ id, change }) => ({ id, deviceNo: change.deviceNo, at: change.knownAt }));
  if (begun.length > 0) await joinIncidents(sql, begun);
  const over = [
    ...ended.map(({ id, ending }) => ({ id, ending })),
    ...opened.flatMap(({ id, ended: ending }) => (ending ? [{ id, ending }] : [])),
  ].filter(({ ending }) => worksAgain(ending.reason));
  if (over.length > 0) await closeByTelemetry(sql, over);
}

interface Begun {
  readonly id: IncidentId;
  readonly deviceNo: DeviceNo;
  readonly at: EpochMs;
}

/** Also those whose incident is over without the device having said that it works. */
async function joinIncidents(sql: Sql, begun: readonly Begun[]): Promise<void> {
  const joined = await sql.query<{
    id: string;
    incidentId: IncidentId;
    subject: string;
    note: string | null;
    createdAt: EpochMs;
    at: EpochMs;
  }>(
    `UPDATE public_report r SET incident_id = t.id
     FROM (SELECT DISTINCT ON (device_no) id, device_no, at FROM jsonb_to_recordset($1::jsonb)
             AS t (id uuid, device_no int, at float8) ORDER BY device_no, at, id) t
     WHERE r.device_no = t.device_no AND r.state = 'open' AND (r.incident_id IS NULL
       OR EXISTS (SELECT 1 FROM incident i WHERE i.id = r.incident_id AND i.ended_at IS NOT NULL))
     RETURNING r.id, t.id AS "incidentId", r.subject, r.note, ${epoch('r.created_at')} AS "createdAt", t.at`,
    [JSON.stringify(begun.map(({ id, deviceNo, at }) => ({ id, device_no: deviceNo, at })))],
  );
  await addToTimeline(
    sql,
    joined.map(({ id, incidentId, subject, note, createdAt, at }) => ({
      ...{ incidentId, kind: 'reported' as const, reason: `resident_says_${subject}`, rule: null, actor: RESIDENT, at },
      detail: { reportId: id, reportedAt: new Date(createdAt).toISOString(), ...(note !== null && { text: note }) },
    })),
  );
}

async function closeByTelemetry(
  sql: Sql,
  over: readonly { readonly id: IncidentId; readonly ending: { readonly at: EpochMs } }[],
): Promise<void> {
  // What was said about the place is not mended by a device that talks.
  await sql.query(
    `UPDATE public_report r SET state = 'closed', closed_because = 'device_works', closed_at = greatest(t.at, r.created_at)
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, at timestamptz)
     WHERE r.incident_id = t.id AND r.state = 'open' AND r.device_no IS NOT NULL`,
    [JSON.stringify(over.map(({ id, ending }) => ({ id, at: new Date(ending.at) })))],
  );
}
