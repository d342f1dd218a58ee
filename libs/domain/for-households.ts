import type { IncidentVariables, KindCounts } from './message.ts';

/** How many cameras are dark is nobody's business but theirs who look after them. */
const withoutCameras = (counts: KindCounts): KindCounts =>
  Object.fromEntries(Object.entries(counts).filter(([kind]) => kind !== 'camera'));

/** What households may read of a cause: the place and how many of other things, never which device stands where. */
export function forHouseholds(variables: IncidentVariables): IncidentVariables {
  const { found } = variables;
  return {
    ...variables,
    lines: [],
    takenBy: null,
    forHouseholds: true,
    ...(found && {
      found: {
        ...found,
        counts: withoutCameras(found.counts),
        remaining: withoutCameras(found.remaining),
        uplink: null,
        devices: [],
      },
    }),
  };
}
