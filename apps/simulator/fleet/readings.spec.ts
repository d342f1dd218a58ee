import { describe, expect, it } from '@jest/globals';
import { readHeartbeat } from '#libs/contracts';
import { daylightOf, lightSoFar, localHour, nightSoFar, sunlight } from './daylight.ts';
import { readHotspot } from './hotspot.ts';
import { readSolarLight } from './solar-light.ts';

/** An hour of 21 November 2026 in Vietnam. */
const at = (hour: number): number => Date.UTC(2026, 10, 21, hour - 7);
const lamp = { code: 'SPH-D0001', trait: 0.5 };

describe('a simulated solar light', () => {
  it('shines at night and charges by day', () => {
    expect(readSolarLight(lamp, at(20))).toMatchObject({ lampOn: true, isNight: true, dimLevel: 100, pvPower: 0 });
    expect(readSolarLight(lamp, at(2))).toMatchObject({ lampOn: true, dimLevel: 50 });
    expect(readSolarLight(lamp, at(12))).toMatchObject({ lampOn: false, isNight: false, lampPower: 0 });
    expect(readSolarLight(lamp, at(12))['pvPower']).toBeGreaterThan(40);
  });

  it('has its lowest battery at dawn and a full one in the afternoon', () => {
    const levels = Array.from({ length: 24 }, (_, hour) => Number(readSolarLight(lamp, at(hour))['batteryLevel']));
    expect(levels.indexOf(Math.min(...levels))).toBe(6);
    expect(levels[16]).toBeGreaterThanOrEqual(97);
    expect(Math.min(...levels)).toBeGreaterThan(40);
  });
});

describe('a simulated hotspot', () => {
  it('has more guests after supper than before dawn', () => {
    const guests = (hour: number) => Number(readHotspot(lamp, at(hour), 60)['clients']);
    expect(guests(20)).toBeGreaterThan(guests(3) + 10);
  });
});

describe('every reading', () => {
  it('is a heartbeat the door accepts, at any hour, for any device', () => {
    for (let hour = 0; hour < 24; hour += 0.25) {
      for (const trait of [0, 0.3, 0.999]) {
        const now = at(0) + hour * 3_600_000;
        const readings = [readSolarLight({ code: 'x', trait }, now), readHotspot({ code: 'x', trait }, now, 1e7)];
        for (const reading of readings) {
          const message = { bootId: 'b', seq: 1, ...reading };
          expect(readHeartbeat(Buffer.from(JSON.stringify(message)))).toMatchObject({ ok: true, unknown: null });
        }
      }
    }
  });

  it('follows a day that joins at its ends', () => {
    expect(localHour(at(6))).toBe(6);
    const even = { sunrise: 6, sunset: 18 };
    expect([sunlight(5.9, even), sunlight(12, even), sunlight(18, even)]).toEqual([0, 1, 0]);
    expect([lightSoFar(6, even), lightSoFar(18, even)]).toEqual([0, 1]);
    expect(lightSoFar(12, even)).toBeCloseTo(0.5);
    expect([nightSoFar(18, even), nightSoFar(0, even), nightSoFar(5.999, even)].map((x) => Math.round(10 * x))).toEqual(
      [0, 5, 10],
    );
  });

  it('knows when the sun rises and sets over the district', () => {
    const { sunrise, sunset } = daylightOf(at(12));
    expect([sunrise, sunset].map((hour) => Number(hour.toFixed(1)))).toEqual([6.2, 17.2]);
  });
});
