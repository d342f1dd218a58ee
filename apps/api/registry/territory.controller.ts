import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type TerritoryChange, UnitsMerge, UnitSplit, type UnitSuccession } from '#libs/contracts';
import { type Manager, SuccessionStore } from '#libs/database';
import { localClock } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { refuseField } from '../http/api-error.ts';
import { IdOf } from '../http/headers.ts';

const UNIT_ID = new IdOf('unit_not_found');
/** Where the law says on which day units begin. */
const COUNTRY = 'Asia/Ho_Chi_Minh';

/** Units that are cut and joined. */
@ApiTags('units')
@Controller('api/v1/units')
export class TerritoryController {
  constructor(
    private readonly succession: SuccessionStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Several units become one; devices, people's rights, targets and open incidents go along. */
  @Needs('territory.write')
  @HttpCode(200)
  @Post('merge')
  async merge(@Held() access: Manager, @Body() body: UnitsMerge): Promise<TerritoryChange> {
    const { dryRun = false, effectiveOn } = body;
    const now = this.#onTheDay(effectiveOn);
    return { dryRun, effectiveOn, ...(await this.succession.merge(access, body, dryRun, now)) };
  }

  /** One unit becomes several; each thing goes to exactly one of them, people's rights to all. */
  @Needs('territory.write')
  @HttpCode(200)
  @Post(':id/split')
  async split(
    @Held() access: Manager,
    @Param('id', UNIT_ID) id: string,
    @Body() body: UnitSplit,
  ): Promise<TerritoryChange> {
    const { dryRun = false, effectiveOn, parts } = body;
    const known = parts.flatMap(({ unitId }) => (unitId ? [unitId] : []));
    if (new Set(known).size < known.length) throw refuseField('parts', 'twice');
    const now = this.#onTheDay(effectiveOn);
    return { dryRun, effectiveOn, ...(await this.succession.split(access, id, body, dryRun, now)) };
  }

  /** From which units this one took over, and which took over from it. */
  @Needs('registry.read')
  @Get(':id/succession')
  async of(@Held() { scope }: Manager, @Param('id', UNIT_ID) id: string): Promise<UnitSuccession> {
    return this.succession.succession(scope, id);
  }

  #onTheDay(effectiveOn: string): number {
    const now = this.clock.now();
    if (effectiveOn > localClock(now, COUNTRY).date) throw refuseField('effectiveOn', 'future');
    return now;
  }
}
