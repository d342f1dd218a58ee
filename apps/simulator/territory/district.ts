import { groupsOf, SONG_PHUONG } from './groups.ts';
import type { District, PlannedUnit, PlannedVillage } from './planned-unit.ts';
import type { SourceCommune, SourceFile, SourceFormerUnit } from './source-file.ts';
import { stickerOf, villageNames, villageUnits } from './villages.ts';

const PROVINCE = { key: 'province-01', code: '01', name: 'Thành phố Hà Nội', latitude: 21.0285, longitude: 105.8542 };
const REGION = { key: 'region-dan-phuong', name: 'Vùng Đan Phượng', latitude: 21.11, longitude: 105.675 };
const RECORDED = { origin: 'recorded', validFrom: null, code: null, formerNames: [] } as const;

/** Hà Nội → operational region → 3 communes → 101 villages → several hundred groups. The same at every call. */
export function planDistrict(source: SourceFile): District {
  const villages = inOrder(source.former_units).flatMap((former) => planVillages(source, former));
  const upper: PlannedUnit[] = [
    { ...RECORDED, ...PROVINCE, kind: 'province', parentKey: null },
    planRegion(source),
    ...source.current_units.map((commune) => planCommune(source, commune)),
  ];
  const lower = villages.flatMap(({ unit, groups }) => [unit, ...groups]);
  return { units: [...upper, ...lower], villages };
}

/** Districts are gone since 1 July 2025; people go on working, and searching, by the old one. */
function planRegion(source: SourceFile): PlannedUnit {
  const { name, valid_to } = source.former_district;
  const formerNames = [{ name, validTo: valid_to }];
  const [first] = source.current_units;
  return {
    ...{ ...RECORDED, ...REGION, kind: 'region', parentKey: PROVINCE.key, formerNames },
    validFrom: first?.valid_from ?? null,
  };
}

function planCommune(source: SourceFile, commune: SourceCommune): PlannedUnit {
  const former = source.former_units.filter((unit) => unit.main_successor === commune.code);
  const [longitude, latitude] = commune.centroid;
  return {
    ...{ ...RECORDED, key: `commune-${commune.code}`, kind: 'commune', name: commune.name, code: commune.code },
    ...{ parentKey: REGION.key, validFrom: commune.valid_from, latitude, longitude },
    formerNames: former.map((unit) => ({ name: unit.name, validTo: unit.valid_to })),
  };
}

function planVillages(source: SourceFile, former: SourceFormerUnit): PlannedVillage[] {
  const names = villageNames(source).get(former.code)!;
  return villageUnits(former, names).map((unit) => ({
    ...{ unit, formerCode: former.code, sticker: stickerOf(former) },
    groups: groupsOf(unit, former.code),
  }));
}

/** Song Phượng first: whatever is scaled down begins where the figures are known best. */
function inOrder(former: readonly SourceFormerUnit[]): readonly SourceFormerUnit[] {
  return [...former].sort((a, b) => Number(b.code === SONG_PHUONG) - Number(a.code === SONG_PHUONG));
}
