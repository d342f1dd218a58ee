import { describe, expect, it } from '@jest/globals';
import { readHeartbeat } from '#libs/contracts';
import { readHotspot } from './hotspot.ts';
import { localHour, localWeekday } from './local-hour.ts';
import { SolarLight } from './solar-light.ts';
import { Sparing } from './sparing.ts';

/** An hour of 21 November 2026 in Vietnam. */
const at = (hour: number): number => Date.UTC(2026, 10, 21, hour - 7);
const lamp = { code: 'SPH-D0001', trait: 0.5 };

describe('a simulated solar light', () => {
  it('shines at night and charges by day', () => {
    const light = new SolarLight(lamp);
    expect(light.read(at(2))).toMatchObject({ lampOn: true, dimLevel: 50, batteryLevel: expect.any(Number) });
    const charging = light.read(at(9));
    expect(charging).toMatchObject({ lampOn: false, isNight: false, lampPower: 0 });
    expect(charging['pvPower']).toBeGreaterThan(20);
    expect(light.read(at(20))).toMatchObject({ lampOn: true, isNight: true, dimLevel: 100, pvPower: 0 });
  });

  it('has its lowest battery at dawn and a full one in the afternoon', () => {
    const light = new SolarLight(lamp);
    const levels = Array.from({ length: 24 }, (_, hour) => Number(light.read(at(hour))['batteryLevel']));
    expect(levels.indexOf(Math.min(...levels))).toBe(6);
    expect(levels[16]).toBeGreaterThanOrEqual(97);
    expect(Math.min(...levels)).toBeGreaterThan(40);
  });
});

describe('a lamp that spares its battery', () => {
  it('reports a third as often from a quarter of its charge, until it has half, and says so once', () => {
    const sparing = new Sparing();
    const said = [80, 26, 24, 40, 49, 51].map((level) => {
      sparing.feel(level);
      return [sparing.stretched(60), sparing.hasChanged()];
    });
    expect(said).toEqual([
      [60, false],
      [60, false],
      [180, true],
      [180, false],
      [180, false],
      [60, true],
    ]);
  });
});

describe('a simulated hotspot', () => {
  it('has more guests after supper than before dawn', () => {
    const guests = (hour: number) => Number(readHotspot(lamp, at(hour), 60)['clients']);
    expect(guests(20)).toBeGreaterThan(guests(3) + 10);
  });

  it('that is broken says so in its numbers', () => {
    expect(readHotspot(lamp, at(20), 60, ['no_internet'])).toMatchObject({ wanUp: true, internetOk: false });
  });
});

describe('every reading', () => {
  it('is a heartbeat the door accepts, at any hour, for any device', () => {
    for (let hour = 0; hour < 24; hour += 1.5) {
      for (const trait of [0, 0.3, 0.999]) {
        const now = at(0) + hour * 3_600_000;
        const readings = [new SolarLight({ code: 'x', trait }).read(now), readHotspot({ code: 'x', trait }, now, 1e7)];
        for (const reading of readings) {
          const message = { bootId: 'b', seq: 1, ...reading };
          expect(readHeartbeat(Buffer.from(JSON.stringify(message)))).toMatchObject({ ok: true, unknown: null });
        }
      }
    }
  });

  it('goes by the local clock', () => {
    expect([localHour(at(6)), localWeekday(at(6))]).toEqual([6, 6]);
  });
});
