import type { DeviceKind } from '../device.ts';
import type { UnitKind } from '../unit.ts';

/** What stands for a real name: `code` in a trace's lines, `name` in what people read. */
export interface Pseudonym {
  readonly code: string;
  readonly name: string;
}

export const UNIT_PSEUDONYMS: Readonly<Record<UnitKind, Pseudonym>> = {
  country: { code: 'nuoc', name: 'Nước' },
  province: { code: 'tinh', name: 'Tỉnh' },
  region: { code: 'vung', name: 'Vùng' },
  commune: { code: 'xa', name: 'Xã' },
  village: { code: 'thon', name: 'Thôn' },
  group: { code: 'to', name: 'Tổ' },
  team: { code: 'doi', name: 'Đội' },
};

export const DEVICE_PSEUDONYMS: Readonly<Record<DeviceKind, Pseudonym>> = {
  camera: { code: 'camera', name: 'Camera' },
  solar_light: { code: 'den', name: 'Đèn' },
  wifi_hotspot: { code: 'wifi', name: 'Wifi' },
  edge_agent: { code: 'hop', name: 'Hộp' },
};

/** `Tổ 1`, `Tổ 2` …: each kind is counted from one, in the order in which they come. */
export function numbered<Id, Kind extends string>(
  things: readonly { readonly id: Id; readonly kind: Kind }[],
  words: Readonly<Record<Kind, Pseudonym>>,
): Map<Id, Pseudonym> {
  const counts = new Map<Kind, number>();
  return new Map(
    things.map(({ id, kind }) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const { code, name } = words[kind];
      return [id, { code: `${code}-${count}`, name: `${name} ${count}` }];
    }),
  );
}

/** Gives each thing it is asked about a number of its own, always the same one. */
export function ordinals(): (thing: string) => number {
  const known = new Map<string, number>();
  return (thing) => {
    const number = known.get(thing) ?? known.size + 1;
    known.set(thing, number);
    return number;
  };
}

/** Networks of the whole country; any other word could be the name of anything. */
const CARRIERS = ['viettel', 'vinaphone', 'mobifone', 'vietnamobile', 'gmobile', 'itel', 'wintel'];

export function carrierPseudonyms(): (carrier: string) => string {
  const number = ordinals();
  return (carrier) => (CARRIERS.includes(carrier.toLowerCase()) ? carrier : `mang-${number(carrier)}`);
}
