import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import type { SiteCollection } from './shapes.ts';

/** All sites the caller may see, as GeoJSON points with the health of the worst device. */
export function useMapSites() {
  return useQuery({ queryKey: ['map'], queryFn: () => call<SiteCollection>('GET', '/map/sites') });
}
