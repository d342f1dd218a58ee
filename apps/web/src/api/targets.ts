import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type {
  CreatedTarget,
  NewTarget,
  NotificationView,
  Page,
  RotatedSecret,
  Target,
  TargetChanges,
  TestSent,
} from './shapes.ts';

const again = () => queryClient.invalidateQueries({ queryKey: ['targets'] });

export function useTargets() {
  return usePages<Target>(['targets'], '/targets', { limit: 100 });
}

/** The first hundred of one channel: enough to choose one for a test. */
export function useTargetsOn(channel: Target['channel']) {
  return usePages<Target>(['targets'], '/targets', { channel, limit: 100 });
}

export function useAddTarget() {
  return useMutation({
    // What was not filled in is left out: the server names it.
    mutationFn: (target: Partial<NewTarget>) => call<CreatedTarget>('POST', '/targets', target),
    onSuccess: again,
    gcTime: 0,
  });
}

export function useChangeTarget(id: string) {
  return useMutation({
    mutationFn: (changes: TargetChanges) => call<Target>('PATCH', `/targets/${id}`, changes),
    onSuccess: again,
  });
}

/** A webhook signs with a new secret, shown this once; the old one signs beside it for a day. */
export function useRotateSecret(id: string) {
  return useMutation({
    mutationFn: () => call<RotatedSecret>('POST', `/targets/${id}/secret`, {}),
    onSuccess: again,
    gcTime: 0,
  });
}

/** Asks for a test message; it goes out like every other message, through the outbox. */
export function useTestTarget(id: string) {
  return useMutation({ mutationFn: () => call<TestSent>('POST', `/targets/${id}/test`, {}) });
}

const ASK_EVERY_MS = 2000;
const isOnItsWay = (message: NotificationView | undefined) =>
  message === undefined || message.state === 'queued' || message.state === 'sending';

/** What becomes of a test message, asked after until it left or failed. Null: none was sent. */
export function useSentTest(sent: { readonly targetId: string; readonly notificationId: string } | null) {
  return useQuery({
    queryKey: ['sent-test', sent],
    queryFn: async () => {
      const { items } = await call<Page<NotificationView>>('GET', `/notifications?targetId=${sent?.targetId}&limit=20`);
      return items.find(({ id }) => id === sent?.notificationId) ?? null;
    },
    enabled: sent !== null,
    refetchInterval: ({ state }) => (isOnItsWay(state.data ?? undefined) ? ASK_EVERY_MS : false),
  });
}

export function useRemoveTarget(id: string) {
  return useMutation({ mutationFn: () => call('DELETE', `/targets/${id}`), onSuccess: again });
}
