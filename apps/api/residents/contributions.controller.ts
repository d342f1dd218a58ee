import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Contribution, ContributionChanges, NewContribution, type Page, PageQuery } from '#libs/contracts';
import { type ContributionRow, ContributionStore, type Manager } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { refuseField } from '../http/api-error.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, pageOf, pageRequest } from '../http/page.ts';

const SITE_ID = new IdOf('site_not_found');
const CONTRIBUTION_ID = new IdOf('contribution_not_found');

const contributionView = (row: ContributionRow): Contribution => ({
  ...row,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

/** Money and gifts from residents for one place. */
@ApiTags('residents')
@Controller('api/v1/sites/:id/contributions')
export class ContributionsController {
  constructor(
    private readonly contributions: ContributionStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first. */
  @Needs('ledger.read')
  @ListOf(Contribution)
  @Get()
  async list(
    @Held() { scope }: Manager,
    @Param('id', SITE_ID) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<Contribution>> {
    return pageOf(await this.contributions.list(scope, id, pageRequest(query)), contributionView);
  }

  /** Notes a gift for a place. */
  @Needs('ledger.write')
  @Post()
  async add(
    @Held() access: Manager,
    @Param('id', SITE_ID) id: string,
    @Body() body: NewContribution,
  ): Promise<Contribution> {
    if (body.amountDong == null && body.inKind == null) throw refuseField('amountDong', 'required');
    return contributionView(await this.contributions.add(access, id, body, this.clock.now()));
  }

  /** Corrects a gift. */
  @Needs('ledger.write')
  @Patch(':contributionId')
  async change(
    @Held() access: Manager,
    @Param('id', SITE_ID) id: string,
    @Param('contributionId', CONTRIBUTION_ID) contributionId: string,
    @Body() body: ContributionChanges,
    @IfMatch() version: number | null,
  ): Promise<Contribution> {
    const now = this.clock.now();
    return contributionView(await this.contributions.change(access, id, contributionId, body, version, now));
  }

  /** Removes a gift that was noted by mistake. */
  @Needs('ledger.write')
  @HttpCode(204)
  @Delete(':contributionId')
  async remove(
    @Held() access: Manager,
    @Param('id', SITE_ID) id: string,
    @Param('contributionId', CONTRIBUTION_ID) contributionId: string,
  ): Promise<void> {
    await this.contributions.remove(access, id, contributionId, this.clock.now());
  }
}
