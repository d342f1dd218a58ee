import { useMutation, useQuery } from '@tanstack/react-query';
import { call, callOpenly } from './client.ts';
import { queryClient } from './query-client.ts';
import type { DrillAckView, DrillPage, DrillView } from './shapes.ts';

const pathOf = (token: string): string => `/drill-ack/${encodeURIComponent(token)}`;

/** The link of a drill: shown without login, answered only by POST. */
export function useDrillLink(token: string) {
  return useQuery({ queryKey: ['drill', token], queryFn: () => callOpenly<DrillAckView>('GET', pathOf(token)) });
}

export function useAnswerDrill(token: string) {
  return useMutation({
    mutationFn: (name: string) => callOpenly<DrillAckView>('POST', pathOf(token), name === '' ? {} : { name }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['drill', token] }),
  });
}

const WAITING_EVERY_MS = 10_000;

/** The drills of a unit, newest first; asked again while somebody may answer. */
export function useDrills(unitId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['drills', unitId],
    queryFn: () => call<DrillPage>('GET', `/units/${unitId}/drills?limit=5`),
    enabled,
    refetchInterval: WAITING_EVERY_MS,
  });
}

export function useStartDrill(unitId: string) {
  return useMutation({
    mutationFn: () => call<DrillView>('POST', `/units/${unitId}/drill`, {}),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['drills', unitId] }),
  });
}
