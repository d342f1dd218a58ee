import { useMutation, useQuery } from '@tanstack/react-query';
import { call, callOpenly } from './client.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { IncidentFilter } from '../incidents/incident-filter.ts';
import type {
  AckView,
  IncidentDetail,
  IncidentPeople,
  IncidentSummary,
  NotificationView,
  Page,
  UnitContacts,
} from './shapes.ts';

export function useIncidents(filter: IncidentFilter, limit = 30) {
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
  | { readonly act: 'assign'; readonly userId: string; readonly note?: string }
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

/** Every message about it, sent or not. */
export function useMessagesOf(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['incident', id, 'messages'],
    queryFn: () => call<Page<NotificationView>>('GET', `/notifications?incidentId=${id}&limit=100`),
    enabled,
  });
}

/** Who may be sent there. */
export function usePeopleFor(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['incident', id, 'people'],
    queryFn: () => call<IncidentPeople>('GET', `/incidents/${id}/people`),
    enabled,
  });
}

/** Whom to call about a unit's devices. */
export function useContacts(unitId: string, enabled = true) {
  return useQuery({
    queryKey: ['contacts', unitId],
    queryFn: () => call<UnitContacts>('GET', `/units/${unitId}/contacts`),
    enabled,
    staleTime: 300_000,
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
