import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { idempotencyKeys } from './idempotent.ts';
import { queryClient } from './query-client.ts';
import type { DeviceAvailabilityDays, DeviceCommand, Page, SiteEvent, TelemetryAnswer } from './shapes.ts';

/** Ninety local days, today last. */
export function useAvailabilityDays(id: string) {
  return useQuery({
    queryKey: ['device', id, 'days'],
    queryFn: () => call<DeviceAvailabilityDays>('GET', `/devices/${id}/availability/days`),
    staleTime: 300_000,
  });
}

/** The longest page the server gives: of one day every reading of a device that speaks each twenty seconds. */
const READINGS = 5000;

/** What it measured since then, oldest first. `from`: ISO. */
export function useTelemetry(id: string, from: string) {
  return useQuery({
    queryKey: ['device', id, 'telemetry', from],
    queryFn: () =>
      call<TelemetryAnswer>('GET', `/devices/${id}/telemetry?from=${encodeURIComponent(from)}&limit=${READINGS}`),
    staleTime: 60_000,
  });
}

export function useSiteHistory(siteId: string) {
  return useQuery({
    queryKey: ['site', siteId, 'history'],
    queryFn: () => call<SiteEvent[]>('GET', `/sites/${siteId}/history?limit=20`),
  });
}

const OPEN_EVERY_MS = 5000;

/** The latest commands; asked again while one waits for its answer. */
export function useCommands(deviceId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['commands', deviceId],
    queryFn: () => call<Page<DeviceCommand>>('GET', `/devices/${deviceId}/commands?limit=10`),
    enabled,
    refetchInterval: ({ state }) =>
      state.data?.items.some((command) => command.state === 'queued' || command.state === 'sent')
        ? OPEN_EVERY_MS
        : false,
  });
}

const keys = idempotencyKeys();

export interface Telling {
  readonly name: DeviceCommand['name'];
  readonly arguments?: Readonly<Record<string, number>>;
}

export function useTellDevice(deviceId: string) {
  return useMutation({
    mutationFn: ({ at, ...command }: Telling & { readonly at: number }) =>
      call<DeviceCommand>('POST', `/devices/${deviceId}/commands`, command, {
        // Another tap on purpose is another command; a tap repeated by a broken line is not.
        'idempotency-key': keys({ deviceId, at, ...command }),
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['commands', deviceId] }),
  });
}

export function useCancelCommand(deviceId: string) {
  return useMutation({
    mutationFn: (id: string) => call('POST', `/devices/${deviceId}/commands/${id}/cancel`, {}),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['commands', deviceId] }),
  });
}
