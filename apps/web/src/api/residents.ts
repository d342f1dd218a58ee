import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from './client.ts';
import { idempotencyKeys } from './idempotent.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type {
  Contribution,
  ContributionSums,
  NewContribution,
  NewRepair,
  PublicReport,
  Repair,
  Sticker,
  VillagePageRequest,
  VillagePageView,
} from './shapes.ts';

const again = (...key: readonly string[]) => queryClient.invalidateQueries({ queryKey: key });

export function useSticker(siteId: string) {
  return useQuery({ queryKey: ['sticker', siteId], queryFn: () => call<Sticker>('GET', `/sites/${siteId}/sticker`) });
}

export function useRenewSticker(siteId: string) {
  return useMutation({
    mutationFn: () => call<Sticker>('POST', `/sites/${siteId}/sticker`),
    onSuccess: () => again('sticker', siteId),
  });
}

/** The labels of a unit on A4 pages. */
export const sheetPath = (unitId: string): string => `/units/${unitId}/stickers.pdf`;

export function useContributions(siteId: string) {
  return usePages<Contribution>(['contributions', siteId], `/sites/${siteId}/contributions`, { limit: 20 });
}

export function useAddContribution(siteId: string) {
  // Of one form: the same gift from another household is another gift.
  const [keys] = useState(idempotencyKeys);
  return useMutation({
    mutationFn: (gift: Partial<NewContribution>) =>
      call<Contribution>('POST', `/sites/${siteId}/contributions`, gift, { 'Idempotency-Key': keys(gift) }),
    onSuccess: () => again('contributions'),
  });
}

export function useRemoveContribution(siteId: string) {
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/sites/${siteId}/contributions/${id}`),
    onSettled: () => again('contributions'),
  });
}

export function useRepairs(siteId: string) {
  return usePages<Repair>(['contributions', 'repairs', siteId], `/sites/${siteId}/repairs`, { limit: 20 });
}

export function useAddRepair(siteId: string) {
  const [keys] = useState(idempotencyKeys);
  return useMutation({
    mutationFn: (repair: Partial<NewRepair>) =>
      call<Repair>('POST', `/sites/${siteId}/repairs`, repair, { 'Idempotency-Key': keys(repair) }),
    onSuccess: () => again('contributions'),
  });
}

export function useRemoveRepair(siteId: string) {
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/sites/${siteId}/repairs/${id}`),
    onSettled: () => again('contributions'),
  });
}

export function useContributionSums(unitId: string) {
  return useQuery({
    queryKey: ['contributions', 'sums', unitId],
    queryFn: () => call<ContributionSums>('GET', `/units/${unitId}/contributions`),
  });
}

export type ReportState = PublicReport['state'];

export function usePublicReports(filter: {
  readonly siteId?: string;
  readonly unitId?: string;
  readonly state?: ReportState;
}) {
  return usePages<PublicReport>(['public-reports'], '/public-reports', { ...filter, limit: 20 });
}

export function useCloseReport(id: string) {
  return useMutation({
    mutationFn: (note: string) =>
      call<PublicReport>('POST', `/public-reports/${id}/close`, note === '' ? {} : { note }),
    onSettled: () => again('public-reports'),
  });
}

export function useVillagePage(unitId: string) {
  return useQuery({
    queryKey: ['village-page', unitId],
    queryFn: () => call<VillagePageView>('GET', `/units/${unitId}/village-page`),
    // A form is filled from it: not under the fingers of whoever types.
    refetchOnWindowFocus: false,
  });
}

export function useSaveVillagePage(unitId: string) {
  return useMutation({
    mutationFn: ({ page, version }: { readonly page: VillagePageRequest; readonly version: number }) =>
      call<VillagePageView>('PUT', `/units/${unitId}/village-page`, page, { 'If-Match': `"v${version}"` }),
    onSuccess: () => again('village-page'),
  });
}
