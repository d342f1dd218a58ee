import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import type { ClaimCode, NewClaimCode, Snippet } from './shapes.ts';

const keyOf = (id: string) => ['device', id, 'claim'] as const;

export const useClaimCode = (id: string) =>
  useQuery({ queryKey: keyOf(id), queryFn: () => call<ClaimCode>('GET', `/devices/${id}/claim-code`) });

export function useMakeClaimCode(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => call<NewClaimCode>('POST', `/devices/${id}/claim-code`, {}),
    onSuccess: () => cache.invalidateQueries({ queryKey: keyOf(id) }),
    // Shown once and kept nowhere.
    gcTime: 0,
  });
}

export function useWithdrawClaimCode(id: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => call<unknown>('DELETE', `/devices/${id}/claim-code`),
    onSuccess: () => cache.invalidateQueries({ queryKey: keyOf(id) }),
  });
}

export const useSnippets = (id: string) =>
  useQuery({
    queryKey: ['device', id, 'snippets'],
    queryFn: () => call<Snippet[]>('GET', `/devices/${id}/snippets`),
    staleTime: Infinity,
  });
