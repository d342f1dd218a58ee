import { Body, Controller, Get, Inject, Param, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { VillagePageRequest, type VillagePageView } from '#libs/contracts';
import { type Manager, VillagePages, type VillagePageSettings } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf, IfMatch } from '../http/headers.ts';
import { PublicAddresses } from './public-address.ts';

const UNIT_ID = new IdOf('unit_not_found');

/** The page a village shows to everybody, as those who set it up see it. */
@ApiTags('residents')
@Controller('api/v1/units/:id/village-page')
export class VillagePageController {
  constructor(
    private readonly villages: VillagePages,
    private readonly addresses: PublicAddresses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The page of a village, and whether it is open. */
  @Needs('village_page.write')
  @Get()
  async get(
    @Held() { scope }: Manager,
    @Param('id', UNIT_ID) id: string,
    @Req() request: Request,
  ): Promise<VillagePageView> {
    return this.#view(await this.villages.get(scope, id), request);
  }

  /** Opens or closes it, and replaces its links. */
  @Needs('village_page.write')
  @Put()
  async put(
    @Held() access: Manager,
    @Param('id', UNIT_ID) id: string,
    @Body() { isOpen, links }: VillagePageRequest,
    @IfMatch() version: number | null,
    @Req() request: Request,
  ): Promise<VillagePageView> {
    const page = { isOpen, links: links.map(({ title, url }) => ({ title, url })) };
    return this.#view(await this.villages.put(access, id, page, version, this.clock.now()), request);
  }

  #view({ unitId, isOpen, links, version, token }: VillagePageSettings, request: Request): VillagePageView {
    const address = token === null ? null : this.addresses.of(`/v/${token}`, request);
    return {
      ...{ unitId, isOpen, links: [...links], version },
      url: address?.url ?? null,
      isLasting: address?.isLasting ?? false,
      svg: address?.svg ?? null,
    };
  }
}
