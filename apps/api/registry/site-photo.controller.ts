import { Controller, Delete, Get, Header, HttpCode, Inject, Param, Put, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Manager, SitePhotos } from '#libs/database';
import { cleanPhoto, PHOTO_LIMIT } from '#libs/domain';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import { IdOf } from '../http/headers.ts';
import type { ApiRequest } from '../http/request.ts';

const SITE_ID = new IdOf('site_not_found');

/** The picture of a pole or wall, for those who have to find it. */
@ApiTags('sites')
@Controller('api/v1/sites/:id/photo')
export class SitePhotoController {
  constructor(
    private readonly photos: SitePhotos,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The photo of a place. */
  @Needs('registry.read')
  @ApiProduces('image/jpeg', 'image/webp')
  @Header('Cache-Control', 'private, no-cache')
  @Get()
  async get(@Held() { scope }: Manager, @Param('id', SITE_ID) id: string): Promise<StreamableFile> {
    const { type, bytes } = await this.photos.get(scope, id);
    return new StreamableFile(bytes, { type, length: bytes.length });
  }

  /** Keeps a photo of a place, in the place of an older one: JPEG or WebP; where, when and by what it was taken is cut out. */
  @Needs('registry.write')
  @ApiConsumes('image/jpeg', 'image/webp')
  @ApiBody({ description: 'The picture as it is, at most 400 KiB.', schema: { type: 'string', format: 'binary' } })
  @HttpCode(204)
  @Put()
  async put(@Held() access: Manager, @Param('id', SITE_ID) id: string, @Req() { upload }: ApiRequest): Promise<void> {
    const photo = upload === undefined || upload.length > PHOTO_LIMIT ? null : cleanPhoto(upload);
    if (photo === null) throw new ApiError('photo_not_readable');
    await this.photos.put(access, id, photo, this.clock.now());
  }

  /** Takes the photo of a place away. */
  @Needs('registry.write')
  @HttpCode(204)
  @Delete()
  async remove(@Held() access: Manager, @Param('id', SITE_ID) id: string): Promise<void> {
    await this.photos.remove(access, id, this.clock.now());
  }
}
