import { expect, it } from '@jest/globals';
import type { UnitId } from './ids.ts';
import { mayGrant, unitsWithRight } from './role.ts';

const village = 'village' as UnitId;
const commune = 'commune' as UnitId;

it('gives a right only below the units of the roles that carry it', () => {
  const grants = [
    { role: 'group_member', unitId: village },
    { role: 'installer', unitId: commune },
    { role: 'viewer', unitId: commune },
  ] as const;
  expect(unitsWithRight(grants, 'registry.write')).toEqual([commune]);
  expect(unitsWithRight(grants, 'incident.act')).toEqual([village, commune]);
  expect(unitsWithRight(grants, 'people.write')).toEqual([]);
});

it('lets nobody give more than he has', () => {
  expect(mayGrant(['it_officer'], 'installer')).toBe(true);
  expect(mayGrant(['it_officer'], 'it_officer')).toBe(true);
  expect(mayGrant(['it_officer'], 'admin')).toBe(false);
  expect(mayGrant(['installer'], 'unit_leader')).toBe(false);
  expect(mayGrant(['unit_leader'], 'group_member')).toBe(true);
  expect(mayGrant([], 'viewer')).toBe(false);
});
