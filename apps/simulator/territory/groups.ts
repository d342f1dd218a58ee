import { Random } from '../random.ts';
import { near } from './place.ts';
import type { PlannedUnit } from './planned-unit.ts';

/** Song Phượng had 36 self-governing groups in its 4 villages; elsewhere the number is made up. */
export const SONG_PHUONG = '09829';
const SONG_PHUONG_GROUPS_PER_VILLAGE = 9;
const GROUPS = { fewest: 3, most: 6 } as const;
const GROUP_SPREAD_METRES = 250;

/** The self-governing groups of a village. All are made up: no list of them is public. */
export function groupsOf(village: PlannedUnit, formerCode: string): PlannedUnit[] {
  const random = new Random(`groups-${village.key}`);
  const count = formerCode === SONG_PHUONG ? SONG_PHUONG_GROUPS_PER_VILLAGE : random.whole(GROUPS.fewest, GROUPS.most);
  return Array.from({ length: count }, (_, index) => ({
    ...{ key: `${village.key}-group-${index + 1}`, kind: 'group' as const, name: `Tổ tự quản số ${index + 1}` },
    ...{ parentKey: village.key, origin: 'generated' as const, code: null, validFrom: null, formerNames: [] },
    ...near(village, GROUP_SPREAD_METRES, random),
  }));
}
