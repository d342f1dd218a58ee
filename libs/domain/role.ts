import type { UnitId } from './ids.ts';

export const ROLES = ['admin', 'it_officer', 'unit_leader', 'group_member', 'installer', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What a caller may do; a grant gives the rights of its role over its unit's whole subtree. */
export const RIGHTS = {
  'registry.read': ['admin', 'it_officer', 'unit_leader', 'group_member', 'installer', 'viewer'],
  'registry.write': ['admin', 'it_officer', 'installer'],
  'territory.write': ['admin', 'it_officer'],
  'incident.read': ['admin', 'it_officer', 'unit_leader', 'group_member', 'installer', 'viewer'],
  'incident.act': ['admin', 'it_officer', 'unit_leader', 'group_member', 'installer'],
  'incident.assign': ['admin', 'it_officer', 'unit_leader'],
  'drill.start': ['admin', 'it_officer', 'unit_leader'],
  'maintenance.write': ['admin', 'it_officer', 'unit_leader', 'installer'],
  'target.read': ['admin', 'it_officer', 'unit_leader'],
  'target.write': ['admin', 'it_officer', 'unit_leader'],
  'people.write': ['admin', 'it_officer'],
  'key.write': ['admin', 'it_officer'],
  'report.read': ['admin', 'it_officer', 'unit_leader', 'viewer'],
  'audit.read': ['admin', 'it_officer'],
  'system.read': ['admin', 'it_officer'],
  // Of the whole installation: only with the topmost unit.
  'system.write': ['admin', 'it_officer'],
  // The label on a pole: who replaces it makes the old one worthless.
  'sticker.write': ['admin', 'it_officer', 'unit_leader', 'installer'],
  // Who gave what, also of those who do not want to be named.
  'ledger.read': ['admin', 'it_officer', 'unit_leader'],
  'ledger.write': ['admin', 'it_officer', 'unit_leader'],
  'village_page.write': ['admin', 'it_officer', 'unit_leader'],
  'device.command': ['admin', 'it_officer', 'installer'],
  // Blurred thumbnails of faulty pictures: who may see them, and who decides for a unit whether there are any.
  'thumbnail.read': ['admin', 'it_officer', 'unit_leader', 'group_member', 'installer'],
  'thumbnail.allow': ['admin'],
  'security.read': ['admin', 'it_officer', 'installer'],
  // Of strangers who are no device of anybody: to whom the whole territory is entrusted.
  'security.read_all': ['admin', 'it_officer'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof RIGHTS;

export interface Grant {
  readonly role: Role;
  readonly unitId: UnitId;
}

/** The units below which these grants give this right. Empty: none, anywhere. */
export function unitsWithRight(grants: readonly Grant[], right: Right): readonly UnitId[] {
  const roles: readonly Role[] = RIGHTS[right];
  return [...new Set(grants.filter((grant) => roles.includes(grant.role)).map((grant) => grant.unitId))];
}

/** Nobody gives more than he has: every right of the wanted role is held there, and only an administrator makes one. */
export function mayGrant(held: readonly Role[], wanted: Role): boolean {
  if (wanted === 'admin') return held.includes('admin');
  const roles = Object.values(RIGHTS) as readonly (readonly Role[])[];
  return roles.every((allowed) => !allowed.includes(wanted) || held.some((role) => allowed.includes(role)));
}
