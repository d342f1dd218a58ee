import { useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { call } from './client.ts';
import type { Explanation } from './shapes.ts';

/** Moments pass and steps fall due without any event on the wire (milliseconds). */
const EVERY_MS = 15_000;

/** Sentences come in the language in which they were asked for. */
export function useExplanation(of: 'incidents' | 'devices', id: string) {
  return useQuery({
    queryKey: ['explain', of, id, i18next.language],
    queryFn: () => call<Explanation>('GET', `/${of}/${id}/explain`),
    refetchInterval: EVERY_MS,
  });
}
