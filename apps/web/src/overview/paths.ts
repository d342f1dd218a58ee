import type { DeviceFilter } from '../devices/device-filter.ts';

type Given = { readonly [Name in keyof DeviceFilter]?: string | null | undefined };

/** The address of a list of devices. */
export function devicesPath(filter: Given): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/devices?${new URLSearchParams(given).toString()}`;
}
