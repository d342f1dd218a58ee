import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Duty, DutyView } from '#libs/contracts';
import { DutyStore, type Manager, type UnitDuty } from '#libs/database';
import type { DutyRota, TargetId } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';

const UNIT_ID = new IdOf('unit_not_found');

/** Who is told at once during quiet hours. */
@ApiTags('units')
@Controller('api/v1/units/:id/duty')
export class DutyController {
  constructor(
    private readonly duties: DutyStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The weekly rota of a unit, and who is on duty now. */
  @Needs('target.read')
  @Get()
  async get(@Held() { scope }: Manager, @Param('id', UNIT_ID) id: string): Promise<DutyView> {
    return dutyView(await this.duties.get(scope, id, this.clock.now()));
  }

  /** Replaces the unit's weekly shifts and overrides. */
  @Needs('target.write')
  @Put()
  async put(
    @Held() access: Manager,
    @Param('id', UNIT_ID) id: string,
    @Body() body: Duty,
    @IfMatch() version: number | null,
  ): Promise<DutyView> {
    return dutyView(await this.duties.put(access, id, rotaOf(body), version, this.clock.now()));
  }
}

const idOf = (targetId: string): TargetId => targetId.toLowerCase() as TargetId;

/** Field by field: what is stored is what the engine reads. */
const rotaOf = ({ shifts = [], overrides = [] }: Duty): DutyRota => ({
  shifts: shifts.map(({ targetId, weekday, from, to }) => ({ targetId: idOf(targetId), weekday, from, to })),
  overrides: overrides.map(({ targetId, date, from, to }) => ({ targetId: idOf(targetId), date, from, to })),
});

const dutyView = ({ unitId, shifts, overrides, onDuty, version }: UnitDuty): DutyView => ({
  unitId,
  shifts: shifts.map((shift) => ({ ...shift })),
  overrides: overrides.map((override) => ({ ...override })),
  onDuty: [...onDuty],
  version,
});
