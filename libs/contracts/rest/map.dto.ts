import type { Health } from '#libs/domain';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { BBOX } from './site.dto.ts';

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
  /** Devices that talk and have at least one open fault. */
  withFaults: number;
  openIncidents: number;
}
