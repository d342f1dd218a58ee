import { can, type Right } from '../api/me.ts';
import type { Me } from '../api/shapes.ts';
import type { IconName } from '../shell/icon.tsx';

interface Place {
  readonly to: string;
  readonly name:
    | 'near'
    | 'install'
    | 'overview'
    | 'incidents'
    | 'devices'
    | 'map'
    | 'lights'
    | 'targets'
    | 'maintenance'
    | 'reports'
    | 'units'
    | 'admin';
  readonly icon: IconName;
  readonly right?: Right;
}

const PLACES = {
  near: { to: '/near', name: 'near', icon: 'here', right: 'incident.act' },
  install: { to: '/install', name: 'install', icon: 'plus', right: 'registry.write' },
  overview: { to: '/overview', name: 'overview', icon: 'overview' },
  incidents: { to: '/incidents', name: 'incidents', icon: 'incidents' },
  devices: { to: '/devices', name: 'devices', icon: 'devices' },
  map: { to: '/map', name: 'map', icon: 'map' },
  lights: { to: '/lights', name: 'lights', icon: 'solar_light' },
  targets: { to: '/targets', name: 'targets', icon: 'targets', right: 'target.read' },
  maintenance: { to: '/maintenance', name: 'maintenance', icon: 'maintenance' },
  reports: { to: '/reports', name: 'reports', icon: 'reports', right: 'report.read' },
  units: { to: '/units', name: 'units', icon: 'units' },
  admin: { to: '/admin', name: 'admin', icon: 'admin', right: 'people.write' },
} as const satisfies Record<string, Place>;

/** A phone's bar has room for these; the others stand behind "more". */
export const AT_THE_THUMB = 4;

/** For whom the walk to the pole comes first, and for whom the count of all of them. */
const walksFirst = (me: Me): boolean => {
  const roles = me.grants.map(({ role }) => role);
  const leads = roles.some((role) => role === 'admin' || role === 'it_officer' || role === 'unit_leader');
  return !leads && roles.some((role) => role === 'group_member' || role === 'installer');
};

export const homeOf = (me: Me): string => (walksFirst(me) ? PLACES.near.to : PLACES.overview.to);

/** All a person may open, in the order in which he needs it. */
export function placesOf(me: Me): readonly Place[] {
  const { near, install, overview, incidents, devices, map, lights, targets, maintenance, reports, units, admin } =
    PLACES;
  const rest: readonly Place[] = [install, lights, targets, maintenance, reports, units, admin];
  const order: readonly Place[] = walksFirst(me)
    ? [near, incidents, devices, map, overview, ...rest]
    : [overview, incidents, devices, map, near, ...rest];
  return order.filter(({ right }) => right === undefined || can(me, right));
}
