import { foldForSearch } from '#libs/domain';
import { Random } from '../random.ts';
import { near } from './place.ts';
import type { Origin, PlannedUnit } from './planned-unit.ts';
import type { SourceFile, SourceFormerUnit } from './source-file.ts';

/** Smart villages of the district, as the press counted them. */
export const VILLAGE_COUNT = 101;
const TOWN = 'Thị trấn ';
const COMMUNE = 'Xã ';
/** Former communes whose villages the source knows not at all or not all of; Tân Lập is said to have four. */
const COUNTED = new Map([['09820', 4]]);
const OPEN = ['09790', '09793', '09814', '09787'];
/** The names the source has for Trung Châu are older than 1945. */
const HISTORIC = new Set(['09787']);

export interface VillageName {
  readonly name: string;
  readonly origin: Origin;
}

export function plainName(former: SourceFormerUnit): string {
  return former.name.startsWith(TOWN) ? former.name.slice(TOWN.length) : former.name.slice(COMMUNE.length);
}

/** "Song Phượng" → "SPH". */
export function stickerOf(former: SourceFormerUnit): string {
  const [first = '', second] = foldForSearch(plainName(former)).toUpperCase().split(' ');
  return second === undefined ? first.slice(0, 3) : first.charAt(0) + second.slice(0, 2);
}

/** Names of all villages by former commune: the recorded ones first, then as many made-up ones as are missing. */
export function villageNames(source: SourceFile): ReadonlyMap<string, readonly VillageName[]> {
  const names = new Map(source.former_units.map((former) => [former.code, recorded(former)]));
  const add = (code: string) => {
    const list = names.get(code)!;
    const former = source.former_units.find((unit) => unit.code === code)!;
    const name = `Thôn ${list.length + 1} ${plainName(former)} (tạo cho bản demo)`;
    list.push({ name, origin: 'generated' });
  };
  for (const [code, count] of COUNTED) while (names.get(code)!.length < count) add(code);
  const known = [...names.values()].reduce((sum, list) => sum + list.length, 0);
  for (let index = 0; index < VILLAGE_COUNT - known; index += 1) add(OPEN[index % OPEN.length]!);
  return names;
}

function recorded(former: SourceFormerUnit): VillageName[] {
  // Not every place is called a thôn: those of the former town are named by the neutral word for a residential area.
  const word = former.name.startsWith(TOWN) ? 'Khu dân cư' : 'Thôn';
  const origin = HISTORIC.has(former.code) ? 'historic' : 'recorded';
  return former.villages.map((name) => ({ name: `${word} ${name}`.normalize('NFC'), origin }));
}

const VILLAGE_SPREAD_METRES = 800;

export function villageUnits(former: SourceFormerUnit, names: readonly VillageName[]): PlannedUnit[] {
  const centre = { latitude: former.point.lat, longitude: former.point.lon };
  return names.map(({ name, origin }, index) => {
    const key = `village-${former.code}-${index + 1}`;
    return {
      ...{ key, kind: 'village', name, origin, parentKey: `commune-${former.main_successor}` },
      ...{ code: null, validFrom: null, formerNames: [] },
      ...near(centre, VILLAGE_SPREAD_METRES, new Random(key)),
    };
  });
}
