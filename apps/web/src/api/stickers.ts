import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from './client.ts';
import { idempotencyKeys } from './idempotent.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { PrintedSticker, ScannedSticker, StickerRoll } from './shapes.ts';

const again = () => queryClient.invalidateQueries({ queryKey: ['stickers'] });

export const rollSheetPath = (rollId: string): string => `/sticker-rolls/${rollId}/sheet.pdf`;

export function useStickerRolls(unitId: string) {
  return usePages<StickerRoll>(['stickers', 'rolls', unitId], `/units/${unitId}/sticker-rolls`, { limit: 20 });
}

export function usePrintRoll(unitId: string) {
  // After an answer the next roll is another one, however many stickers it has.
  const [keys, setKeys] = useState(idempotencyKeys);
  return useMutation({
    mutationFn: (count: number) =>
      call<StickerRoll>(
        'POST',
        `/units/${unitId}/sticker-rolls`,
        { count },
        { 'Idempotency-Key': keys({ unitId, count }) },
      ),
    onSuccess: () => {
      setKeys(() => idempotencyKeys());
      return again();
    },
  });
}

export function useStickersOf(rollId: string) {
  return usePages<PrintedSticker>(['stickers', 'of', rollId], `/sticker-rolls/${rollId}/stickers`, { limit: 40 });
}

/** @param code as `readSticker` understood it; null: nothing to ask yet */
export function useScannedSticker(code: string | null) {
  return useQuery({
    queryKey: ['stickers', 'one', code],
    queryFn: () => call<ScannedSticker>('GET', `/stickers/${encodeURIComponent(code ?? '')}`),
    enabled: code !== null,
    retry: false,
  });
}

export function useVoidSticker(code: string) {
  return useMutation({
    mutationFn: () => call<ScannedSticker>('POST', `/stickers/${code}/void`),
    onSettled: again,
  });
}
