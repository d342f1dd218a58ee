import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MapQuery, type MapSummary, type SiteCollection } from '#libs/contracts';
import { type Manager, MapStore } from '#libs/database';
import { type Clock, CLOCK } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { boxOf } from '../http/page.ts';

/** The health map. */
@ApiTags('map')
@Controller('api/v1/map')
export class MapController {
  constructor(
    private readonly map: MapStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** GeoJSON: one point a site, with the health of its worst device. */
  @Needs('registry.read')
  @Get('sites')
  async sites(@Held() { scope }: Manager, @Query() { bbox, unitId }: MapQuery): Promise<SiteCollection> {
    const points = await this.map.sites(scope, { unitId, bbox: boxOf(bbox) }, this.clock.now());
    return {
      type: 'FeatureCollection',
      features: points.map(({ latitude, longitude, ...properties }) => ({
        type: 'Feature',
        id: properties.siteId,
        geometry: { type: 'Point', coordinates: [longitude, latitude] },
        properties,
      })),
    };
  }

  @Needs('registry.read')
  @Get('summary')
  async summary(@Held() { scope }: Manager, @Query() { unitId }: MapQuery): Promise<MapSummary> {
    return this.map.summary(scope, unitId, this.clock.now());
  }
}
