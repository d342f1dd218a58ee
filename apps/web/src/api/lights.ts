import { useMutation, useQuery } from '@tanstack/react-query';
import { call, query } from './client.ts';
import { idempotencyKeys } from './idempotent.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { DarkLamp, DarkScore, LightProfileView, LightsAssigned, LightsOfProfile, PlannedLight } from './shapes.ts';

export const useDarkTonight = (unitId: string | null) =>
  usePages<DarkLamp>(['lights', 'tonight'], '/lights/dark-tonight', { unitId });

export const useDarkScore = (unitId: string | null) =>
  useQuery({
    queryKey: ['lights', 'score', unitId],
    queryFn: () => call<DarkScore>('GET', `/lights/dark-tonight/score${query({ unitId })}`),
  });

export type LightPart = 'battery' | 'panel';

export const useLightPlan = (part: LightPart, unitId: string | null) =>
  usePages<PlannedLight>(['lights', 'plan'], '/lights/plan', { part, unitId });

export const useLightProfiles = () => usePages<LightProfileView>(['lights', 'profiles'], '/lights/profiles', {});

const again = () =>
  Promise.all([['lights', 'profiles'], ['device']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));

const keys = idempotencyKeys();

/** Null: a new one. */
export function useSaveProfile(id: string | null) {
  return useMutation({
    mutationFn: (body: object) =>
      id === null
        ? call<LightProfileView>('POST', '/lights/profiles', body, { 'idempotency-key': keys(body) })
        : call<LightProfileView>('PATCH', `/lights/profiles/${id}`, body),
    onSuccess: again,
  });
}

export function useGiveProfile() {
  return useMutation({
    mutationFn: ({ profileId, ...which }: LightsOfProfile & { readonly profileId: string }) =>
      call<LightsAssigned>('POST', `/lights/profiles/${profileId}/lights`, which),
    onSuccess: again,
  });
}
