import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  IncidentAcknowledgement,
  IncidentAssignment,
  IncidentComment,
  type IncidentDetail,
  type IncidentPeople,
  IncidentResolution,
  IncidentsQuery,
  IncidentSummary,
  type Page,
} from '#libs/contracts';
import { IncidentStore, type Manager } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { momentOf, pageOf, pageRequest } from '../http/page.ts';
import { incidentDetail, incidentSummary, wishOf } from './incident-view.ts';

const INCIDENT_ID = new IdOf('incident_not_found');

/** What people are told about, and what they do about it. */
@ApiTags('incidents')
@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Incidents, newest first. */
  @Needs('incident.read')
  @ListOf(IncidentSummary)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: IncidentsQuery): Promise<Page<IncidentSummary>> {
    const filter = {
      ...{ ...query, ...pageRequest(query), includeExplained: query.includeExplained === 'true' },
      openedFrom: momentOf('openedFrom', query.openedFrom),
      openedBefore: momentOf('openedBefore', query.openedBefore),
    };
    return pageOf(await this.incidents.list(scope, filter), incidentSummary);
  }

  /** With its story: what was decided, who was told, who was not, and why. */
  @Needs('incident.read')
  @Get(':id')
  async get(@Held() { scope }: Manager, @Param('id', INCIDENT_ID) id: string): Promise<IncidentDetail> {
    return incidentDetail(await this.incidents.get(scope, id));
  }

  /** "I am going to check": the first word counts until it expires; who has it may prolong it, others take it over. */
  @Needs('incident.act')
  @HttpCode(200)
  @Post(':id/acknowledge')
  async acknowledge(
    @Held() access: Manager,
    @Param('id', INCIDENT_ID) id: string,
    @Body() body: IncidentAcknowledgement,
  ): Promise<IncidentDetail> {
    return incidentDetail(await this.incidents.acknowledge(access, id, wishOf(body), this.clock.now()));
  }

  /** Who may go there: people of the caller's own territory whose role lets them act on it. */
  @Needs('incident.assign')
  @Get(':id/people')
  async people(@Held() { scope }: Manager, @Param('id', INCIDENT_ID) id: string): Promise<IncidentPeople> {
    return { items: [...(await this.incidents.people(scope, id))] };
  }

  /** "You go, please": the same as if that person had said so, with whoever says it in the story. */
  @Needs('incident.assign')
  @HttpCode(200)
  @Post(':id/assign')
  async assign(
    @Held() access: Manager,
    @Param('id', INCIDENT_ID) id: string,
    @Body() { userId, note, untilMinutes }: IncidentAssignment,
  ): Promise<IncidentDetail> {
    const wish = { userId: userId.toLowerCase(), text: note ?? null, minutes: untilMinutes ?? null };
    return incidentDetail(await this.incidents.assign(access, id, wish, this.clock.now()));
  }

  /** Closed by hand. */
  @Needs('incident.act')
  @HttpCode(200)
  @Post(':id/resolve')
  async resolve(
    @Held() access: Manager,
    @Param('id', INCIDENT_ID) id: string,
    @Body() { text }: IncidentResolution,
  ): Promise<IncidentDetail> {
    return incidentDetail(await this.incidents.resolve(access, id, text ?? null, this.clock.now()));
  }

  /** Adds a note to the story of an incident. */
  @Needs('incident.act')
  @Post(':id/comment')
  async comment(
    @Held() access: Manager,
    @Param('id', INCIDENT_ID) id: string,
    @Body() { text }: IncidentComment,
  ): Promise<IncidentDetail> {
    return incidentDetail(await this.incidents.comment(access, id, text, this.clock.now()));
  }
}
