import {
  type EpochMs,
  kindOfSubject,
  type PublicState,
  receiveReport,
  REPORT_LIMITS,
  type ReportSubject,
  type SiteId,
  type UnitId,
} from '#libs/domain';
import { publishIncidents } from '../incidents/publish.ts';
import { addToTimeline } from '../incidents/timeline.ts';
import { newId } from '../new-id.ts';
import { Refusal } from '../refusal.ts';
import type { Sql } from '../sql.ts';
import type { PublicDevice } from './public-device.ts';

/** What a resident says; nobody asks who he is. */
export interface NewReport {
  readonly subject: ReportSubject;
  readonly note: string | null;
}

interface Found {
  readonly place: { readonly siteId: SiteId; readonly unitId: UnitId };
  readonly devices: readonly PublicDevice[];
  readonly stateOf: (device: PublicDevice) => PublicState;
}

/** `Người dân báo`: whoever scanned the label, without a name. */
export const RESIDENT = { kind: 'link', id: null, name: null } as const;

/** Stores a report with what it belongs to, and gives its id. The place is locked. */
export async function fileReport(sql: Sql, found: Found, report: NewReport, now: EpochMs): Promise<string> {
  const { place, devices } = found;
  await refuseTooMany(sql, place.siteId, now);
  const kind = kindOfSubject(report.subject);
  const ofKind = devices.filter((device) => kind === null || device.kind === kind);
  if (kind !== null && ofKind.length === 0) throw new Refusal('not_reportable_here');
  const troubled = ofKind.find((device) => device.incident !== null);
  const device = kind === null ? null : (troubled ?? ofKind[0] ?? null);
  const incident = troubled?.incident ?? null;
  const outcome = receiveReport(incident !== null, device === null ? null : found.stateOf(device));
  const id = newId(now);
  await sql.query(
    `INSERT INTO public_report (id, site_id, unit_id, device_no, incident_id, subject, note, outcome, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9)`,
    [
      id,
      place.siteId,
      device?.unitId ?? place.unitId,
      device?.deviceNo ?? null,
      incident?.id ?? null,
      report.subject,
      report.note,
      outcome,
      new Date(now),
    ],
  );
  if (incident) {
    const { subject, note } = report;
    const detail = { reportId: id, ...(note !== null && { text: note }) };
    const line = { incidentId: incident.id, kind: 'reported' as const, reason: `resident_says_${subject}` };
    await addToTimeline(sql, [{ ...line, rule: null, actor: RESIDENT, at: now, detail }]);
    await publishIncidents(sql, [incident.id], now);
  }
  return id;
}

async function refuseTooMany(sql: Sql, siteId: SiteId, now: EpochMs): Promise<void> {
  const { most, withinMs } = REPORT_LIMITS.site;
  const [row] = await sql.query<{ count: number }>(
    'SELECT count(*)::int FROM public_report WHERE site_id = $1 AND created_at > $2',
    [siteId, new Date(now - withinMs)],
  );
  if ((row?.count ?? 0) >= most) throw new Refusal('reported_often_today');
}
