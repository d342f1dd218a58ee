import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AckRequest, type AckView } from '#libs/contracts';
import { AckLinks } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import { ackView, wishOf } from './incident-view.ts';

const TOKEN = /^[\w-]{16,200}$/;

/** The link in a message: whoever holds it may look, and say that he goes. */
@ApiTags('incidents')
@Controller('api/v1/ack/:token')
export class AcknowledgeLinkController {
  constructor(
    private readonly links: AckLinks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Changes nothing: chat programs open links by themselves. */
  @Needs('public')
  @Get()
  async show(@Param('token') token: string): Promise<AckView> {
    return ackView(await this.links.view(checked(token), this.clock.now()));
  }

  /** Takes an incident by the link in a message, without login. */
  @Needs('public')
  @HttpCode(200)
  @Post()
  async acknowledge(@Param('token') token: string, @Body() body: AckRequest): Promise<AckView> {
    const press = { ...wishOf(body), name: body.name ?? null };
    return ackView(await this.links.acknowledge(checked(token), press, this.clock.now()));
  }
}

function checked(token: string): string {
  if (!TOKEN.test(token)) throw new ApiError('link_not_found');
  return token;
}
