import { useQuery } from '@tanstack/react-query';
import type { DeviceFilter } from '../devices/device-filter.ts';
import { call, query } from './client.ts';
import { freshToken } from './session.ts';
import type { BoundaryFeatures, MapBase, MapExtent, PowerCutFeatures, UplinkFeatures } from './shapes.ts';

export function useMapExtent(filter: DeviceFilter) {
  return useQuery({
    queryKey: ['map', 'extent', filter],
    queryFn: () => call<MapExtent>('GET', `/map/extent${query(filter)}`),
    // The old counts stay until the new ones are there.
    placeholderData: (before) => before,
  });
}

export function useBoundaries() {
  return useQuery({
    queryKey: ['boundaries'],
    queryFn: () => call<BoundaryFeatures>('GET', '/map/boundaries'),
    staleTime: Infinity,
  });
}

export function usePowerCuts(isShown: boolean) {
  return useQuery({
    queryKey: ['incidents', 'power-cuts'],
    queryFn: () => call<PowerCutFeatures>('GET', '/map/power-cuts'),
    enabled: isShown,
  });
}

/** `box`: west, south, east, north; null: not asked for. */
export function useUplinks(box: readonly number[] | null) {
  return useQuery({
    queryKey: ['map', 'uplinks', box],
    queryFn: () => call<UplinkFeatures>('GET', `/map/uplinks${query({ bbox: box?.join() })}`),
    enabled: box !== null,
    placeholderData: (before) => before,
  });
}

export function useMapBase() {
  return useQuery({ queryKey: ['base'], queryFn: () => call<MapBase>('GET', '/map/base'), staleTime: Infinity });
}

/** Addresses of the tiles of one filter, as the map library wants them. */
export const tileAddress = (filter: DeviceFilter): string =>
  `${location.origin}/api/v1/tiles/devices/{z}/{x}/{y}.pbf${query(filter)}`;

/** Signs in what the map library fetches from our server, and nothing that it fetches elsewhere. */
export async function signed(url: string): Promise<{ url: string; headers?: Record<string, string> }> {
  if (!url.startsWith(`${location.origin}/api/`)) return { url };
  const token = await freshToken();
  return token === null ? { url } : { url, headers: { authorization: `Bearer ${token}` } };
}
