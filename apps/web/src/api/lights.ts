import { useQuery } from '@tanstack/react-query';
import { call, query } from './client.ts';
import { usePages } from './pages.ts';
import type { DarkLamp, DarkScore } from './shapes.ts';

export const useDarkTonight = (unitId: string | null) =>
  usePages<DarkLamp>(['lights', 'tonight'], '/lights/dark-tonight', { unitId });

export const useDarkScore = (unitId: string | null) =>
  useQuery({
    queryKey: ['lights', 'score', unitId],
    queryFn: () => call<DarkScore>('GET', `/lights/dark-tonight/score${query({ unitId })}`),
  });
