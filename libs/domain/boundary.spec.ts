import { describe, expect, it } from '@jest/globals';
import { MOST_BOUNDARY_POINTS, readBoundary } from './boundary.ts';

const SQUARE = [
  [105.6, 21.0],
  [105.7, 21.0],
  [105.7, 21.1],
  [105.6, 21.1],
  [105.6, 21.0],
];

describe('the boundary of a unit', () => {
  it('a polygon and a polygon of several parts become the same shape', () => {
    const one = readBoundary({ type: 'Polygon', coordinates: [SQUARE] });
    expect(one).toEqual({
      geometry: { type: 'MultiPolygon', coordinates: [[SQUARE]] },
      points: 5,
      box: [105.6, 21.0, 105.7, 21.1],
    });
    expect(readBoundary({ type: 'MultiPolygon', coordinates: [[SQUARE]] })).toEqual(one);
  });

  it('is rounded to what a map can show, heights are left out', () => {
    const fine = SQUARE.map(([x = 0, y = 0]) => [x + 1e-9, y + 1e-9, 12]);
    expect(readBoundary({ type: 'Polygon', coordinates: [fine] })).toMatchObject({
      geometry: { coordinates: [[SQUARE]] },
    });
  });

  const many = Array.from({ length: MOST_BOUNDARY_POINTS + 1 }, () => [105, 21]);
  it.each<[string, unknown]>([
    ['boundary_not_polygon', null],
    ['boundary_not_polygon', { type: 'Point', coordinates: [105, 21] }],
    ['boundary_not_polygon', { type: 'Polygon' }],
    ['boundary_not_polygon', { type: 'MultiPolygon', coordinates: [7] }],
    ['boundary_not_polygon', { type: 'Polygon', coordinates: [7] }],
    ['boundary_empty', { type: 'Polygon', coordinates: [] }],
    ['boundary_empty', { type: 'MultiPolygon', coordinates: [] }],
    ['boundary_not_numbers', { type: 'Polygon', coordinates: [[...SQUARE, ['105', '21']]] }],
    ['boundary_not_numbers', { type: 'Polygon', coordinates: [[...SQUARE, null]] }],
    ['boundary_range', { type: 'Polygon', coordinates: [SQUARE.map(([x = 0, y = 0]) => [x * 5_000, y * 100_000])] }],
    ['boundary_range', { type: 'Polygon', coordinates: [SQUARE.map(([x, y]) => [y, x])] }],
    ['boundary_ring_short', { type: 'Polygon', coordinates: [SQUARE.slice(0, 3)] }],
    ['boundary_ring_open', { type: 'Polygon', coordinates: [SQUARE.slice(0, 4)] }],
    ['boundary_too_fine', { type: 'Polygon', coordinates: [many] }],
  ])('%s', (problem, geometry) => {
    expect(readBoundary(geometry)).toEqual({ problem });
  });
});
