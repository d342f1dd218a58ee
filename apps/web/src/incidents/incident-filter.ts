/** The inbox's filter lives in the address, so that every number of the overview can open its list. */
export const INCIDENT_FILTERS = [
  'state',
  'cause',
  'unitId',
  'deviceId',
  'parentId',
  'openedFrom',
  'openedBefore',
] as const;
export type IncidentFilter = Partial<Record<(typeof INCIDENT_FILTERS)[number], string>>;

/** Without a state: what nobody took yet; `all`: in whatever state. */
export function incidentFilterOf(search: URLSearchParams): IncidentFilter {
  const filter: IncidentFilter = {};
  for (const name of INCIDENT_FILTERS) {
    const value = search.get(name);
    if (value !== null && value !== '') filter[name] = value;
  }
  return { ...filter, state: filter.state ?? 'open' };
}

/** What the server is asked. */
export function incidentQuery({ state, ...filter }: IncidentFilter): IncidentFilter {
  return state === undefined || state === 'all' ? filter : { ...filter, state };
}

/** The address of a list. */
export function incidentsPath(filter: IncidentFilter): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/incidents?${new URLSearchParams(given).toString()}`;
}
