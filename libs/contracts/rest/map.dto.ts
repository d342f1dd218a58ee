import type { DeviceKind, Health, MapState, UnitKind } from '#libs/domain';
import { DEVICE_KINDS, HEALTHS } from '#libs/domain';
import { IsArray, IsIn, IsObject, IsOptional, IsUUID, Matches } from 'class-validator';
import { BBOX } from './site.dto.ts';
import { TROUBLES } from './device.dto.ts';
import { Line } from './text.ts';

export class MapQuery {
  /** `west,south,east,north` in degrees. */
  @IsOptional()
  @Matches(BBOX)
  bbox?: string;

  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

/** The same filter as the list of devices. */
export class MapFilterQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;

  @IsOptional()
  @IsIn(DEVICE_KINDS)
  kind?: DeviceKind;

  @IsOptional()
  @IsIn(HEALTHS)
  health?: Health;

  /** A fault code, or `any`. */
  @IsOptional()
  @Line(60)
  fault?: string;

  /** `new`: only devices whose trouble began within the last 24 hours. */
  @IsOptional()
  @IsIn(TROUBLES)
  trouble?: (typeof TROUBLES)[number];

  @IsOptional()
  @Line(100)
  q?: string;
}

/** Where and what the tiles of the same filter draw. */
export class MapExtent {
  /** `[west, south, east, north]`; null: nothing is drawn. */
  box: number[] | null;
  sites: number;
  byState: Record<MapState, number>;
}

/**
 * Tags in the tile's layer `devices`. A cluster has `cluster`, `sites` and one count of devices for each state; a site
 * has the counts too, and what follows.
 */
export interface ClusterTags extends Record<MapState, number> {
  cluster: true;
  sites: number;
}
export interface SiteTags extends Record<MapState, number> {
  siteId: string;
  name: string;
  /** Of the worst device that the filter lets through. */
  state: MapState;
  /** Kinds of devices, joined by commas. */
  kinds: string;
  /** Device ids, joined by commas; at most fifty. */
  ids: string;
}

export class UplinksQuery {
  /** `west,south,east,north` in degrees. */
  @Matches(BBOX)
  bbox: string;

  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class UnitQuery {
  /** This unit and everything below it. */
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

export class NewBoundary {
  /** GeoJSON Polygon or MultiPolygon: longitude, latitude in degrees (WGS84), closed rings, at most 20,000 points. */
  @IsObject()
  geometry: Record<string, unknown>;
}

/** A GeoJSON FeatureCollection; each feature's properties name its unit by `unitId` or by `code`. */
export class BoundaryCollection {
  @IsIn(['FeatureCollection'])
  type: 'FeatureCollection';

  @IsArray()
  features: Record<string, unknown>[];
}

export class BoundariesImported {
  imported: number;
}

interface AreaGeometry {
  type: 'MultiPolygon';
  coordinates: unknown;
}

export interface BoundaryFeature {
  type: 'Feature';
  id: string;
  geometry: AreaGeometry;
  properties: { unitId: string; name: string; kind: UnitKind };
}

export interface BoundaryFeatures {
  type: 'FeatureCollection';
  features: BoundaryFeature[];
}

export interface PowerCutFeature {
  type: 'Feature';
  id: string;
  geometry: AreaGeometry;
  properties: {
    incidentId: string;
    unitId: string;
    unitName: string;
    startedAt: string;
    devices: number;
    /** `boundary`: the unit's own; `devices`: a box around the devices without power. */
    shape: 'boundary' | 'devices';
  };
}

export interface PowerCutFeatures {
  type: 'FeatureCollection';
  features: PowerCutFeature[];
}

export interface UplinkFeature {
  type: 'Feature';
  geometry: { type: 'LineString'; coordinates: [number, number][] };
  properties: { deviceId: string; uplinkDeviceId: string; down: boolean };
}

export interface UplinkFeatures {
  type: 'FeatureCollection';
  features: UplinkFeature[];
}

/** What lies under the map, as the operator configured it. */
export class MapBase {
  /** Null: a plain ground. `raster`: image tiles by address; `pmtiles`: one file of image tiles. */
  kind: 'raster' | 'pmtiles' | null;
  url: string | null;
  attribution: string | null;
}

export interface SiteProperties {
  siteId: string;
  code: string;
  /** The site's name, its landmark or its code: never empty. */
  name: string;
  landmark: string | null;
  unitId: string;
  /** Of the worst device. */
  health: Health;
  /** How many devices hang here, and how many open faults they have. */
  devices: number;
  faults: number;
}

export interface SiteFeature {
  type: 'Feature';
  id: string;
  geometry: { type: 'Point'; /** Longitude, latitude. */ coordinates: [number, number] };
  properties: SiteProperties;
}

export interface SiteCollection {
  type: 'FeatureCollection';
  features: SiteFeature[];
}

/** Counts for the top of the screen. */
export class MapSummary {
  devices: number;
  sites: number;
  byHealth: Record<Health, number>;
  /** As the map tells devices apart: one with a fault is a warning though it talks. */
  byState: Record<MapState, number>;
  /** Devices that talk and have at least one open fault. */
  withFaults: number;
  openIncidents: number;
}
