import { useMutation } from '@tanstack/react-query';
import { call } from './client.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { CreatedTarget, NewTarget, Target } from './shapes.ts';

const again = () => queryClient.invalidateQueries({ queryKey: ['targets'] });

export function useTargets() {
  return usePages<Target>(['targets'], '/targets', { limit: 100 });
}

export function useAddTarget() {
  return useMutation({
    // What was not filled in is left out: the server names it.
    mutationFn: (target: Partial<NewTarget>) => call<CreatedTarget>('POST', '/targets', target),
    onSuccess: again,
    gcTime: 0,
  });
}

/** Asks for a test message; it goes out like every other message, through the outbox. */
export function useTestTarget(id: string) {
  return useMutation({ mutationFn: () => call('POST', `/targets/${id}/test`, {}) });
}

export function useRemoveTarget(id: string) {
  return useMutation({ mutationFn: () => call('DELETE', `/targets/${id}`), onSuccess: again });
}
