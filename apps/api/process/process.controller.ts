import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Metrics, Readiness, type ReadinessReport } from '#libs/runtime';
import { Needs } from '../auth/rights.ts';

/** For whoever runs the process. */
@ApiExcludeController()
@Controller()
export class ProcessController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** The process lives. */
  @Needs('public')
  @Get('healthz')
  alive(): { status: string } {
    return { status: 'ok' };
  }

  /** The process can do its work. */
  @Needs('public')
  @Get('readyz')
  async ready(@Res({ passthrough: true }) response: Response): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    if (!report.ready) response.status(503);
    return report;
  }

  @Needs('public')
  @Get('metrics')
  async figures(@Res({ passthrough: true }) response: Response): Promise<string> {
    response.type(this.metrics.registry.contentType);
    return this.metrics.text();
  }
}
