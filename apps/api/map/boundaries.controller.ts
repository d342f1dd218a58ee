import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BoundariesImported, BoundaryCollection, NewBoundary } from '#libs/contracts';
import { BoundaryStore, type Manager } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { boundaryOf, namedBoundaries, refuseUnplaced } from './boundaries.ts';

const UNIT_ID = new IdOf('unit_not_found');

/** Boundaries of units, imported as GeoJSON. */
@ApiTags('units')
@Controller('api/v1/units')
export class BoundariesController {
  constructor(
    private readonly boundaries: BoundaryStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Many at once, all or none: at most 4 MiB. */
  @Needs('territory.write')
  @HttpCode(200)
  @Post('boundaries')
  async import(@Held() access: Manager, @Body() body: BoundaryCollection): Promise<BoundariesImported> {
    const named = namedBoundaries(body);
    refuseUnplaced(await this.boundaries.import(access, named, this.clock.now()));
    return { imported: named.length };
  }

  /** Draws the boundary of a unit. */
  @Needs('territory.write')
  @HttpCode(204)
  @Put(':id/boundary')
  async put(@Held() access: Manager, @Param('id', UNIT_ID) id: string, @Body() body: NewBoundary): Promise<void> {
    await this.boundaries.put(access, id, boundaryOf(body.geometry), this.clock.now());
  }

  /** Takes the boundary of a unit away. */
  @Needs('territory.write')
  @HttpCode(204)
  @Delete(':id/boundary')
  async remove(@Held() access: Manager, @Param('id', UNIT_ID) id: string): Promise<void> {
    await this.boundaries.remove(access, id, this.clock.now());
  }
}
