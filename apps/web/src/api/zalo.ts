import { useMutation, useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { call } from './client.ts';
import { queryClient } from './query-client.ts';
import type { CreatedZaloLink, Operation, OperationStarted, ZaloGroupResult, ZaloLink, ZaloView } from './shapes.ts';

const ASK_EVERY_MS = 2000;

/** Which ways to Zalo are open here. */
export function useZalo() {
  return useQuery({
    queryKey: ['zalo', i18next.language],
    queryFn: () => call<ZaloView>('GET', '/channels/zalo'),
  });
}

/** A code to be typed in the group, and whether somebody did. */
export function useLinking() {
  const making = useMutation({
    mutationFn: (wish: { readonly unitId: string; readonly name?: string }) =>
      call<CreatedZaloLink>('POST', '/targets/zalo-links', wish),
    gcTime: 0,
  });
  const id = making.data?.id;
  const link = useQuery({
    queryKey: ['zalo-link', id],
    queryFn: async () => {
      const seen = await call<ZaloLink>('GET', `/targets/zalo-links/${id}`);
      if (seen.state === 'linked') await queryClient.invalidateQueries({ queryKey: ['targets'] });
      return seen;
    },
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'waiting' ? ASK_EVERY_MS : false),
  });
  return { making, made: making.data, state: link.data?.state ?? 'waiting', error: making.error ?? link.error };
}

const over = (state: string | undefined) => state === 'succeeded' || state === 'failed';

/** A group that the Official Account makes; asked after until it is there or cannot be. */
export function useGroupMaking() {
  const starting = useMutation({
    mutationFn: (wish: {
      readonly unitId: string;
      readonly name?: string;
      readonly memberUserIds: readonly string[];
    }) => call<OperationStarted>('POST', '/targets/zalo-groups', wish),
  });
  const id = starting.data?.operationId;
  const operation = useQuery({
    queryKey: ['operation', id],
    queryFn: async () => {
      const seen = await call<Operation<ZaloGroupResult>>('GET', `/operations/${id}`);
      if (over(seen.state)) await queryClient.invalidateQueries({ queryKey: ['targets'] });
      return seen;
    },
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (over(state.data?.state) ? false : ASK_EVERY_MS),
  });
  return {
    start: starting.mutate,
    running: starting.isPending || (id !== undefined && !operation.isError && !over(operation.data?.state)),
    state: operation.data?.state,
    result: operation.data?.result,
    error: starting.error ?? operation.error,
  };
}

/** From now on, for a quarter of an hour, one consent of the Official Account is taken. */
export function useAwaitConsent() {
  return useMutation({ mutationFn: () => call('POST', '/channels/zalo/consent') });
}
