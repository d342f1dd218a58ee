import { Controller, Get, Param, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { type Page, PageQuery, Sticker } from '#libs/contracts';
import { type Manager, StickerStore } from '#libs/database';
import { Held, Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { pageOf, pageRequest } from '../http/page.ts';
import { PublicAddresses } from './public-address.ts';
import { stickerSheet } from './sticker-sheet.ts';
import { stickerView } from './sticker-view.ts';

const MOST_LABELS = 1_000;

/** All labels of a unit, to print them. */
@ApiTags('residents')
@Controller('api/v1/units/:id')
export class UnitStickersController {
  constructor(
    private readonly stickers: StickerStore,
    private readonly addresses: PublicAddresses,
  ) {}

  /** The labels of all places of a unit. */
  @Needs('registry.read')
  @ListOf(Sticker)
  @Get('stickers')
  async list(
    @Held() { scope }: Manager,
    @Param('id', new IdOf('unit_not_found')) id: string,
    @Query() query: PageQuery,
    @Req() request: Request,
  ): Promise<Page<Sticker>> {
    const page = await this.stickers.list(scope, id, pageRequest(query));
    return pageOf(page, (row) => stickerView(row, this.addresses, request));
  }

  /** The labels on A4 pages, eight each, to print and cut; of at most a thousand places. */
  @Needs('registry.read')
  @ApiProduces('application/pdf')
  @Get('stickers.pdf')
  async sheet(
    @Held() { scope }: Manager,
    @Param('id', new IdOf('unit_not_found')) id: string,
    @Req() request: Request,
  ): Promise<StreamableFile> {
    const { items, nextCursor } = await this.stickers.list(scope, id, { limit: MOST_LABELS, cursor: null });
    if (nextCursor !== null) throw new ApiError('too_many_labels', { most: MOST_LABELS });
    const before = this.addresses.of('/p/', request).url;
    const labels = items.map(({ code, token, unitName, name, landmark }) => ({
      ...{ code, unitName, url: before + token },
      place: name ?? landmark ?? '',
    }));
    const content = stickerSheet(labels, 'Nhãn dán điểm lắp đặt');
    const disposition = `attachment; filename="canh-thon-nhan.pdf"; filename*=UTF-8''canh-thon-nhan.pdf`;
    return new StreamableFile(content, { type: 'application/pdf', disposition });
  }
}
