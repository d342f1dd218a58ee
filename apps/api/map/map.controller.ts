import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type BoundaryFeatures,
  MapBase,
  MapExtent,
  MapFilterQuery,
  MapQuery,
  MapSummary,
  type PowerCutFeatures,
  type SiteCollection,
  type UplinkFeatures,
  UnitQuery,
  UplinksQuery,
} from '#libs/contracts';
import { BoundaryStore, FleetStore, type Manager, MapLayerStore, MapStore } from '#libs/database';
import { type Clock, CLOCK, type Config, CONFIG } from '#libs/runtime';
import { Held, Needs } from '../auth/rights.ts';
import { boxOf } from '../http/page.ts';
import { MapFleets } from './map-fleets.ts';
import { boundaryFeatures, powerCutFeatures } from './boundaries.ts';

/** The health map. */
@ApiTags('map')
@Controller('api/v1/map')
export class MapController {
  constructor(
    private readonly map: MapStore,
    private readonly layers: MapLayerStore,
    private readonly fleetStore: FleetStore,
    private readonly fleets: MapFleets,
    private readonly boundaryStore: BoundaryStore,
    @Inject(CONFIG) private readonly config: Config,
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

  /** Counts of what the same filter shows in the list; sites and incidents are those of the unit. */
  @Needs('registry.read')
  @Get('summary')
  async summary(@Held() { scope }: Manager, @Query() filter: MapFilterQuery): Promise<MapSummary> {
    return this.map.summary(scope, filter, this.clock.now());
  }

  /** Where and what the tiles of this filter draw, as they are now: for the frame and the legend of a map. */
  @Needs('registry.read')
  @Get('extent')
  async extent(@Held() { scope }: Manager, @Query() { unitId, ...filter }: MapFilterQuery): Promise<MapExtent> {
    const index = await this.fleets.index(await this.fleetStore.rootsOf(scope, unitId), filter);
    return { box: index.box === null ? null : [...index.box], sites: index.size, byState: index.totals };
  }

  /** GeoJSON: the imported boundaries of units, larger units first; 200,000 points at most. */
  @Needs('registry.read')
  @Get('boundaries')
  async boundaries(@Held() { scope }: Manager, @Query() { unitId }: UnitQuery): Promise<BoundaryFeatures> {
    return boundaryFeatures(await this.boundaryStore.list(scope, unitId));
  }

  /** GeoJSON: where the power is out now, as the engine found it. */
  @Needs('registry.read')
  @Get('power-cuts')
  async powerCuts(@Held() { scope }: Manager, @Query() { unitId }: UnitQuery): Promise<PowerCutFeatures> {
    return powerCutFeatures(await this.layers.powerCuts(scope, unitId));
  }

  /** GeoJSON: lines from devices to the device through which they reach the network; 2,000 at most. */
  @Needs('registry.read')
  @Get('uplinks')
  async uplinks(@Held() { scope }: Manager, @Query() { bbox, unitId }: UplinksQuery): Promise<UplinkFeatures> {
    const box = boxOf(bbox);
    const lines = box === undefined ? [] : await this.layers.uplinks(scope, unitId, box);
    return {
      type: 'FeatureCollection',
      features: lines.map(({ from, to, ...properties }) => ({
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: [[...from], [...to]] },
        properties,
      })),
    };
  }

  /** What lies under the map. */
  @Needs('signed_in')
  @Get('base')
  base(): MapBase {
    const { kind, url, attribution } = this.config.map;
    return { kind, url, attribution };
  }
}
