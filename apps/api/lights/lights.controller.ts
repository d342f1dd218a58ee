import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DarkLamp, type DarkScore, DarkScoreQuery, DarkTonightQuery, type Page } from '#libs/contracts';
import { DarkTonightStore, type Manager } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, isoOrNull, pageOf, pageRequest } from '../http/page.ts';

const DAYS = 30;

/** What is known of solar lights beyond single devices. */
@ApiTags('devices')
@Controller('api/v1/lights')
export class LightsController {
  constructor(
    private readonly tonight: DarkTonightStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Lamps that will be dark before morning: ready three hours before sunset, corrected at sunset. */
  @Needs('registry.read')
  @ListOf(DarkLamp)
  @Get('dark-tonight')
  async list(@Held() { scope }: Manager, @Query() query: DarkTonightQuery): Promise<Page<DarkLamp>> {
    const asked = { ...pageRequest(query), unitId: query.unitId };
    return pageOf(await this.tonight.list(scope, asked, this.clock.now()), ({ deviceNo: _, ...row }) => ({
      ...row,
      decidedAt: iso(row.decidedAt),
      correctedAt: isoOrNull(row.correctedAt),
    }));
  }

  /** How good the list was: every morning it is held against what happened. */
  @Needs('registry.read')
  @Get('dark-tonight/score')
  async score(@Held() { scope }: Manager, @Query() { unitId, days = DAYS }: DarkScoreQuery): Promise<DarkScore> {
    const { nights, listed, dark, right } = await this.tonight.score(scope, unitId, days, this.clock.now());
    const share = (whole: number) => (whole === 0 ? null : right / whole);
    return { days, nights, listed, dark, right, precision: share(listed), recall: share(dark) };
  }
}
