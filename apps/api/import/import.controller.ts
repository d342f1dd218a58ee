import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import {
  DeviceImportQuery,
  DeviceImportResult,
  ImportRowsQuery,
  ImportRowView,
  type OperationStarted,
  type Page,
  TableFormatQuery,
} from '#libs/contracts';
import type { Manager } from '#libs/database';
import { Held, Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import { attachment } from '../http/attachment.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import type { ApiRequest } from '../http/request.ts';
import { DeviceImports } from './device-imports.ts';
import { ImportReports } from './import-reports.ts';
import { TABLE_TYPES, template } from './tables.ts';

const IMPORT_ID = new IdOf('operation_not_found');

/** Lists of devices, from a spreadsheet. */
@ApiTags('devices')
@Controller('api/v1/devices')
export class ImportController {
  constructor(
    private readonly imports: DeviceImports,
    private readonly reports: ImportReports,
  ) {}

  /** Imports a list of devices (CSV or XLSX, columns in any order): `GET /operations/{id}` tells how far it is. */
  @Needs('registry.write')
  @ApiExtraModels(DeviceImportResult)
  @ApiConsumes(TABLE_TYPES.xlsx, 'text/csv', 'application/octet-stream')
  @ApiBody({ description: 'The file as it is, at most 10 MiB.', schema: { type: 'string', format: 'binary' } })
  @HttpCode(202)
  @Post('import')
  async import(
    @Held() access: Manager,
    @Query() { dryRun, onlyValid, unitId }: DeviceImportQuery,
    @Req() { upload }: ApiRequest,
  ): Promise<OperationStarted> {
    if (upload === undefined) throw new ApiError('import_not_a_sheet');
    const how = { dryRun: dryRun === 'true', onlyValid: onlyValid === 'true', unitId };
    return { operationId: await this.imports.ask(access, upload, how) };
  }

  /** An empty table with its headings, and what belongs into each column. */
  @Needs('registry.write')
  @Get('import-template')
  template(@Query() { format = 'xlsx' }: TableFormatQuery, @Req() { language }: ApiRequest): StreamableFile {
    const name = language === 'en' ? 'Canh Thon devices' : 'Canh Thôn thiết bị';
    return new StreamableFile(Readable.from(template(format, language), { objectMode: false }), {
      type: TABLE_TYPES[format],
      disposition: attachment(`${name}.${format}`),
    });
  }

  /** What became of each row (or, of a dry run, would become of it); for the one who sent the list, for a day. */
  @Needs('registry.write')
  @ListOf(ImportRowView)
  @Get('imports/:id/rows')
  rows(
    @Held() access: Manager,
    @Param('id', IMPORT_ID) id: string,
    @Query() query: ImportRowsQuery,
    @Req() { language }: ApiRequest,
  ): Promise<Page<ImportRowView>> {
    return this.reports.rows(access, id, query, language);
  }

  /** The list as it was sent, errors marked; new MQTT devices with their passwords. For the one who sent it, for a day. */
  @Needs('registry.write')
  @Get('imports/:id/file')
  async file(
    @Held() access: Manager,
    @Param('id', IMPORT_ID) id: string,
    @Query() { format = 'xlsx' }: TableFormatQuery,
    @Req() { language }: ApiRequest,
  ): Promise<StreamableFile> {
    const file = await this.reports.file(access, id, format, language);
    const name = language === 'en' ? 'Canh Thon import' : 'Canh Thôn kết quả nhập';
    return new StreamableFile(Readable.from(file, { objectMode: false }), {
      type: TABLE_TYPES[format],
      disposition: attachment(`${name}.${format}`),
    });
  }
}
