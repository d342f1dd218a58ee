import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { type ScannedSticker, StickerBinding } from '#libs/contracts';
import {
  DeviceListStore,
  type FoundSticker,
  type Manager,
  PrintedStickers,
  type Scope,
  SiteStore,
} from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { isoOrNull } from '../http/page.ts';
import { deviceSummary } from '../registry/device-view.ts';
import { siteView } from '../registry/site-view.ts';
import { PublicAddresses } from '../residents/public-address.ts';

const MOST_DEVICES = 50;

/** Stickers from a roll: `{code}` is what stands on one, its scanned address (escaped), or the token of that address. */
@ApiTags('stickers')
@Controller('api/v1/stickers/:code')
export class PrintedStickersController {
  constructor(
    private readonly stickers: PrintedStickers,
    private readonly sites: SiteStore,
    private readonly devices: DeviceListStore,
    private readonly addresses: PublicAddresses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What a sticker leads to: the place and what hangs there, or nothing yet. */
  @Needs('registry.read')
  @Get()
  async get(@Held() { scope }: Manager, @Param('code') code: string, @Req() request: Request): Promise<ScannedSticker> {
    return this.#view(scope, await this.stickers.find(scope, code), request);
  }

  /** Sticks it to a place that exists; the label that hung there before leads nowhere any more. */
  @Needs('registry.write')
  @HttpCode(200)
  @Post('binding')
  async bind(
    @Held() access: Manager,
    @Param('code') code: string,
    @Body() { siteId }: StickerBinding,
    @Req() request: Request,
  ): Promise<ScannedSticker> {
    const sticker = await this.stickers.bind(access, code, siteId, this.clock.now());
    return this.#view(access.scope, sticker, request);
  }

  /** It was lost or damaged: nobody can stick it any more, and scanning it leads nowhere. */
  @Needs('sticker.write')
  @HttpCode(200)
  @Post('void')
  async void(@Held() access: Manager, @Param('code') code: string, @Req() request: Request): Promise<ScannedSticker> {
    return this.#view(access.scope, await this.stickers.void(access, code, this.clock.now()), request);
  }

  async #view(scope: Scope, sticker: FoundSticker, request: Request): Promise<ScannedSticker> {
    const { code, state, unitId, unitName, token, boundAt, site } = sticker;
    const at = state === 'bound' ? site : null;
    const page = { limit: MOST_DEVICES, cursor: null };
    const hanging = at ? await this.devices.list(scope, { siteId: at.id, ...page }, this.clock.now()) : { items: [] };
    return {
      ...{ code, state, unitId, unitName },
      url: this.addresses.of(`/p/${token}`, request).url,
      boundAt: isoOrNull(boundAt),
      site: at && siteView(await this.sites.get(scope, at.id)),
      devices: hanging.items.map(deviceSummary),
    };
  }
}
