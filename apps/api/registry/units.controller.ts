import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  NewAlias,
  NewUnit,
  type Page,
  Unit,
  UnitChanges,
  type UnitContacts,
  UnitMove,
  type UnitParentView,
  UnitsQuery,
} from '#libs/contracts';
import { type Manager, UnitContactStore, UnitListStore, UnitStore } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { pageOf, pageRequest } from '../http/page.ts';
import { parentView, unitView } from './unit-view.ts';

const UNIT_ID = new IdOf('unit_not_found');

/** Territory. */
@ApiTags('units')
@Controller('api/v1/units')
export class UnitsController {
  constructor(
    private readonly units: UnitStore,
    private readonly lists: UnitListStore,
    private readonly people: UnitContactStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Units of the caller's territory. */
  @Needs('registry.read')
  @ListOf(Unit)
  @Get()
  async list(@Held() { scope }: Manager, @Query() query: UnitsQuery): Promise<Page<Unit>> {
    const filter = { ...query, ...pageRequest(query), roots: query.roots === 'true' };
    return pageOf(await this.lists.list(scope, filter), unitView);
  }

  /** Makes a unit below another one. */
  @Needs('territory.write')
  @Post()
  async create(@Held() access: Manager, @Body() body: NewUnit): Promise<Unit> {
    return unitView(await this.units.create(access, { ...body, parentId: body.parentId ?? null }, this.clock.now()));
  }

  /** One unit. */
  @Needs('registry.read')
  @Get(':id')
  async get(@Held() { scope }: Manager, @Param('id', UNIT_ID) id: string): Promise<Unit> {
    return unitView(await this.units.get(scope, id));
  }

  /** Renames a unit, or changes its code and dates; the former name stays searchable. */
  @Needs('territory.write')
  @Patch(':id')
  async update(
    @Held() access: Manager,
    @Param('id', UNIT_ID) id: string,
    @Body() body: UnitChanges,
    @IfMatch() version: number | null,
  ): Promise<Unit> {
    return unitView(await this.units.update(access, id, body, version, this.clock.now()));
  }

  /** Moves the unit and everything below it; access and alerts follow at once. */
  @Needs('territory.write')
  @HttpCode(200)
  @Post(':id/move')
  async move(@Held() access: Manager, @Param('id', UNIT_ID) id: string, @Body() body: UnitMove): Promise<Unit> {
    return unitView(await this.units.move(access, id, body.parentId, this.clock.now()));
  }

  /** Every unit this one ever belonged to, newest first. */
  @Needs('registry.read')
  @Get(':id/parents')
  async parents(@Held() { scope }: Manager, @Param('id', UNIT_ID) id: string): Promise<UnitParentView[]> {
    return (await this.lists.parents(scope, id)).map(parentView);
  }

  /** Whom to call about its devices. */
  @Needs('incident.act')
  @Get(':id/contacts')
  async contacts(@Held() { scope }: Manager, @Param('id', UNIT_ID) id: string): Promise<UnitContacts> {
    return { items: await this.people.list(scope, id) };
  }

  /** A former or other name by which people search. */
  @Needs('territory.write')
  @Post(':id/aliases')
  async alias(@Held() access: Manager, @Param('id', UNIT_ID) id: string, @Body() body: NewAlias): Promise<Unit> {
    const alias = { name: body.name, validFrom: body.validFrom ?? null, validTo: body.validTo ?? null };
    return unitView(await this.units.addAlias(access, id, alias, this.clock.now()));
  }
}
