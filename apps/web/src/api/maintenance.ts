import { useMutation } from '@tanstack/react-query';
import { call } from './client.ts';
import { idempotencyKeys } from './idempotent.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { Maintenance, NewMaintenance } from './shapes.ts';

/** What it hides and what it holds changes with it. */
const again = () =>
  Promise.all(
    ['maintenance', 'explain', 'devices', 'device', 'map'].map((key) =>
      queryClient.invalidateQueries({ queryKey: [key] }),
    ),
  );

export function useMaintenance(filter: { readonly over: boolean; readonly deviceId?: string }) {
  const { over, deviceId } = filter;
  return usePages<Maintenance>(['maintenance'], '/maintenance', { over: String(over), deviceId, limit: 50 });
}

const keys = idempotencyKeys();

export function useMakeMaintenance() {
  return useMutation({
    mutationFn: (window: Partial<NewMaintenance>) =>
      call<Maintenance>('POST', '/maintenance', window, { 'Idempotency-Key': keys(window) }),
    onSuccess: again,
  });
}

export function useEndMaintenance(id: string) {
  return useMutation({ mutationFn: () => call('DELETE', `/maintenance/${id}`), onSettled: again });
}
