import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { queryClient } from './query-client.ts';
import type { AcceptanceSigning, AcceptanceSummary, AcceptanceTest, Page } from './shapes.ts';

const ASK_EVERY_MS = 2_000;
const MOST_SHOWN = 10;

const listKey = (deviceId: string) => ['device', deviceId, 'acceptance'] as const;
const testKey = (id: string | undefined) => ['acceptance', id] as const;

/** The last tests of a device, newest first. */
export function useAcceptanceTests(deviceId: string) {
  return useQuery({
    queryKey: listKey(deviceId),
    queryFn: () => call<Page<AcceptanceSummary>>('GET', `/devices/${deviceId}/acceptance-tests?limit=${MOST_SHOWN}`),
  });
}

/** One test, asked after until it is over. */
export function useAcceptanceTest(id: string | undefined) {
  return useQuery({
    queryKey: testKey(id),
    queryFn: () => call<AcceptanceTest>('GET', `/acceptance-tests/${id}`),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'running' ? ASK_EVERY_MS : false),
  });
}

export function useStartAcceptance(deviceId: string) {
  return useMutation({
    mutationFn: () => call<AcceptanceTest>('POST', `/devices/${deviceId}/acceptance-tests`, {}),
    onSuccess: (test) => {
      queryClient.setQueryData(testKey(test.id), test);
      return queryClient.invalidateQueries({ queryKey: listKey(deviceId) });
    },
  });
}

export function useSignAcceptance(id: string) {
  return useMutation({
    mutationFn: (signing: AcceptanceSigning) =>
      call<AcceptanceTest>('POST', `/acceptance-tests/${id}/signing`, signing),
    onSuccess: (test) => queryClient.setQueryData(testKey(id), test),
  });
}

export const certificatePath = (id: string): string => `/acceptance-tests/${id}/certificate.pdf`;
