import { useMutation, useQuery } from '@tanstack/react-query';
import { call, callOpenly } from './client.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { AckView, IncidentDetail, IncidentState, IncidentSummary } from './shapes.ts';

export function useIncidents(filter: { readonly state?: IncidentState; readonly deviceId?: string }, limit = 30) {
  return usePages<IncidentSummary>(['incidents'], '/incidents', { ...filter, limit });
}

export function useIncident(id: string) {
  return useQuery({ queryKey: ['incident', id], queryFn: () => call<IncidentDetail>('GET', `/incidents/${id}`) });
}

/** What may come with "Tôi đi kiểm tra". */
export interface Taking {
  readonly note?: string;
  readonly takeOver?: boolean;
}

export type IncidentAct =
  | ({ readonly act: 'acknowledge' } & Taking)
  | { readonly act: 'resolve' }
  | { readonly act: 'comment'; readonly text: string };

/** What a person does with an incident; lists and the open incident are read again afterwards. */
export function useIncidentAct(id: string) {
  return useMutation({
    mutationFn: ({ act, ...body }: IncidentAct) => call('POST', `/incidents/${id}/${act}`, body),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['incidents'] }),
        queryClient.invalidateQueries({ queryKey: ['incident', id] }),
        queryClient.invalidateQueries({ queryKey: ['explain'] }),
      ]),
  });
}

/** The acknowledge link of a message: shown without login, acknowledged only by POST. */
export function useAckLink(token: string) {
  return useQuery({
    queryKey: ['ack', token],
    queryFn: () => callOpenly<AckView>('GET', `/ack/${encodeURIComponent(token)}`),
  });
}

export function useAcknowledgeByLink(token: string) {
  return useMutation({
    mutationFn: (taking: Taking & { readonly name?: string }) =>
      callOpenly<AckView>('POST', `/ack/${encodeURIComponent(token)}`, taking),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['ack', token] }),
  });
}
