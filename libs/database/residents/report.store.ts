import { Injectable } from '@nestjs/common';
import type { DeviceId, EpochMs, IncidentId, ReportOutcome, ReportSubject, SiteId, UnitId } from '#libs/domain';
import { type Access, inScope, narrowed, type Scope } from '../access.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { nameOf } from '../incidents/incident-act.ts';
import { type PageOf, type PageRequest, readCursor, toPage } from '../page.ts';
import { orRefuse, Refusal } from '../refusal.ts';
import { epoch, Parameters } from '../sql-text.ts';
import { Database } from '../sql.ts';

/** What a resident said, as the responsible unit reads it. */
export interface ReportRow {
  readonly id: string;
  readonly siteId: SiteId;
  readonly siteCode: string;
  readonly siteName: string | null;
  readonly landmark: string | null;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly deviceId: DeviceId | null;
  readonly deviceName: string | null;
  readonly incidentId: IncidentId | null;
  readonly subject: ReportSubject;
  readonly note: string | null;
  readonly outcome: ReportOutcome;
  readonly state: 'open' | 'closed';
  readonly createdAt: EpochMs;
  readonly closedAt: EpochMs | null;
  readonly closedBecause: 'device_works' | 'person' | null;
  readonly closedByName: string | null;
  readonly closingNote: string | null;
}

export interface ReportFilter extends PageRequest {
  readonly unitId?: string | undefined;
  readonly siteId?: string | undefined;
  readonly state?: 'open' | 'closed' | undefined;
}

const COLUMNS = `r.id, r.site_id AS "siteId", s.code AS "siteCode", s.name AS "siteName", s.landmark,
  r.unit_id AS "unitId", u.name AS "unitName", d.id AS "deviceId", d.name AS "deviceName",
  r.incident_id AS "incidentId", r.subject, r.note, r.outcome, r.state, ${epoch('r.created_at')} AS "createdAt",
  ${epoch('r.closed_at')} AS "closedAt", r.closed_because AS "closedBecause", r.closed_by_name AS "closedByName",
  r.closing_note AS "closingNote"`;
const TABLES = `public_report r JOIN site s ON s.id = r.site_id JOIN unit u ON u.id = r.unit_id
  LEFT JOIN device d ON d.device_no = r.device_no`;

/** The inbox of residents' reports. Outside the scope a report does not exist. */
@Injectable()
export class PublicReportStore {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(scope: Scope, filter: ReportFilter): Promise<PageOf<ReportRow>> {
    const within = await narrowed(this.database, scope, filter.unitId);
    const { bind, values } = new Parameters();
    const conditions = [inScope('r.unit_id', bind(within))];
    if (filter.siteId !== undefined) conditions.push(`r.site_id = ${bind(filter.siteId)}::uuid`);
    if (filter.state !== undefined) conditions.push(`r.state = ${bind(filter.state)}`);
    const after = readCursor(filter.cursor, ['uuid']);
    if (after) conditions.push(`r.id < ${bind(after[0])}::uuid`);
    const rows = await this.database.query<ReportRow>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${conditions.join(' AND ')} ORDER BY r.id DESC LIMIT ${bind(filter.limit + 1)}`,
      values,
    );
    return toPage(rows, filter.limit, (row) => [row.id]);
  }

  async get(scope: Scope, id: string): Promise<ReportRow> {
    const [row] = await this.database.query<ReportRow>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE r.id = $2 AND ${inScope('r.unit_id', '$1')}`,
      [scope, id],
    );
    return orRefuse(row, 'public_report_not_found');
  }

  /** Looked at, or mended: somebody says so. */
  async close({ actor, scope }: Access, id: string, note: string | null, now: EpochMs): Promise<ReportRow> {
    await this.database.transaction(async (tx) => {
      const [report] = await tx.query<{ state: string; unitId: UnitId }>(
        `SELECT r.state, r.unit_id AS "unitId" FROM public_report r
         WHERE r.id = $2 AND ${inScope('r.unit_id', '$1')} FOR UPDATE`,
        [scope, id],
      );
      const { state, unitId } = orRefuse(report, 'public_report_not_found');
      if (state === 'closed') throw new Refusal('public_report_is_closed');
      await tx.query(
        `UPDATE public_report SET state = 'closed', closed_at = $2, closed_because = 'person', closed_by_name = $3,
           closing_note = $4 WHERE id = $1`,
        [id, new Date(now), await nameOf(tx, actor), note],
      );
      const record = { action: 'public_report.close', objectKind: 'public_report', objectId: id, unitId };
      await recordAudit(tx, actor, record, now);
    });
    return this.get(scope, id);
  }
}
