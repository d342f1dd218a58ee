import { describe, expect, it } from '@jest/globals';
import { distanceText, metresBetween, metresTo, nearestFirst } from './distance.ts';

const here = { latitude: 21.0785, longitude: 105.6535 };
const at = (latitude: number | null, longitude: number | null) => ({ devices: [{ latitude, longitude }] });

describe('how far a pole is', () => {
  it('in metres, to within a percent in a village', () => {
    expect(metresBetween(here, { latitude: 21.0885, longitude: 105.6535 })).toBeCloseTo(1112, -1);
    expect(metresBetween(here, { latitude: 21.0785, longitude: 105.6635 })).toBeCloseTo(1037, -1);
    expect(metresTo(at(null, null), here)).toBeNull();
  });

  it('in words no more exact than a phone knows', () => {
    const texts = [3, 296, 949, 951, 1234, 23_456].map((metres) => distanceText(metres, 'vi'));
    expect(texts).toEqual(['10 m', '300 m', '950 m', '1 km', '1,2 km', '23 km']);
  });

  it('sorts the nearest first and keeps the order where nothing is known', () => {
    const [far, near, nowhere] = [at(21.1, 105.7), at(21.0786, 105.6536), at(null, null)];
    expect(nearestFirst([nowhere, far, near], here)).toEqual([near, far, nowhere]);
    expect(nearestFirst([far, near], null)).toEqual([far, near]);
  });
});
