import { Body, Controller, Get, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { NewStickerRoll, type Page, PageQuery, PrintedSticker, StickerRoll } from '#libs/contracts';
import { type Manager, type PrintedRow, type RollRow, StickerRolls } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { attachment } from '../http/attachment.ts';
import { IdOf } from '../http/headers.ts';
import { ListOf } from '../http/list-of.ts';
import { iso, isoOrNull, pageOf, pageRequest } from '../http/page.ts';
import { PublicAddresses } from '../residents/public-address.ts';
import { LABELS_A_PAGE, stickerSheet } from '../residents/sticker-sheet.ts';

const UNIT_ID = new IdOf('unit_not_found');
const ROLL_ID = new IdOf('sticker_roll_not_found');
const MOST = 1_000;

const stickerView = ({ code, number, state, boundAt, site }: PrintedRow): PrintedSticker => ({
  ...{ code, number, state, site },
  boundAt: isoOrNull(boundAt),
});

/** Stickers printed before anybody knows where they will be stuck. */
@ApiTags('stickers')
@Controller('api/v1')
export class StickerRollsController {
  constructor(
    private readonly rolls: StickerRolls,
    private readonly addresses: PublicAddresses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes new stickers; send an `Idempotency-Key`, so that no second roll comes of a lost answer. */
  @Needs('sticker.write')
  @Post('units/:id/sticker-rolls')
  async print(
    @Held() access: Manager,
    @Param('id', UNIT_ID) id: string,
    @Body() { count }: NewStickerRoll,
    @Req() request: Request,
  ): Promise<StickerRoll> {
    return this.#view(await this.rolls.print(access, id, count, this.clock.now()), request);
  }

  /** The rolls of a unit and everything below it, newest first. */
  @Needs('registry.read')
  @ListOf(StickerRoll)
  @Get('units/:id/sticker-rolls')
  async list(
    @Held() { scope }: Manager,
    @Param('id', UNIT_ID) id: string,
    @Query() query: PageQuery,
    @Req() request: Request,
  ): Promise<Page<StickerRoll>> {
    return pageOf(await this.rolls.list(scope, id, pageRequest(query)), (row) => this.#view(row, request));
  }

  /** One roll. */
  @Needs('registry.read')
  @Get('sticker-rolls/:id')
  async get(
    @Held() { scope }: Manager,
    @Param('id', ROLL_ID) id: string,
    @Req() request: Request,
  ): Promise<StickerRoll> {
    return this.#view(await this.rolls.get(scope, id), request);
  }

  /** The stickers of a roll, in the order they were printed in. */
  @Needs('registry.read')
  @ListOf(PrintedSticker)
  @Get('sticker-rolls/:id/stickers')
  async stickers(
    @Held() { scope }: Manager,
    @Param('id', ROLL_ID) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<PrintedSticker>> {
    return pageOf(await this.rolls.stickers(scope, id, pageRequest(query)), stickerView);
  }

  /** The stickers on A4 pages, eight each, to print and cut; those that are lost or replaced are left out. */
  @Needs('registry.read')
  @ApiProduces('application/pdf')
  @Get('sticker-rolls/:id/sheet.pdf')
  async sheet(
    @Held() { scope }: Manager,
    @Param('id', ROLL_ID) id: string,
    @Req() request: Request,
  ): Promise<StreamableFile> {
    const { unitName } = await this.rolls.get(scope, id);
    const { items } = await this.rolls.stickers(scope, id, { limit: MOST, cursor: null });
    const before = this.addresses.of('/p/', request).url;
    const labels = items
      .filter(({ state }) => state === 'free' || state === 'bound')
      .map(({ code, token }) => ({ code, url: before + token, unitName, place: null }));
    const content = stickerSheet(labels, 'Nhãn dán in sẵn');
    const disposition = attachment(`canh-thon-cuon-nhan-${items[0]?.code ?? ''}.pdf`);
    return new StreamableFile(content, { type: 'application/pdf', disposition });
  }

  #view(row: RollRow, request: Request): StickerRoll {
    const { isLasting } = this.addresses.of('/p/', request);
    return { ...row, pages: Math.ceil(row.count / LABELS_A_PAGE), isLasting, createdAt: iso(row.createdAt) };
  }
}
