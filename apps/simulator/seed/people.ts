import type { Role } from '#libs/domain';
import type { PlannedDevice } from '../fleet/planned-device.ts';
import type { District } from '../territory/planned-unit.ts';

export interface PlannedPerson {
  readonly key: string;
  readonly role: Role;
  readonly unitKey: string;
  readonly email: string;
  /** What the person is, never an invented name. */
  readonly name: string;
  readonly nameInEnglish: string;
}

/** The four kinds of people besides the administrator, around the first group that has devices. */
export function planPeople(district: District, fleet: readonly PlannedDevice[]): readonly PlannedPerson[] {
  const { groupKey, villageKey } = fleet[0]!;
  const village = district.villages.find(({ unit }) => unit.key === villageKey)!.unit;
  const region = district.units.find((unit) => unit.kind === 'region')!;
  const person = (key: string, role: Role, unitKey: string, name: string, nameInEnglish: string): PlannedPerson => ({
    ...{ key, role, unitKey, name, nameInEnglish, email: `${key}@demo.canhthon.local` },
  });
  return [
    person('thanh-vien', 'group_member', groupKey, 'Thành viên tổ tự quản (demo)', 'group member'),
    person('truong-thon', 'unit_leader', villageKey, 'Trưởng thôn (demo)', 'village head'),
    person('can-bo-cntt', 'it_officer', region.key, 'Cán bộ CNTT (demo)', 'IT officer'),
    person('lap-dat', 'installer', village.parentKey!, 'Người lắp đặt (demo)', 'installer'),
  ];
}
