/** The list's filter lives in the address, so that a link shows what its sender saw and "back" goes back. */
export const FILTERS = ['q', 'kind', 'health', 'fault', 'trouble', 'unitId'] as const;
/** What lists know beside maps. */
export const LIST_FILTERS = [...FILTERS, 'software'] as const;
export type DeviceFilter = Partial<Record<(typeof LIST_FILTERS)[number], string>>;

export function filterOf(
  search: URLSearchParams,
  names: readonly (typeof LIST_FILTERS)[number][] = FILTERS,
): DeviceFilter {
  const filter: DeviceFilter = {};
  for (const name of names) {
    const value = search.get(name);
    if (value !== null && value !== '') filter[name] = value;
  }
  return filter;
}

/** The part of the address that lists and maps share. */
export const addressOf = (filter: DeviceFilter): string => {
  const text = new URLSearchParams(filter).toString();
  return text === '' ? '' : `?${text}`;
};

/** The address after one change; an empty value removes the filter. Other parts of the address stay. */
export function withFilter(search: URLSearchParams, name: keyof DeviceFilter, value: string | null): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === null || value === '') next.delete(name);
  else next.set(name, value);
  return next;
}
