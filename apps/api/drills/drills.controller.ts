import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DrillPage, DrillView, PageQuery } from '#libs/contracts';
import { DrillStore, type Manager } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { pageOf, pageRequest } from '../http/page.ts';
import { drillView, unreachableView } from './drill-view.ts';

const UNIT_ID = new IdOf('unit_not_found');

/** Drills: who of a unit is reached, and how soon somebody answers. */
@ApiTags('units')
@Controller('api/v1/units/:id')
export class DrillsController {
  constructor(
    private readonly drills: DrillStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Drills of a unit, newest first, and whom messages do not reach. */
  @Needs('target.read')
  @Get('drills')
  async list(
    @Held() { scope }: Manager,
    @Param('id', UNIT_ID) id: string,
    @Query() query: PageQuery,
  ): Promise<DrillPage> {
    const page = pageOf(await this.drills.list(scope, id, pageRequest(query)), drillView);
    const unreachable = await this.drills.unreachable(scope, id, this.clock.now());
    return { ...page, unreachable: unreachable.map(unreachableView) };
  }

  /** A drill as soon as nothing speaks against it: an open incident of the unit, or quiet hours. */
  @Needs('drill.start')
  @HttpCode(202)
  @Post('drill')
  async start(@Held() access: Manager, @Param('id', UNIT_ID) id: string): Promise<DrillView> {
    return drillView(await this.drills.start(access, id, this.clock.now()));
  }
}
