import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import type { DiscoveryOperation, Operation, OperationStarted } from './shapes.ts';

const ASK_EVERY_MS = 1000;
const over = (state: string | undefined) => state === 'succeeded' || state === 'failed';

/** Long work on the server, asked after until it is over. Null: nothing was begun. */
export function useOperation<Started extends Operation>(id: string | null) {
  return useQuery({
    queryKey: ['operation', id],
    queryFn: () => call<Started>('GET', `/operations/${id}`),
    enabled: id !== null,
    refetchInterval: ({ state }) => (over(state.data?.state) ? false : ASK_EVERY_MS),
  });
}

/** Camera search, in the server's own network or an edge agent's. */
export function useDiscovery() {
  const starting = useMutation({
    mutationFn: (where: { readonly unitId: string; readonly agentId?: string }) =>
      call<OperationStarted>('POST', '/discoveries', where),
  });
  const id = starting.data?.operationId ?? null;
  const operation = useOperation<DiscoveryOperation>(id);
  return {
    start: starting.mutate,
    running: starting.isPending || (id !== null && !operation.isError && !over(operation.data?.state)),
    operation: operation.data,
    error: starting.error ?? operation.error,
  };
}
