import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  LightPlanQuery,
  LightProfileChanges,
  LightProfileView,
  type LightsAssigned,
  LightsOfProfile,
  NewLightProfile,
  type Page,
  PageQuery,
  PlannedLight,
} from '#libs/contracts';
import { LightPlanStore, type LightProfileRow, LightProfileStore, type Manager } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { pageOf, pageRequest } from '../http/page.ts';

const PROFILE_ID = new IdOf('light_profile_not_found');

const viewOf = ({ id, unitId, name, profile, lights, mine, version }: LightProfileRow): LightProfileView => {
  const { chemistry, nominalVolts, capacityAh, panelWatts, lampWatts, dimming, sensorOnly } = profile;
  return {
    ...{ id, unitId, name, chemistry, nominalVolts, capacityAh, panelWatts, lampWatts, sensorOnly },
    ...{ dimming: [...dimming], lights, mine, version },
  };
};

/** What hangs on the poles, and what of it is worn. */
@ApiTags('devices')
@Controller('api/v1/lights')
export class LightProfilesController {
  constructor(
    private readonly profiles: LightProfileStore,
    private readonly plan: LightPlanStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Profiles of the caller's units, below and above them. */
  @Needs('registry.read')
  @ListOf(LightProfileView)
  @Get('profiles')
  async list(@Held() { scope }: Manager, @Query() query: PageQuery): Promise<Page<LightProfileView>> {
    return pageOf(await this.profiles.list(scope, pageRequest(query)), viewOf);
  }

  /** One profile. */
  @Needs('registry.read')
  @Get('profiles/:id')
  async get(@Held() { scope }: Manager, @Param('id', PROFILE_ID) id: string): Promise<LightProfileView> {
    return viewOf(await this.profiles.get(scope, id));
  }

  /** Writes one down: what is left out is as such lamps usually are. */
  @Needs('registry.write')
  @Post('profiles')
  async create(@Held() access: Manager, @Body() body: NewLightProfile): Promise<LightProfileView> {
    return viewOf(await this.profiles.create(access, body, this.clock.now()));
  }

  /** Changes what is given, at once for all lights that have it. */
  @Needs('registry.write')
  @Patch('profiles/:id')
  async update(
    @Held() access: Manager,
    @Param('id', PROFILE_ID) id: string,
    @Body() body: LightProfileChanges,
    @IfMatch() version: number | null,
  ): Promise<LightProfileView> {
    return viewOf(await this.profiles.update(access, id, body, version, this.clock.now()));
  }

  /** Gives it to lights, in place of the one they had; to all of a unit only where they had none. */
  @Needs('registry.write')
  @HttpCode(200)
  @Post('profiles/:id/lights')
  async assign(
    @Held() access: Manager,
    @Param('id', PROFILE_ID) id: string,
    @Body() body: LightsOfProfile,
  ): Promise<LightsAssigned> {
    return { assigned: await this.profiles.assign(access, id, body, this.clock.now()) };
  }

  /** Which batteries to replace and which panels to wipe first, the most worn first. */
  @Needs('registry.read')
  @ListOf(PlannedLight)
  @Get('plan')
  async worn(@Held() { scope }: Manager, @Query() query: LightPlanQuery): Promise<Page<PlannedLight>> {
    const asked = { ...pageRequest(query), part: query.part, unitId: query.unitId };
    return pageOf(await this.plan.list(scope, asked), ({ deviceNo: _, reasons, trend, ...row }) => ({
      ...row,
      reasons: [...reasons],
      trend: [...trend],
    }));
  }
}
