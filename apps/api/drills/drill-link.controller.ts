import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DrillAckRequest, DrillAckView } from '#libs/contracts';
import { DrillLinks } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import { drillAckView } from './drill-view.ts';

const TOKEN = /^[\w-]{16,200}$/;

/** The link in the message of a drill: whoever holds it may say that he would go. */
@ApiTags('units')
@Controller('api/v1/drill-ack/:token')
export class DrillLinkController {
  constructor(
    private readonly links: DrillLinks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Changes nothing: chat programs open links by themselves. */
  @Needs('public')
  @Get()
  async show(@Param('token') token: string): Promise<DrillAckView> {
    return drillAckView(await this.links.view(checked(token), this.clock.now()));
  }

  /** Answers a drill by the link in its message. */
  @Needs('public')
  @HttpCode(200)
  @Post()
  async acknowledge(@Param('token') token: string, @Body() { name }: DrillAckRequest): Promise<DrillAckView> {
    return drillAckView(await this.links.acknowledge(checked(token), name ?? null, this.clock.now()));
  }
}

function checked(token: string): string {
  if (!TOKEN.test(token)) throw new ApiError('link_not_found');
  return token;
}
