import { describe, expect, it } from '@jest/globals';
import { incidentFilterOf, incidentQuery, incidentsPath } from './incident-filter.ts';

describe('the filter of incidents in the address', () => {
  it('shows what nobody took unless something else is said', () => {
    expect(incidentFilterOf(new URLSearchParams('page=2&cause='))).toEqual({ state: 'open' });
    expect(incidentFilterOf(new URLSearchParams('state=all&unitId=u'))).toEqual({ state: 'all', unitId: 'u' });
  });

  it('asks the server for every state by asking for none', () => {
    expect(incidentQuery({ state: 'all', cause: 'shared' })).toEqual({ cause: 'shared' });
    expect(incidentQuery({ state: 'unresolved' })).toEqual({ state: 'unresolved' });
  });

  it('makes the address of a list', () => {
    const path = incidentsPath({ state: 'all', openedFrom: '2026-11-20T17:00:00.000Z', unitId: '' });
    expect(path).toBe('/incidents?state=all&openedFrom=2026-11-20T17%3A00%3A00.000Z');
    expect(incidentFilterOf(new URLSearchParams(path.split('?')[1]))).toMatchObject({ state: 'all' });
  });
});
