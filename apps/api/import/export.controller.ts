import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeviceExportQuery } from '#libs/contracts';
import { DeviceExportStore, type Manager } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { attachment } from '../http/attachment.ts';
import type { ApiRequest } from '../http/request.ts';
import { exported, TABLE_TYPES } from './tables.ts';

/** Devices as a spreadsheet. */
@ApiTags('devices')
@Controller('api/v1/devices')
export class ExportController {
  constructor(
    private readonly devices: DeviceExportStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Devices as a table that an import reads back without a change; passwords are never in it. */
  @Needs('registry.write')
  @Get('export')
  async export(
    @Held() { scope }: Manager,
    @Query() { format = 'xlsx', ...filter }: DeviceExportQuery,
    @Req() { language }: ApiRequest,
  ): Promise<StreamableFile> {
    const rows = await this.devices.rows(scope, filter, this.clock.now());
    const name = language === 'en' ? 'Canh Thon devices' : 'Canh Thôn thiết bị';
    return new StreamableFile(Readable.from(exported(rows, format, language), { objectMode: false }), {
      type: TABLE_TYPES[format],
      disposition: attachment(`${name}.${format}`),
    });
  }
}
