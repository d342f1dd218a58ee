import { useInfiniteQuery, type InfiniteData, type QueryKey } from '@tanstack/react-query';
import { call, query } from './client.ts';
import type { Page } from './shapes.ts';

type Parameters = Readonly<Record<string, string | number | null | undefined>>;

/** A list read page by page by cursor; the parameters are part of the key, so each filter is remembered. */
export function usePages<T>(key: QueryKey, path: string, parameters: Parameters = {}, enabled = true) {
  return useInfiniteQuery({
    queryKey: [...key, parameters],
    queryFn: ({ pageParam }) => call<Page<T>>('GET', path + query({ ...parameters, cursor: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled,
  });
}

export function allItems<T>(data: InfiniteData<Page<T>, unknown>): readonly T[] {
  return data.pages.flatMap((page) => page.items);
}
