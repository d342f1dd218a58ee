import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from './client.ts';
import { idempotencyKeys } from './idempotent.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type {
  BulkChange,
  DeviceDetail,
  HardwareAtDevice,
  NewBulkChange,
  NewHardware,
  RegisteredDevice,
  TerritoryChange,
  Unit,
  UnitsMerge,
  UnitSplit,
  UnitSuccession,
} from './shapes.ts';

/** What happened to a device is seen on its own page, in lists and on the map. */
const ofDevices = () =>
  Promise.all(
    ['device', 'devices', 'hardware', 'site', 'map', 'overview'].map((key) =>
      queryClient.invalidateQueries({ queryKey: [key] }),
    ),
  );
const ofUnits = () =>
  Promise.all([
    ...['unit', 'units', 'succession'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
    ofDevices(),
  ]);

export function useHardware(id: string) {
  return useQuery({
    queryKey: ['hardware', id],
    queryFn: () => call<HardwareAtDevice[]>('GET', `/devices/${id}/hardware`),
  });
}

export function useReplaceHardware(id: string) {
  const [keys] = useState(idempotencyKeys);
  return useMutation({
    mutationFn: (thing: NewHardware) =>
      call<RegisteredDevice>('POST', `/devices/${id}/hardware`, thing, { 'Idempotency-Key': keys(thing) }),
    onSuccess: ofDevices,
    // Shown once and kept nowhere.
    gcTime: 0,
  });
}

export function useMoveDevice(id: string) {
  return useMutation({
    mutationFn: (to: { readonly responsibleUnitId?: string; readonly siteId?: string }) =>
      call<DeviceDetail>('PATCH', `/devices/${id}`, to),
    onSuccess: ofDevices,
  });
}

export function useRevokeSecret(id: string) {
  return useMutation({ mutationFn: () => call('DELETE', `/devices/${id}/secret`), onSuccess: ofDevices });
}

export function useDecommission(id: string) {
  return useMutation({
    mutationFn: () => call<DeviceDetail>('POST', `/devices/${id}/decommission`),
    onSuccess: ofDevices,
  });
}

export function useProposeChange() {
  const [keys] = useState(idempotencyKeys);
  return useMutation({
    mutationFn: (change: NewBulkChange) =>
      call<BulkChange>('POST', '/bulk-changes', change, { 'Idempotency-Key': keys(change) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['bulk-changes'] }),
  });
}

export function useWaitingChanges() {
  return usePages<BulkChange>(['bulk-changes'], '/bulk-changes', { state: 'waiting', limit: 20 });
}

export function useCarryOut() {
  return useMutation({
    mutationFn: (id: string) => call<BulkChange>('POST', `/bulk-changes/${id}/carry-out`),
    onSettled: () => Promise.all([queryClient.invalidateQueries({ queryKey: ['bulk-changes'] }), ofDevices()]),
  });
}

export function useWithdrawChange() {
  return useMutation({
    mutationFn: (id: string) => call('DELETE', `/bulk-changes/${id}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['bulk-changes'] }),
  });
}

export function useSuccession(unitId: string) {
  return useQuery({
    queryKey: ['succession', unitId],
    queryFn: () => call<UnitSuccession>('GET', `/units/${unitId}/succession`),
  });
}

/** `dryRun` in the body: nothing is changed, the answer says what would be. */
export function useSplitUnit(unitId: string) {
  return useMutation({
    mutationFn: (split: UnitSplit) => call<TerritoryChange>('POST', `/units/${unitId}/split`, split),
    onSuccess: ({ dryRun }) => (dryRun ? undefined : ofUnits()),
  });
}

export function useMergeUnits() {
  return useMutation({
    mutationFn: (merge: UnitsMerge) => call<TerritoryChange>('POST', '/units/merge', merge),
    onSuccess: ({ dryRun }) => (dryRun ? undefined : ofUnits()),
  });
}

export function useMoveUnit(unitId: string) {
  return useMutation({
    mutationFn: (parentId: string) => call<Unit>('POST', `/units/${unitId}/move`, { parentId }),
    onSuccess: ofUnits,
  });
}
