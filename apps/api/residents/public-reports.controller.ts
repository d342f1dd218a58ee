import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Page, PublicReport, PublicReportClosing, PublicReportsQuery } from '#libs/contracts';
import { type Manager, PublicReportStore, type ReportRow } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, isoOrNull, pageOf, pageRequest } from '../http/page.ts';

const REPORT_ID = new IdOf('public_report_not_found');

const reportView = ({ subject, createdAt, closedAt, closedByName, ...row }: ReportRow): PublicReport => ({
  ...row,
  what: subject,
  createdAt: iso(createdAt),
  closedAt: isoOrNull(closedAt),
  closedBy: closedByName,
});

/** What residents reported at poles. */
@ApiTags('residents')
@Controller('api/v1/public-reports')
export class PublicReportsController {
  constructor(
    private readonly reports: PublicReportStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. */
  @Needs('incident.read')
  @ListOf(PublicReport)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: PublicReportsQuery): Promise<Page<PublicReport>> {
    return pageOf(await this.reports.list(scope, { ...query, ...pageRequest(query) }), reportView);
  }

  /** One report of a resident. */
  @Needs('incident.read')
  @Get(':id')
  async get(@Held() { scope }: Manager, @Param('id', REPORT_ID) id: string): Promise<PublicReport> {
    return reportView(await this.reports.get(scope, id));
  }

  /** Looked at or mended. What a device says of itself closes reports without anybody. */
  @Needs('incident.act')
  @HttpCode(200)
  @Post(':id/close')
  async close(
    @Held() access: Manager,
    @Param('id', REPORT_ID) id: string,
    @Body() { note }: PublicReportClosing,
  ): Promise<PublicReport> {
    return reportView(await this.reports.close(access, id, note ?? null, this.clock.now()));
  }
}
