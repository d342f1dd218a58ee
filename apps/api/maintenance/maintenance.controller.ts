import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import {
  Maintenance,
  MaintenanceImportQuery,
  MaintenanceImportRequest,
  type MaintenanceImportResult,
  MaintenanceQuery,
  NewMaintenance,
  type Page,
} from '#libs/contracts';
import { MaintenanceImport, MaintenanceStore, type Manager } from '#libs/database';
import { MOST_IMPORTED } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { refuseField } from '../http/api-error.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { pageOf, pageRequest } from '../http/page.ts';
import type { ApiRequest } from '../http/request.ts';
import { importedView, maintenanceView } from './maintenance-view.ts';
import { readMaintenance } from './new-maintenance.ts';

const MAINTENANCE_ID = new IdOf('maintenance_not_found');

/** Planned work and planned power outages: what happens inside them is told only when it lasts longer. */
@ApiTags('maintenance')
@Controller('api/v1/maintenance')
export class MaintenanceController {
  constructor(
    private readonly windows: MaintenanceStore,
    private readonly importing: MaintenanceImport,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Planned work and power outages. */
  @Needs('registry.read')
  @ListOf(Maintenance)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: MaintenanceQuery): Promise<Page<Maintenance>> {
    const now = this.clock.now();
    const over = query.over === undefined ? undefined : query.over === 'true';
    const filter = { unitId: query.unitId, deviceId: query.deviceId, over, ...pageRequest(query) };
    return pageOf(await this.windows.list(scope, filter, now), (row) => maintenanceView(row, now));
  }

  /** Plans work or a power outage. */
  @Needs('maintenance.write')
  @Post()
  async create(@Held() access: Manager, @Body() body: NewMaintenance): Promise<Maintenance> {
    const now = this.clock.now();
    return maintenanceView(await this.windows.create(access, readMaintenance(body, now), now), now);
  }

  /** A list of planned power outages; lines that cannot be read come back with what is wrong, the others are made. */
  @Needs('maintenance.write')
  @ApiConsumes('text/csv', 'application/json')
  @ApiBody({ type: MaintenanceImportRequest })
  @HttpCode(200)
  @Post('import')
  async import(
    @Held() access: Manager,
    @Query() query: MaintenanceImportQuery,
    @Body() { csv }: MaintenanceImportRequest,
    @Req() { language }: ApiRequest,
  ): Promise<MaintenanceImportResult> {
    if (csv.split('\n', MOST_IMPORTED + 2).length > MOST_IMPORTED + 1) throw refuseField('csv', 'too_many');
    const dryRun = query.dryRun === 'true';
    const lines = await this.importing.run(access, csv, dryRun, this.clock.now());
    const count = (state: string): number => lines.filter((line) => line.state === state).length;
    return {
      dryRun,
      made: dryRun ? 0 : count('made'),
      exists: count('exists'),
      refused: count('refused'),
      lines: lines.map((line) => importedView(line, language)),
    };
  }

  /** One planned window. */
  @Needs('registry.read')
  @Get(':id')
  async get(@Held() { scope }: Manager, @Param('id', MAINTENANCE_ID) id: string): Promise<Maintenance> {
    return maintenanceView(await this.windows.get(scope, id), this.clock.now());
  }

  /** Ends it now. It stays on record. */
  @Needs('maintenance.write')
  @HttpCode(204)
  @Delete(':id')
  async end(@Held() access: Manager, @Param('id', MAINTENANCE_ID) id: string): Promise<void> {
    await this.windows.end(access, id, this.clock.now());
  }
}
