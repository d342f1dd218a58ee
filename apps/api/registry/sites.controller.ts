import { Body, Controller, Get, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NewSite, type Page, PageQuery, PAGE, Site, SiteChanges, type SiteEvent, SitesQuery } from '#libs/contracts';
import { type Manager, SiteStore } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { boxOf, iso, pageOf, pageRequest } from '../http/page.ts';
import { siteView } from './site-view.ts';

const SITE_ID = new IdOf('site_not_found');

/** Poles and walls. */
@ApiTags('sites')
@Controller('api/v1/sites')
export class SitesController {
  constructor(
    private readonly sites: SiteStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Poles and walls, by code. */
  @Needs('registry.read')
  @ListOf(Site)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: SitesQuery): Promise<Page<Site>> {
    const filter = { ...query, ...pageRequest(query), bbox: boxOf(query.bbox) };
    return pageOf(await this.sites.list(scope, filter), siteView);
  }

  /** Makes a place without a device. */
  @Needs('registry.write')
  @Post()
  async create(@Held() access: Manager, @Body() body: NewSite): Promise<Site> {
    return siteView(await this.sites.create(access, { ...body, code: body.code ?? null }, this.clock.now()));
  }

  /** One place. */
  @Needs('registry.read')
  @Get(':id')
  async get(@Held() { scope }: Manager, @Param('id', SITE_ID) id: string): Promise<Site> {
    return siteView(await this.sites.get(scope, id));
  }

  /** Changes a place; whatever hangs there moves along. */
  @Needs('registry.write')
  @Patch(':id')
  async update(
    @Held() access: Manager,
    @Param('id', SITE_ID) id: string,
    @Body() body: SiteChanges,
    @IfMatch() version: number | null,
  ): Promise<Site> {
    return siteView(await this.sites.update(access, id, body, version, this.clock.now()));
  }

  /** What happened to the devices here, newest first. */
  @Needs('registry.read')
  @Get(':id/history')
  async history(
    @Held() { scope }: Manager,
    @Param('id', SITE_ID) id: string,
    @Query() query: PageQuery,
  ): Promise<SiteEvent[]> {
    const events = await this.sites.history(scope, id, query.limit ?? PAGE.standard);
    return events.map((event) => ({ ...event, at: iso(event.at) }));
  }
}
