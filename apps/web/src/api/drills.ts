import { useMutation, useQuery } from '@tanstack/react-query';
import { callOpenly } from './client.ts';
import { queryClient } from './query-client.ts';
import type { DrillAckView } from './shapes.ts';

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
