import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import type { DiscoveryOperation, OperationStarted } from './shapes.ts';

const ASK_EVERY_MS = 1000;
const over = (state: string | undefined) => state === 'succeeded' || state === 'failed';

/** Camera search: long work on the server, asked after until it is over. */
export function useDiscovery() {
  const starting = useMutation({
    mutationFn: (unitId: string) => call<OperationStarted>('POST', '/discoveries', { unitId }),
  });
  const id = starting.data?.operationId;
  const operation = useQuery({
    queryKey: ['operation', id],
    queryFn: () => call<DiscoveryOperation>('GET', `/operations/${id}`),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (over(state.data?.state) ? false : ASK_EVERY_MS),
  });
  return {
    start: starting.mutate,
    running: starting.isPending || (id !== undefined && !operation.isError && !over(operation.data?.state)),
    operation: operation.data,
    error: starting.error ?? operation.error,
  };
}
