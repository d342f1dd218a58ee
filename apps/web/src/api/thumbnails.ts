import { useMutation, useQuery } from '@tanstack/react-query';
import { call, callForFile } from './client.ts';
import { queryClient } from './query-client.ts';
import type { ThumbnailLeaveView, ThumbnailView } from './shapes.ts';

export function useThumbnailLeave(unitId: string) {
  return useQuery({
    queryKey: ['thumbnail-leave', unitId],
    queryFn: () => call<ThumbnailLeaveView>('GET', `/units/${unitId}/thumbnail-leave`),
  });
}

/** Null: as the units above say. Pictures that are no longer allowed are gone with it, here too. */
export function useAllowThumbnails(unitId: string) {
  return useMutation({
    mutationFn: (allowed: boolean | null) =>
      call<ThumbnailLeaveView>('PUT', `/units/${unitId}/thumbnail-leave`, { allowed }),
    onSuccess: () => {
      queryClient.removeQueries({ queryKey: ['thumbnails'] });
      return queryClient.invalidateQueries({ queryKey: ['thumbnail-leave'] });
    },
  });
}

export function useThumbnails(deviceId: string) {
  return useQuery({
    queryKey: ['thumbnails', deviceId],
    queryFn: () => call<ThumbnailView[]>('GET', `/devices/${deviceId}/thumbnails`),
  });
}

/** As it is; kept no longer than it is shown. */
export function useThumbnailPicture(deviceId: string, { code, at }: ThumbnailView) {
  return useQuery({
    queryKey: ['thumbnails', deviceId, code, at],
    queryFn: async () => (await callForFile(`/devices/${deviceId}/thumbnails/${code}`)).content,
    gcTime: 0,
  });
}
