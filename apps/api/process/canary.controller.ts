import { Body, Controller, Get, Inject, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CanarySettings, type CanaryRunView, CanaryView } from '#libs/contracts';
import { type CanaryRow, type CanaryRunRow, CanaryStore, type Manager } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { iso } from '../http/page.ts';

/** The daily check of the way from a silent device to a message, for whoever runs the whole installation. */
@ApiTags('system')
@Controller('api/v1/system/canary')
export class CanaryController {
  constructor(
    private readonly canary: CanaryStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How the check from end to end does, day by day. */
  @Needs('system.read')
  @Get()
  async get(@Held() { scope }: Manager): Promise<CanaryView> {
    return canaryView(await this.canary.get(scope));
  }

  /** Chooses whom the check from end to end tells. */
  @Needs('system.write')
  @Put()
  async put(@Held() access: Manager, @Body() { targetId, at }: CanarySettings): Promise<CanaryView> {
    const wish = { targetId: targetId?.toLowerCase() ?? null, at: at ?? null };
    return canaryView(await this.canary.put(access, wish, this.clock.now()));
  }
}

const secondsBetween = (from: number | null, to: number | null): number | null =>
  from === null || to === null ? null : Math.round((to - from) / 1000);

const runView = (run: CanaryRunRow): CanaryRunView => ({
  ...{ day: run.day, outcome: run.outcome, reason: run.reason, error: run.error },
  startedAt: iso(run.startedAt),
  deadlineAt: iso(run.deadlineAt),
  secondsToIncident: secondsBetween(run.deadlineAt, run.incidentAt),
  secondsToMessage: secondsBetween(run.deadlineAt, run.acceptedAt),
  secondsToEnd: secondsBetween(run.spokeAt, run.endAcceptedAt),
});

const canaryView = ({ runs, ...row }: CanaryRow): CanaryView => ({ ...row, runs: runs.map(runView) });
