import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BulkChange, BulkChangesQuery, NewBulkChange, type Page } from '#libs/contracts';
import { type BulkChangeRow, BulkChangeStore, type Manager } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { boxOf, iso, isoOrNull, pageOf, pageRequest } from '../http/page.ts';

const CHANGE_ID = new IdOf('bulk_change_not_found');

const view = (row: BulkChangeRow): BulkChange => ({
  ...row,
  devices: [...row.devices],
  createdAt: iso(row.createdAt),
  expiresAt: iso(row.expiresAt),
  doneAt: isoOrNull(row.doneAt),
});

/** The same change to many devices: first shown, then carried out. */
@ApiTags('devices')
@Controller('api/v1/bulk-changes')
export class BulkChangesController {
  constructor(
    private readonly changes: BulkChangeStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Changes nothing yet: the answer says which devices it would be. It waits a day. */
  @Needs('registry.write')
  @Post()
  async propose(@Held() access: Manager, @Body() body: NewBulkChange): Promise<BulkChange> {
    const { action, toUnitId, filter, deviceIds } = body;
    const devices = deviceIds ? { ids: deviceIds } : { filter: { ...filter, bbox: boxOf(filter?.bbox) } };
    const wanted = { action, devices };
    const to = action === 'move' ? { toUnitId } : {};
    return view(await this.changes.propose(access, { ...wanted, ...to }, this.clock.now()));
  }

  /** Proposals that wait, to whoever sees all of their devices; newest first. */
  @Needs('registry.read')
  @ListOf(BulkChange)
  @Get()
  async list(@Held() access: Manager, @Query() query: BulkChangesQuery): Promise<Page<BulkChange>> {
    return pageOf(await this.changes.waiting(access, pageRequest(query), this.clock.now()), view);
  }

  /** What was proposed, to whoever sees all of its devices. */
  @Needs('registry.read')
  @Get(':id')
  async get(@Held() access: Manager, @Param('id', CHANGE_ID) id: string): Promise<BulkChange> {
    return view(await this.changes.get(access, id));
  }

  /** Does it, to exactly the devices that were shown; above 50 a second person has to. */
  @Needs('registry.write')
  @HttpCode(200)
  @Post(':id/carry-out')
  async carryOut(@Held() access: Manager, @Param('id', CHANGE_ID) id: string): Promise<BulkChange> {
    return view(await this.changes.carryOut(access, id, this.clock.now()));
  }

  /** Takes one's own proposal back. */
  @Needs('registry.write')
  @HttpCode(204)
  @Delete(':id')
  async withdraw(@Held() access: Manager, @Param('id', CHANGE_ID) id: string): Promise<void> {
    await this.changes.withdraw(access, id);
  }
}
