import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { ApiKeyView, CreatedApiKey, CreatedUser, NewApiKey, NewGrant, NewUser, UserView } from './shapes.ts';

const again = () => queryClient.invalidateQueries({ queryKey: ['people'] });

export function usePeople(filter: { readonly q?: string; readonly unitId?: string | null }) {
  return usePages<UserView>(['people'], '/users', { ...filter, limit: 50 });
}

export function useAddPerson() {
  return useMutation({
    mutationFn: async ({ person, grant }: { readonly person: NewUser; readonly grant: NewGrant }) => {
      const created = await call<CreatedUser>('POST', '/users', person);
      await call('POST', `/users/${created.id}/grants`, grant);
      return created;
    },
    onSettled: again,
    // Shown once and kept nowhere.
    gcTime: 0,
  });
}

export function useChangePerson(id: string) {
  return useMutation({
    mutationFn: (changes: { readonly disabled?: boolean; readonly password?: string }) =>
      call<UserView>('PATCH', `/users/${id}`, changes),
    onSettled: again,
    gcTime: 0,
  });
}

export function useGrant(id: string) {
  return useMutation({
    mutationFn: (grant: NewGrant) => call<UserView>('POST', `/users/${id}/grants`, grant),
    onSettled: again,
  });
}

export function useRevoke(id: string) {
  return useMutation({
    mutationFn: (grantId: string) => call('DELETE', `/users/${id}/grants/${grantId}`),
    onSettled: again,
  });
}

export function useApiKeys() {
  return usePages<ApiKeyView>(['api-keys'], '/api-keys', { limit: 50 });
}

export function useAddApiKey() {
  return useMutation({
    mutationFn: (key: NewApiKey) => call<CreatedApiKey>('POST', '/api-keys', key),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
    gcTime: 0,
  });
}

export function useRevokeApiKey(id: string) {
  return useMutation({
    mutationFn: () => call('DELETE', `/api-keys/${id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  });
}

/** Names for the ids of a log; only those one may see. */
export function useNamesOfPeople(enabled: boolean) {
  return useQuery({
    queryKey: ['people', 'names'],
    queryFn: async () => {
      const { items } = await call<{ items: UserView[] }>('GET', '/users?limit=500');
      return new Map(items.map(({ id, name }) => [id, name]));
    },
    enabled,
    staleTime: 60_000,
  });
}
