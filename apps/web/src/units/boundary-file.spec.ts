import { describe, expect, it } from '@jest/globals';
import { boundaryFileOf } from './boundary-file.ts';

const AREA = { type: 'Polygon', coordinates: [] };

describe('a file of boundaries', () => {
  it('is a collection, one feature or a bare area', () => {
    const collection = { type: 'FeatureCollection', features: [] };
    expect(boundaryFileOf(collection)).toEqual({ kind: 'collection', body: collection });
    expect(boundaryFileOf({ type: 'Feature', geometry: AREA })).toEqual({ kind: 'area', body: { geometry: AREA } });
    expect(boundaryFileOf(AREA)).toEqual({ kind: 'area', body: { geometry: AREA } });
  });

  it('is nothing else', () => {
    for (const other of [null, 'x', 5, [], {}, { type: 'Point' }, { type: 'Feature', geometry: null }])
      expect(boundaryFileOf(other)).toBe('notGeoJson');
  });
});
