import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type EvidenceAnswer,
  EvidenceQuery,
  type EvidenceTemplateView,
  type MonthlyReportAnswer,
  type OperationStarted,
  type PackFormat,
  PackRequest,
  ReportQuery,
} from '#libs/contracts';
import { type Manager, OperationFileStore } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { attachment } from '../http/attachment.ts';
import type { ApiRequest } from '../http/request.ts';
import { type Made, ReportMaker, TYPES } from './report-maker.ts';
import { PACK_KIND, ReportPacks } from './report-packs.ts';
import { evidenceAnswer, monthlyAnswer, reportRequest } from './report-view.ts';
import { EvidenceTemplates } from './templates.ts';
import { fileName, zipped } from './zip.ts';

const UNIT_ID = new IdOf('unit_not_found');

/** Sheets for the village meeting and for those above. */
@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly maker: ReportMaker,
    private readonly packs: ReportPacks,
    private readonly templates: EvidenceTemplates,
    private readonly files: OperationFileStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The month of a unit and all below it: what worked, what failed and why, who went, the worst places. */
  @Needs('report.read')
  @Get('units/:id')
  async monthly(
    @Held() { scope }: Manager,
    @Param('id', UNIT_ID) unitId: string,
    @Query() query: ReportQuery,
    @Req() { language }: ApiRequest,
  ): Promise<MonthlyReportAnswer | StreamableFile> {
    const { month, format } = reportRequest(query);
    const made = await this.maker.monthly(scope, { unitId, month, language, now: this.clock.now() });
    if (format === 'json') return monthlyAnswer(made.report, made.sheet);
    return download(await this.maker.print(format, made, language, 'report'), made, format);
  }

  /** Figures for a programme's criteria. */
  @Needs('report.read')
  @Get('units/:id/evidence')
  async evidence(
    @Held() { scope }: Manager,
    @Param('id', UNIT_ID) unitId: string,
    @Query() query: EvidenceQuery,
    @Req() { language }: ApiRequest,
  ): Promise<EvidenceAnswer | StreamableFile> {
    const { month, format } = reportRequest(query);
    const template = this.templates.get(query.template);
    const made = await this.maker.evidence(scope, { unitId, month, language, now: this.clock.now() }, template);
    if (format === 'json') return evidenceAnswer(template.key, made.evidence, made.report, made.sheet);
    return download(await this.maker.print(format, made, language, 'evidence'), made, format);
  }

  /** The sets of criteria there are. */
  @Needs('report.read')
  @Get('templates')
  list(@Req() { language }: ApiRequest): EvidenceTemplateView[] {
    return this.templates.all().map(({ key, title }) => ({ key, title: title[language] }));
  }

  /** One report for each village of the unit, and its totals: `GET /operations/{id}` tells how far it is. */
  @Needs('report.read')
  @HttpCode(202)
  @Post('packs')
  async pack(
    @Held() access: Manager,
    @Body() body: PackRequest,
    @Req() { language }: ApiRequest,
  ): Promise<OperationStarted> {
    return { operationId: await this.packs.ask(access, body, language) };
  }

  /** The finished pack as a ZIP archive; kept for a day. */
  @Needs('report.read')
  @Get('packs/:id/file')
  async file(
    @Held() { scope }: Manager,
    @Param('id', new IdOf('operation_not_found')) id: string,
  ): Promise<StreamableFile> {
    const name = await this.files.nameOf(scope, PACK_KIND, id);
    const archive = Readable.from(zipped(this.files.read(id), this.clock.now()), { objectMode: false });
    return new StreamableFile(archive, { type: 'application/zip', disposition: attachment(`${name}.zip`) });
  }
}

function download(content: Buffer, { report, sheet }: Made, format: PackFormat): StreamableFile {
  const name = `${fileName(`${sheet.title} ${sheet.unitName}`)} ${report.time.month}.${format}`;
  return new StreamableFile(content, {
    type: TYPES[format],
    length: content.length,
    disposition: attachment(name),
  });
}
