import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type DeviceCounts, Overview, OverviewQuery } from '#libs/contracts';
import { type Manager, OverviewStore } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { iso, isoOrNull } from '../http/page.ts';
import { incidentSummary } from '../incidents/incident-view.ts';

type Counted = Omit<DeviceCounts, 'byHealth'> & { readonly byHealth: Readonly<DeviceCounts['byHealth']> };

const counts = <Line extends Counted>(line: Line) => ({ ...line, byHealth: { ...line.byHealth } });

/** The first screen of whoever is in charge. */
@ApiTags('overview')
@Controller('api/v1/overview')
export class OverviewController {
  constructor(
    private readonly overview: OverviewStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How much is down where and since when, what nobody has taken, what explains many, and how it was for 14 days. */
  @Needs('incident.read')
  @Get()
  async get(@Held() { scope }: Manager, @Query() { unitId }: OverviewQuery): Promise<Overview> {
    const found = await this.overview.read(scope, unitId, this.clock.now());
    return {
      ...found,
      total: counts(found.total),
      byKind: found.byKind.map(counts),
      byUnit: found.byUnit.map(counts),
      longest: found.longest.map((row) => ({ ...row, since: iso(row.since) })),
      oldestUnacknowledgedAt: isoOrNull(found.oldestUnacknowledgedAt),
      causes: found.causes.map(incidentSummary),
      trend: found.trend.map((day) => ({ ...day, from: iso(day.from), before: iso(day.before) })),
    };
  }
}
