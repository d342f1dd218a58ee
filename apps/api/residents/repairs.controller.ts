import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NewRepair, type Page, PageQuery, Repair, RepairChanges } from '#libs/contracts';
import { type Manager, type RepairRow, RepairStore } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, pageOf, pageRequest } from '../http/page.ts';

const SITE_ID = new IdOf('site_not_found');
const REPAIR_ID = new IdOf('repair_not_found');

const repairView = (row: RepairRow): Repair => ({
  ...row,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

/** What was mended at one place, what it cost and who paid. */
@ApiTags('residents')
@Controller('api/v1/sites/:id/repairs')
export class RepairsController {
  constructor(
    private readonly repairs: RepairStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. */
  @Needs('ledger.read')
  @ListOf(Repair)
  @Get()
  async list(
    @Held() { scope }: Manager,
    @Param('id', SITE_ID) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<Repair>> {
    return pageOf(await this.repairs.list(scope, id, pageRequest(query)), repairView);
  }

  /** Notes a repair at a place. */
  @Needs('ledger.write')
  @Post()
  async add(@Held() access: Manager, @Param('id', SITE_ID) id: string, @Body() body: NewRepair): Promise<Repair> {
    return repairView(await this.repairs.add(access, id, body, this.clock.now()));
  }

  /** Corrects a repair. */
  @Needs('ledger.write')
  @Patch(':repairId')
  async change(
    @Held() access: Manager,
    @Param('id', SITE_ID) id: string,
    @Param('repairId', REPAIR_ID) repairId: string,
    @Body() body: RepairChanges,
    @IfMatch() version: number | null,
  ): Promise<Repair> {
    return repairView(await this.repairs.change(access, id, repairId, body, version, this.clock.now()));
  }

  /** Removes a repair that was noted by mistake. */
  @Needs('ledger.write')
  @HttpCode(204)
  @Delete(':repairId')
  async remove(
    @Held() access: Manager,
    @Param('id', SITE_ID) id: string,
    @Param('repairId', REPAIR_ID) repairId: string,
  ): Promise<void> {
    await this.repairs.remove(access, id, repairId, this.clock.now());
  }
}
