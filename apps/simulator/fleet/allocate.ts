import type { PlannedVillage } from '../territory/planned-unit.ts';
import { SONG_PHUONG } from '../territory/groups.ts';
import { shareOf } from '../random.ts';
import { DISTRICT_DEVICES, DISTRICT_FLEET, type FleetKind } from './planned-device.ts';

const KINDS: readonly FleetKind[] = ['camera', 'solar_light', 'wifi_hotspot'];
/** What is known of Song Phượng's four villages together; the rest of the district shares what remains. */
const SONG_PHUONG_FLEET: Readonly<Record<FleetKind, number>> = { camera: 579, solar_light: 147, wifi_hotspot: 6 };

/** How many devices of each kind when the whole district is scaled to `devices`; they add up to it exactly. */
export function scaledFleet(devices: number): Readonly<Record<FleetKind, number>> {
  const camera = Math.round((devices * DISTRICT_FLEET.camera) / DISTRICT_DEVICES);
  const wifi_hotspot = Math.round((devices * DISTRICT_FLEET.wifi_hotspot) / DISTRICT_DEVICES);
  return { camera, wifi_hotspot, solar_light: devices - camera - wifi_hotspot };
}

/** Splits `total` into whole parts by weight; early parts are rounded up, so the first one is never left out. */
export function splitByWeight(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let reached = 0;
  let given = 0;
  return weights.map((weight) => {
    reached += weight;
    const until = Math.min(total, Math.max(given, Math.ceil((total * reached) / sum - 1e-9)));
    const part = until - given;
    given = until;
    return part;
  });
}

export type VillageFleet = Readonly<Record<FleetKind, number>>;

/** Devices of each village, in the villages' order. */
export function allocate(villages: readonly PlannedVillage[], devices: number): readonly VillageFleet[] {
  const totals = scaledFleet(devices);
  const parts = KINDS.map((kind) => [kind, splitByWeight(totals[kind], weightsOf(villages, kind))] as const);
  return villages.map(
    (_, index) =>
      Object.fromEntries(parts.map(([kind, counts]) => [kind, counts[index]!])) as Record<FleetKind, number>,
  );
}

function weightsOf(villages: readonly PlannedVillage[], kind: FleetKind): number[] {
  const known = SONG_PHUONG_FLEET[kind];
  // Villages differ in size; outside Song Phượng their own weight is made up.
  const sizes = villages.map(({ unit, formerCode }) =>
    formerCode === SONG_PHUONG ? 1 : 0.6 + 0.8 * shareOf(`size-${unit.key}`),
  );
  const sumWhere = (inside: boolean) =>
    sizes.reduce((sum, size, index) => sum + (isSongPhuong(villages[index]!) === inside ? size : 0), 0);
  const inside = known / sumWhere(true);
  const outside = (DISTRICT_FLEET[kind] - known) / sumWhere(false);
  return sizes.map((size, index) => size * (isSongPhuong(villages[index]!) ? inside : outside));
}

const isSongPhuong = (village: PlannedVillage): boolean => village.formerCode === SONG_PHUONG;
