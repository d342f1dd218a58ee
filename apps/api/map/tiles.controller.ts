import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { MapFilterQuery } from '#libs/contracts';
import { FleetStore, type Manager } from '#libs/database';
import { Held, Needs } from '../auth/rights.ts';
import { ApiError } from '../http/api-error.ts';
import { MapFleets } from './map-fleets.ts';
import { drawTile, readPlace } from './tile.ts';

const TILE = 'application/vnd.mapbox-vector-tile';
/** Smaller answers fit one packet anyway. */
const WORTH_PACKING = 1_000;
const pack = promisify(gzip);

/** The health map as vector tiles, each drawn for what its caller may see. */
@ApiTags('map')
@Controller('api/v1/tiles')
export class TilesController {
  constructor(
    private readonly fleets: FleetStore,
    private readonly maps: MapFleets,
  ) {}

  /** Layer `devices`: clusters with counts by state, and from zoom 16 on every site with its devices. */
  @Needs('registry.read')
  @ApiProduces(TILE)
  @ApiOkResponse({ content: { [TILE]: { schema: { type: 'string', format: 'binary' } } } })
  @Get('devices/:z/:x/:y.pbf')
  async devices(
    @Held() { scope }: Manager,
    @Param() { z = '', x = '', y = '' }: Record<string, string>,
    @Query() { unitId, ...filter }: MapFilterQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const place = readPlace(z, x, y);
    if (place === null) throw new ApiError('invalid_tile');
    const roots = await this.fleets.rootsOf(scope, unitId);
    const index = await this.maps.index(roots, filter);
    await send(drawTile(index, place), request, response);
  }
}

/** The tag is of the content: a change elsewhere leaves the others' tiles where they are. */
async function send(tile: Uint8Array, request: Request, response: Response): Promise<void> {
  const tag = `W/"${createHash('sha1').update(tile).digest('base64url')}"`;
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'private, no-cache');
  response.setHeader('Vary', 'Authorization, X-Api-Key, Accept-Encoding');
  if (request.headers['if-none-match'] === tag) {
    response.status(304).end();
    return;
  }
  response.setHeader('Content-Type', TILE);
  const isPacked = tile.length >= WORTH_PACKING && request.acceptsEncodings('gzip') === 'gzip';
  if (isPacked) response.setHeader('Content-Encoding', 'gzip');
  response.end(isPacked ? await pack(tile) : tile);
}
