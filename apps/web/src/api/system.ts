import { useMutation, useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { readAnswer } from './answer.ts';
import { call } from './client.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { AuditEntry, CanarySettings, CanaryView, NoticeList, SecurityEntry } from './shapes.ts';

const EVERY_MS = 60_000;

/** What is wrong with our own system. */
export function useNotices(enabled: boolean) {
  return useQuery({
    queryKey: ['notices', i18next.language],
    queryFn: () => call<NoticeList>('GET', '/system/notices'),
    enabled,
    refetchInterval: EVERY_MS,
  });
}

/** Each part by name: `ok`, or why it does not work. */
interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

export function useReadiness() {
  return useQuery({
    queryKey: ['readiness'],
    // 503 carries the same report: what is not well.
    queryFn: async (): Promise<Readiness> => {
      const response = await fetch('/readyz');
      return response.status === 503 ? ((await response.json()) as Readiness) : readAnswer<Readiness>(response);
    },
    refetchInterval: EVERY_MS,
  });
}

export function useCanary() {
  return useQuery({ queryKey: ['canary'], queryFn: () => call<CanaryView>('GET', '/system/canary') });
}

export function useSetCanary() {
  return useMutation({
    mutationFn: (settings: CanarySettings) => call<CanaryView>('PUT', '/system/canary', settings),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['canary'] }),
  });
}

export function useAudit(filter: { readonly unitId?: string | null; readonly objectId?: string | null }) {
  return usePages<AuditEntry>(['audit'], '/audit', { ...filter, limit: 50 });
}

export function useSecurityLog(filter: { readonly unitId?: string | null; readonly event?: string | null }) {
  return usePages<SecurityEntry>(['security'], '/security-log', { ...filter, limit: 50 });
}
