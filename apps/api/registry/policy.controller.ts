import { Body, Controller, Get, Inject, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Policy, type PolicyView } from '#libs/contracts';
import { type Manager, PolicyStore } from '#libs/database';
import type { PolicyRules } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { policyView } from './unit-view.ts';

const UNIT_ID = new IdOf('unit_not_found');

/** How a unit wants to be told. */
@ApiTags('units')
@Controller('api/v1/units/:id/policy')
export class PolicyController {
  constructor(
    private readonly policies: PolicyStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What holds for a unit, what it says itself and what it inherits. */
  @Needs('target.read')
  @Get()
  async get(@Held() { scope }: Manager, @Param('id', UNIT_ID) id: string): Promise<PolicyView> {
    return policyView(await this.policies.get(scope, id));
  }

  /** Replaces what the unit says itself; what is left out is inherited. */
  @Needs('target.write')
  @Put()
  async put(
    @Held() access: Manager,
    @Param('id', UNIT_ID) id: string,
    @Body() body: Policy,
    @IfMatch() version: number | null,
  ): Promise<PolicyView> {
    return policyView(await this.policies.put(access, id, rulesOf(body), version, this.clock.now()));
  }
}

const rulesOf = (body: Policy): PolicyRules => ({
  groupWaitSeconds: body.groupWaitSeconds ?? null,
  repeatMinutes: body.repeatMinutes ?? null,
  acknowledgeMinutes: body.acknowledgeMinutes ?? null,
  escalation: body.escalation ?? null,
  quietHours: body.quietHours ?? null,
  budget: body.budget ?? null,
  householdsEnabled: body.householdsEnabled ?? null,
  showCameraState: body.showCameraState ?? null,
  digestAt: body.digestAt ?? null,
  drill: body.drill ? { day: body.drill.day, at: body.drill.at } : null,
});
