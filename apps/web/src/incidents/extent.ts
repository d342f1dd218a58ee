/** Names of kinds of devices and units, in the order in which people say them. */
const ORDER = [
  ...['camera', 'solar_light', 'wifi_hotspot', 'edge_agent'],
  ...['province', 'region', 'commune', 'village', 'group'],
];

/** Counts in that order; what there are fewer of than `least` is left out. */
export function extentOf(counts: Readonly<Record<string, number>> | undefined, least = 1): readonly [string, number][] {
  return Object.entries(counts ?? {})
    .filter(([kind, count]) => count >= least && ORDER.includes(kind))
    .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
}
