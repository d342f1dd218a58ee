import { useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import type { Me } from './shapes.ts';

/** Roles that may do a thing somewhere; only decides what is shown, the server decides what is allowed. */
const ROLES = {
  'device.write': ['admin', 'it_officer', 'installer'],
  'unit.write': ['admin', 'it_officer'],
  'incident.act': ['admin', 'it_officer', 'unit_leader', 'group_member', 'installer'],
  'target.read': ['admin', 'it_officer', 'unit_leader'],
} as const;

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: () => call<Me>('GET', '/me'), staleTime: 300_000 });
}

export function can(me: Me | undefined, right: keyof typeof ROLES): boolean {
  const roles: readonly string[] = ROLES[right];
  return me !== undefined && me.grants.some((grant) => roles.includes(grant.role));
}

/** The same, for the signed-in person. */
export function useCan(right: keyof typeof ROLES): boolean {
  return can(useMe().data, right);
}
