import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Explanation } from '#libs/contracts';
import { type Explained, ExplainStore, type Manager } from '#libs/database';
import { type EpochMs, type Language, sayAnswer } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { iso, isoOrNull } from '../http/page.ts';
import type { ApiRequest } from '../http/request.ts';

function explanation({ answers, timeZone }: Explained, language: Language, now: EpochMs): Explanation {
  return {
    at: iso(now),
    answers: answers.map((answer) => ({
      kind: answer.kind,
      code: answer.code,
      rule: answer.rule,
      at: isoOrNull(answer.at),
      until: isoOrNull(answer.until),
      target: answer.target,
      incidentId: answer.incidentId,
      event: answer.event,
      sentence: sayAnswer(answer, language, timeZone),
    })),
  };
}

const INCIDENT_ID = new IdOf('incident_not_found');
const DEVICE_ID = new IdOf('device_not_found');

/** Why told, why not, what next and when; in sentences, each with its code and its rule. */
@ApiTags('explain')
@Controller('api/v1')
export class ExplainController {
  constructor(
    private readonly explaining: ExplainStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Why an incident is as it is, who was told and who was not. */
  @Needs('incident.read')
  @Get('incidents/:id/explain')
  async incident(
    @Held() { scope }: Manager,
    @Param('id', INCIDENT_ID) id: string,
    @Req() { language }: ApiRequest,
  ): Promise<Explanation> {
    const now = this.clock.now();
    return explanation(await this.explaining.incident(scope, id, now), language, now);
  }

  /** Why a device is as it is. */
  @Needs('incident.read')
  @Get('devices/:id/explain')
  async device(
    @Held() { scope }: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Req() { language }: ApiRequest,
  ): Promise<Explanation> {
    const now = this.clock.now();
    return explanation(await this.explaining.device(scope, id, now), language, now);
  }

  /** Why a target was told, or not. */
  @Needs('target.read')
  @Get('targets/:id/explain')
  async target(
    @Held() { scope }: Manager,
    @Param('id', new IdOf('target_not_found')) id: string,
    @Req() { language }: ApiRequest,
  ): Promise<Explanation> {
    const now = this.clock.now();
    return explanation(await this.explaining.target(scope, id, now), language, now);
  }
}
