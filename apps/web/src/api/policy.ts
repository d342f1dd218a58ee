import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { Duty, DutyView, Policy, PolicyView, Target } from './shapes.ts';

export function usePolicy(unitId: string) {
  return useQuery({
    queryKey: ['policy', unitId],
    queryFn: () => call<PolicyView>('GET', `/units/${unitId}/policy`),
    // A form is filled from it: not under the fingers of whoever types.
    refetchOnWindowFocus: false,
  });
}

/** Replaces all that the unit says itself; refused when somebody else changed it meanwhile. */
export function useSavePolicy(unitId: string) {
  return useMutation({
    mutationFn: ({ rules, version }: { readonly rules: Policy; readonly version: number }) =>
      call<PolicyView>('PUT', `/units/${unitId}/policy`, rules, { 'If-Match': `"v${version}"` }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['policy'] }),
  });
}

export function useDuty(unitId: string) {
  return useQuery({
    queryKey: ['duty', unitId],
    queryFn: () => call<DutyView>('GET', `/units/${unitId}/duty`),
    refetchOnWindowFocus: false,
  });
}

export function useSaveDuty(unitId: string) {
  return useMutation({
    mutationFn: ({ rota, version }: { readonly rota: Duty; readonly version: number }) =>
      call<DutyView>('PUT', `/units/${unitId}/duty`, rota, { 'If-Match': `"v${version}"` }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['duty', unitId] }),
  });
}

/** The unit's own recipients and those below it. */
export function useTargetsOf(unitId: string) {
  return usePages<Target>(['targets'], '/targets', { unitId, limit: 200 });
}
