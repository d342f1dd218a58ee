import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './answer.ts';
import { forgetList } from '../near/last-list.ts';
import { INSTALLER } from '../install/waiting-here.ts';
import { session } from './session.ts';

/** A refusal stays a refusal; only a missing or stumbling server is asked again. */
const worthAsking = (failures: number, error: Error): boolean =>
  failures < 3 && (!(error instanceof ApiError) || error.status >= 500);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: worthAsking },
    mutations: { retry: false },
  },
});

// Nothing of one person is left for the next one at the same phone.
session.subscribe(() => {
  if (session.state() !== 'out') return;
  queryClient.clear();
  forgetList();
  localStorage.removeItem(INSTALLER);
});
