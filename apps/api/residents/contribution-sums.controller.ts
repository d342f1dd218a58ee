import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ContributionSums } from '#libs/contracts';
import { ContributionStore, type Manager } from '#libs/database';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';

/** What came together in a unit and everything below it. */
@ApiTags('residents')
@Controller('api/v1/units/:id/contributions')
export class ContributionSumsController {
  constructor(private readonly contributions: ContributionStore) {}

  /** What was given in a unit, in sums. */
  @Needs('ledger.read')
  @Get()
  async totals(
    @Held() { scope }: Manager,
    @Param('id', new IdOf('unit_not_found')) id: string,
  ): Promise<ContributionSums> {
    return this.contributions.totals(scope, id);
  }
}
