import type { PowerSource } from '#libs/domain';
import { Random } from '../random.ts';
import { near } from '../territory/place.ts';
import type { District, PlannedUnit, PlannedVillage } from '../territory/planned-unit.ts';
import { allocate, splitByWeight, type VillageFleet } from './allocate.ts';
import { MOST_DEVICES, type FleetKind, type PlannedDevice } from './planned-device.ts';
import { polesOf } from './poles.ts';

const WORDS: Readonly<Record<FleetKind, { letter: string; noun: string; power: PowerSource; payer: string }>> = {
  camera: { letter: 'C', noun: 'Camera', power: 'mains', payer: 'Nhân dân trong thôn đóng góp' },
  solar_light: { letter: 'D', noun: 'Đèn', power: 'solar', payer: 'Nhân dân trong thôn đóng góp' },
  wifi_hotspot: { letter: 'W', noun: 'Wi-Fi', power: 'mains', payer: 'Huyện Đan Phượng (trước 7/2025)' },
};
const CROSSINGS = ['ngã ba', 'ngã tư', 'đầu ngõ', 'trục chính', 'đầu xóm', 'cổng làng', 'đường ra đồng', 'bờ mương'];
const BESIDE = [
  'nhà văn hóa',
  'đình làng',
  'trạm bơm',
  'trường mầm non',
  'sân bóng',
  'giếng làng',
  'cây đa',
  'cửa hàng',
];
const POLE_SPREAD_METRES = 120;
const INTERVAL_SECONDS = 60;

/** All devices of the district scaled to `devices`, in the order of villages and groups. The same at every call. */
export function planFleet(district: District, devices: number): readonly PlannedDevice[] {
  if (!Number.isInteger(devices) || devices < 1 || devices > MOST_DEVICES) {
    throw new Error(`The simulator carries 1 to ${MOST_DEVICES} devices, not ${devices}`);
  }
  const counter = new Map<string, number>();
  const counts = allocate(district.villages, devices);
  return district.villages.flatMap((village, index) => planVillage(village, counts[index]!, counter));
}

function planVillage(village: PlannedVillage, counts: VillageFleet, counter: Map<string, number>): PlannedDevice[] {
  const even = village.groups.map(() => 1);
  const camera = splitByWeight(counts.camera, even);
  const solar_light = splitByWeight(counts.solar_light, even);
  const wifi_hotspot = splitByWeight(counts.wifi_hotspot, even);
  return village.groups.flatMap((group, index) => {
    const own = { camera: camera[index]!, solar_light: solar_light[index]!, wifi_hotspot: wifi_hotspot[index]! };
    return planGroup(village, group, own, counter);
  });
}

function planGroup(
  village: PlannedVillage,
  group: PlannedUnit,
  counts: VillageFleet,
  counter: Map<string, number>,
): PlannedDevice[] {
  const random = new Random(`poles-${group.key}`);
  return polesOf(counts, random).flatMap((kinds, index) => {
    const crossing = kinds[0] === 'wifi_hotspot' ? 'nhà văn hóa' : random.pick(CROSSINGS);
    const words = { crossing, number: index + 1, landmark: `cạnh ${random.pick(BESIDE)}` };
    const place = near(group, POLE_SPREAD_METRES, random);
    const poleKey = `${group.key}-pole-${index + 1}`;
    return kinds.map((kind, nth) => {
      const names = { code: nextCode(village.sticker, kind, counter), name: nameOf(kind, words, kinds, nth) };
      const where = { groupKey: group.key, villageKey: village.unit.key, poleKey, landmark: words.landmark, ...place };
      const { power, payer } = WORDS[kind];
      return { kind, ...names, ...where, powerSource: power, payer, intervalSeconds: INTERVAL_SECONDS };
    });
  });
}

type PoleWords = { readonly crossing: string; readonly number: number };

function nameOf(kind: FleetKind, { crossing, number }: PoleWords, kinds: readonly FleetKind[], nth: number): string {
  const second = kinds.indexOf(kind) < nth ? ' (2)' : '';
  return `${WORDS[kind].noun} ${crossing} ${number}${second}`;
}

/** "SPH-C0012": commune, kind, running number. */
function nextCode(sticker: string, kind: FleetKind, counter: Map<string, number>): string {
  const prefix = `${sticker}-${WORDS[kind].letter}`;
  const number = (counter.get(prefix) ?? 0) + 1;
  counter.set(prefix, number);
  return `${prefix}${String(number).padStart(4, '0')}`;
}
