import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { session } from './session.ts';
import type { Me, Role } from './shapes.ts';

/** Roles that may do a thing somewhere; decides only what is shown. The server decides what is allowed. */
const ROLES = {
  'registry.write': ['admin', 'it_officer', 'installer'],
  'territory.write': ['admin', 'it_officer'],
  'incident.act': ['admin', 'it_officer', 'unit_leader', 'group_member', 'installer'],
  'incident.assign': ['admin', 'it_officer', 'unit_leader'],
  'maintenance.write': ['admin', 'it_officer', 'unit_leader', 'installer'],
  'report.read': ['admin', 'it_officer', 'unit_leader', 'viewer'],
  'device.command': ['admin', 'it_officer', 'installer'],
  'drill.start': ['admin', 'it_officer', 'unit_leader'],
  'system.read': ['admin', 'it_officer'],
  'people.write': ['admin', 'it_officer'],
  'target.read': ['admin', 'it_officer', 'unit_leader'],
  'sticker.write': ['admin', 'it_officer', 'unit_leader', 'installer'],
  'ledger.read': ['admin', 'it_officer', 'unit_leader'],
  'thumbnail.read': ['admin', 'it_officer', 'unit_leader', 'group_member', 'installer'],
  'thumbnail.allow': ['admin'],
  'village_page.write': ['admin', 'it_officer', 'unit_leader'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof ROLES;

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: () => call<Me>('GET', '/me'),
    // The session came with it.
    initialData: () => session.user() ?? undefined,
    staleTime: 300_000,
  });
}

export function can(me: Me | undefined, right: Right): boolean {
  const roles: readonly Role[] = ROLES[right];
  return me !== undefined && me.grants.some((grant) => roles.includes(grant.role));
}

/** The same, for the signed-in person. */
export function useCan(right: Right): boolean {
  return can(useMe().data, right);
}
