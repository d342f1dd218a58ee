import { Controller, Get, Header, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Sticker } from '#libs/contracts';
import { type Manager, StickerStore } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { IdOf } from '../http/headers.ts';
import { PublicAddresses } from './public-address.ts';
import { stickerView } from './sticker-view.ts';

const SITE_ID = new IdOf('site_not_found');

/** The label on a pole that residents scan. */
@ApiTags('residents')
@Controller('api/v1/sites/:id')
export class StickersController {
  constructor(
    private readonly stickers: StickerStore,
    private readonly addresses: PublicAddresses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The label of a place: its address and its code to be scanned. */
  @Needs('registry.read')
  @Get('sticker')
  async get(@Held() { scope }: Manager, @Param('id', SITE_ID) id: string, @Req() request: Request): Promise<Sticker> {
    return stickerView(await this.stickers.get(scope, id), this.addresses, request);
  }

  /** The code alone, as an image. */
  @Needs('registry.read')
  @ApiProduces('image/svg+xml')
  @Header('Content-Type', 'image/svg+xml')
  @Get('sticker.svg')
  async image(@Held() { scope }: Manager, @Param('id', SITE_ID) id: string, @Req() request: Request): Promise<string> {
    return stickerView(await this.stickers.get(scope, id), this.addresses, request).svg;
  }

  /** A new label; the old one leads nowhere from now on, and says so. */
  @Needs('sticker.write')
  @Post('sticker')
  async renew(@Held() access: Manager, @Param('id', SITE_ID) id: string, @Req() request: Request): Promise<Sticker> {
    return stickerView(await this.stickers.renew(access, id, this.clock.now()), this.addresses, request);
  }
}
