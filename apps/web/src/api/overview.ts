import { useQuery } from '@tanstack/react-query';
import { call, query } from './client.ts';
import type { Overview } from './shapes.ts';

/** Counts change with every device: read again at this pace while the screen is open (milliseconds). */
const EVERY_MS = 30_000;

export function useOverview(unitId: string | null) {
  return useQuery({
    queryKey: ['overview', unitId],
    queryFn: () => call<Overview>('GET', `/overview${query({ unitId })}`),
    refetchInterval: EVERY_MS,
  });
}
