import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { usePages } from './pages.ts';
import { queryClient } from './query-client.ts';
import type {
  DeviceDetail,
  DeviceHealth,
  DeviceSummary,
  MqttCredentials,
  NewDevice,
  OnvifChanges,
  RegisteredDevice,
} from './shapes.ts';
import type { DeviceFilter } from '../devices/device-filter.ts';

export function useDevices(filter: DeviceFilter) {
  return usePages<DeviceSummary>(['devices'], '/devices', { ...filter, sort: 'urgency', limit: 50 });
}

export function useDevice(id: string) {
  return useQuery({ queryKey: ['device', id], queryFn: () => call<DeviceDetail>('GET', `/devices/${id}`) });
}

/** Under the device's own key: what refreshes the one refreshes the other. */
export function useDeviceHealth(id: string) {
  return useQuery({
    queryKey: ['device', id, 'health'],
    queryFn: () => call<DeviceHealth>('GET', `/devices/${id}/health`),
  });
}

export function useDevicesAt(siteId: string) {
  return usePages<DeviceSummary>(['devices'], '/devices', { siteId, sort: 'urgency', limit: 50 });
}

/** Edge agents a camera may be behind. Under a name of its own: what is called `devices` are pages, which live news are written into. */
export function useAgents() {
  return useQuery({
    queryKey: ['agents'],
    queryFn: () => call<{ items: DeviceSummary[] }>('GET', '/devices?kind=edge_agent&limit=100'),
  });
}

export function useRegisterDevice() {
  return useMutation({
    mutationFn: ({ device, key }: { readonly device: NewDevice; readonly key: string }) =>
      call<RegisteredDevice>('POST', '/devices', device, { 'idempotency-key': key }),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['devices'] }),
        queryClient.invalidateQueries({ queryKey: ['map'] }),
      ]),
  });
}

export function useEditDevice(id: string) {
  return useMutation({
    mutationFn: (change: {
      readonly name: string;
      readonly intervalSeconds: number;
      readonly desiredFirmware: string | null;
      readonly desiredConfig: string | null;
      readonly onvif?: OnvifChanges;
    }) => call<DeviceDetail>('PATCH', `/devices/${id}`, change),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['device', id] }),
        queryClient.invalidateQueries({ queryKey: ['devices'] }),
      ]),
  });
}

export function useRotateSecret(id: string) {
  return useMutation({
    mutationFn: () => call<MqttCredentials>('POST', `/devices/${id}/secret`, {}),
    // Shown once and kept nowhere.
    gcTime: 0,
  });
}
