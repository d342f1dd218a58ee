import { expect, it } from '@jest/globals';
import type { Me, Role } from '../api/shapes.ts';
import { homeOf, placesOf } from './places.ts';

const person = (...roles: Role[]): Me => ({
  ...{ id: 'p', kind: 'user', email: null, name: 'p', language: 'vi' },
  grants: roles.map((role, index) => ({ id: String(index), role, unitId: 'u', unitName: 'u' })),
});

it.each<[Role[], string]>([
  [['group_member'], '/near'],
  [['installer'], '/near'],
  [['viewer'], '/overview'],
  [['unit_leader', 'group_member'], '/overview'],
  [['it_officer'], '/overview'],
])('%j begin at %s', (roles, home) => {
  expect(homeOf(person(...roles))).toBe(home);
  expect(placesOf(person(...roles))[0]?.to).toBe(home);
});

it('nobody is shown a door that stays shut', () => {
  const names = (role: Role) => placesOf(person(role)).map(({ name }) => name);
  expect(names('viewer')).toEqual([
    'overview',
    'incidents',
    'devices',
    'map',
    'lights',
    'maintenance',
    'reports',
    'units',
  ]);
  expect(names('group_member')).not.toContain('targets');
  expect(names('unit_leader')).toContain('targets');
  expect(names('unit_leader')).not.toContain('admin');
  expect(names('admin')).toContain('admin');
});
