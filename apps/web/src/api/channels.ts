import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { call } from './client.ts';
import type { ChannelsView } from './shapes.ts';

const EVERY_MS = 15_000;

/** How each way of telling people does. */
export function useChannels() {
  return useQuery({
    queryKey: ['channels', i18next.language],
    queryFn: () => call<ChannelsView>('GET', '/channels'),
    refetchInterval: EVERY_MS,
  });
}
