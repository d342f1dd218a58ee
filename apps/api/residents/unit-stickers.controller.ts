import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { type Page, PageQuery, Sticker } from '#libs/contracts';
import { type Manager, StickerStore } from '#libs/database';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { pageOf, pageRequest } from '../http/page.ts';
import { PublicAddresses } from './public-address.ts';
import { stickerView } from './sticker-view.ts';

/** All labels of a unit, to print them. */
@ApiTags('residents')
@Controller('api/v1/units/:id/stickers')
export class UnitStickersController {
  constructor(
    private readonly stickers: StickerStore,
    private readonly addresses: PublicAddresses,
  ) {}

  @Needs('registry.read')
  @ListOf(Sticker)
  @Get()
  async list(
    @Held() { scope }: Manager,
    @Param('id', new IdOf('unit_not_found')) id: string,
    @Query() query: PageQuery,
    @Req() request: Request,
  ): Promise<Page<Sticker>> {
    const page = await this.stickers.list(scope, id, pageRequest(query));
    return pageOf(page, (row) => stickerView(row, this.addresses, request));
  }
}
