import { Body, Controller, Get, Header, Inject, Param, Put, StreamableFile } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ThumbnailLeaveChange, ThumbnailLeaveView, ThumbnailView } from '#libs/contracts';
import { type Manager, ThumbnailStore } from '#libs/database';
import { PICTURE_FAULTS, type PictureFaultCode, thumbnailScope } from '#libs/domain';
import { type Clock, CLOCK, SecretBox } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import { IdOf } from '../http/headers.ts';

const UNIT_ID = new IdOf('unit_not_found');
const DEVICE_ID = new IdOf('device_not_found');

/** Blurred thumbnails of faulty pictures: only where a unit allowed them, for seven days. */
@ApiTags('thumbnails')
@Controller('api/v1')
export class ThumbnailController {
  constructor(
    private readonly thumbnails: ThumbnailStore,
    private readonly box: SecretBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whether a unit allows blurred thumbnails, and who decided it. */
  @Needs('registry.read')
  @Get('units/:id/thumbnail-leave')
  leave(@Held() { scope }: Manager, @Param('id', UNIT_ID) id: string): Promise<ThumbnailLeaveView> {
    return this.thumbnails.leave(scope, id);
  }

  /** Allows or refuses blurred thumbnails for a unit and those below that say nothing; refusing deletes them at once. */
  @Needs('thumbnail.allow')
  @Put('units/:id/thumbnail-leave')
  decide(
    @Held() access: Manager,
    @Param('id', UNIT_ID) id: string,
    @Body() { allowed }: ThumbnailLeaveChange,
  ): Promise<ThumbnailLeaveView> {
    return this.thumbnails.decide(access, id, allowed, this.clock.now());
  }

  /** The blurred thumbnails of a camera that are kept now, and until when. */
  @Needs('thumbnail.read')
  @Get('devices/:id/thumbnails')
  async list(@Held() { scope }: Manager, @Param('id', DEVICE_ID) id: string): Promise<ThumbnailView[]> {
    const rows = await this.thumbnails.list(scope, id, this.clock.now());
    return rows.map(({ code, at, deleteAt }) => ({
      code,
      at: new Date(at).toISOString(),
      deleteAt: new Date(deleteAt).toISOString(),
    }));
  }

  /** The blurred thumbnail kept with one fault. */
  @Needs('thumbnail.read')
  @ApiProduces('image/jpeg')
  @ApiParam({ name: 'code', enum: PICTURE_FAULTS })
  // It ends when the unit says so: nobody may keep a copy, not even the browser.
  @Header('Cache-Control', 'private, no-store')
  @Get('devices/:id/thumbnails/:code')
  async picture(
    @Held() { scope }: Manager,
    @Param('id', DEVICE_ID) id: string,
    @Param('code') code: string,
  ): Promise<StreamableFile> {
    const sealed = await this.thumbnails.get(scope, id, checked(code), this.clock.now());
    const bytes = Buffer.from(this.box.open(sealed, thumbnailScope(sealed.deviceId)), 'base64');
    return new StreamableFile(bytes, { type: 'image/jpeg', length: bytes.length });
  }
}

function checked(code: string): PictureFaultCode {
  const known = PICTURE_FAULTS.find((one) => one === code);
  if (known === undefined) throw new ApiError('thumbnail_not_found');
  return known;
}
