import { useMutation, useQuery } from '@tanstack/react-query';
import type { BoundaryFile } from '../units/boundary-file.ts';
import { call } from './client.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type { BoundariesImported, NewUnit, Unit } from './shapes.ts';

export { allItems } from './pages.ts';

export interface UnitFilter {
  readonly roots?: boolean;
  readonly parentId?: string;
  readonly q?: string;
}

export function useUnits({ roots, ...filter }: UnitFilter) {
  return usePages<Unit>(['units'], '/units', { ...filter, roots: roots ? 'true' : undefined, limit: 100 });
}

export function useUnit(id: string | null) {
  return useQuery({ queryKey: ['unit', id], queryFn: () => call<Unit>('GET', `/units/${id}`), enabled: id !== null });
}

export function useAddUnit() {
  return useMutation({
    mutationFn: (unit: NewUnit) => call<Unit>('POST', '/units', unit),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['units'] }),
  });
}

/** Gives how many units have a boundary from it. `unitId`: whose area it is, when the file names none. */
export function useImportBoundaries() {
  return useMutation({
    mutationFn: async ({ kind, body, unitId }: BoundaryFile & { readonly unitId: string }) => {
      if (kind === 'collection') return (await call<BoundariesImported>('POST', '/units/boundaries', body)).imported;
      await call('PUT', `/units/${unitId}/boundary`, body);
      return 1;
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['map'] }),
  });
}
