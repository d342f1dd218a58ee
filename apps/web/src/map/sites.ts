import { signOf, SIGNS, type Sign } from '../health/sign.ts';
import type { SiteFeature } from '../api/shapes.ts';

/** Worst first: what lies on top on the map and first in the table. */
export const URGENCY: readonly Sign[] = ['down', 'warn', 'unknown', 'maintenance', 'ok', 'retired'];

export interface SignedSite extends SiteFeature {
  readonly properties: SiteFeature['properties'] & { readonly sign: Sign; readonly urgency: number };
}

/** Each site with the sign of its worst device, worst first, then by name. */
export function signed(features: readonly SiteFeature[], language: string): readonly SignedSite[] {
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  return features
    .map((feature) => {
      const sign = signOf(feature.properties.health, feature.properties.faults);
      return { ...feature, properties: { ...feature.properties, sign, urgency: URGENCY.indexOf(sign) } };
    })
    .sort((a, b) => a.properties.urgency - b.properties.urgency || compare(a.properties.name, b.properties.name));
}

export function countBySign(sites: readonly SignedSite[]): Readonly<Record<Sign, number>> {
  const counts = Object.fromEntries(SIGNS.map((sign) => [sign, 0])) as Record<Sign, number>;
  for (const site of sites) counts[site.properties.sign] += 1;
  return counts;
}

/** West, south, east, north around all sites; null without sites. */
export function boundsOf(sites: readonly SiteFeature[]): [number, number, number, number] | null {
  if (sites.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of sites) {
    const [longitude, latitude] = geometry.coordinates;
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return [west, south, east, north];
}
