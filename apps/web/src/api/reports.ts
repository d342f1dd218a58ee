import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, callForFile, query } from './client.ts';
import { useOperation } from './operations.ts';
import type {
  EvidenceAnswer,
  EvidenceTemplateView,
  MonthlyReportAnswer,
  Operation,
  OperationStarted,
  PackFormat,
  PackResult,
} from './shapes.ts';

/** Which sheet: the monthly report, or the figures for a set of criteria. */
export interface SheetWish {
  readonly unitId: string;
  /** `2026-11`. */
  readonly month: string;
  /** Null: the monthly report. */
  readonly template: string | null;
}

function sheetPath({ unitId, month, template }: SheetWish, format?: PackFormat): string {
  const which = template === null ? '' : '/evidence';
  return `/reports/units/${unitId}${which}${query({ month, template, format })}`;
}

/** In words, so in the language of the screen. */
export function useSheet(wish: SheetWish | null) {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: ['report', i18n.language, wish],
    queryFn: () => call<MonthlyReportAnswer | EvidenceAnswer>('GET', sheetPath(wish as SheetWish)),
    enabled: wish !== null,
  });
}

export function useTemplates() {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: ['report-templates', i18n.language],
    queryFn: () => call<EvidenceTemplateView[]>('GET', '/reports/templates'),
    staleTime: Infinity,
  });
}

/** Hands a file to the person, under the name the server gives it. */
export function useDownload() {
  return useMutation({
    mutationFn: async (path: string) => {
      const { name, content } = await callForFile(path);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(content);
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
}

export const printPath = (wish: SheetWish, format: PackFormat): string => sheetPath(wish, format);
export const packPath = (operationId: string): string => `/reports/packs/${operationId}/file`;

export function useStartPack(onStarted: (operationId: string) => void) {
  return useMutation({
    mutationFn: (wish: { unitId: string; month: string; format: PackFormat }) =>
      call<OperationStarted>('POST', '/reports/packs', wish),
    onSuccess: ({ operationId }) => onStarted(operationId),
  });
}

/** How far a pack is. */
export const usePack = (operationId: string | null) => useOperation<Operation<PackResult>>(operationId);
