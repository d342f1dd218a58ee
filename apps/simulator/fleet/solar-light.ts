import { shareOf } from '../random.ts';
import { type Daylight, daylightOf, lightSoFar, localHour, nightSoFar, sunlight } from './daylight.ts';
import { rounded, type Nature, type Reading } from './reading.ts';

const PANEL_WATTS = 60;
export const LAMP_WATTS = 20;
/** A 12 V lamp. */
export const lampAmps = (watts: number): number => rounded(watts / 12, 2);
const DIMMED_AFTER_HOUR = 23;
const NOMINAL_WH_PER_DAY = 240;
const CARRIERS = ['viettel', 'vinaphone', 'mobifone'];

/**
 * A healthy lamp on a clear day: charged by noon light, lit from dusk to dawn, dimmed late at night. Plausible, not
 * physics: no weather and no ageing yet.
 */
export function readSolarLight({ code, trait }: Nature, now: number): Reading {
  const hour = localHour(now);
  const day = daylightOf(now);
  const isNight = hour < day.sunrise || hour >= day.sunset;
  const level = batteryLevel(hour, day, trait);
  return {
    ...lampReading(hour, day, isNight),
    ...panelReading(hour, day, isNight, trait),
    batteryLevel: rounded(level, 0),
    batteryVoltage: rounded(11.8 + (level / 100) * 1.6, 2),
    batteryTemperature: rounded(24 + 9 * sunlight(hour, day) + 2 * trait, 1),
    isNight,
    rssi: -70 - Math.round(35 * shareOf(`rssi-${code}`)),
    networkType: 'nb-iot',
    carrier: CARRIERS[Math.floor(3 * shareOf(`carrier-${code}`))]!,
  };
}

/** Percent. Lowest at dawn, full in the afternoon; a worn battery (trait near 1) sinks further at night. */
function batteryLevel(hour: number, day: Daylight, trait: number): number {
  const depth = 25 + 25 * trait;
  const isNight = hour < day.sunrise || hour >= day.sunset;
  return isNight ? 100 - depth * nightSoFar(hour, day) : 100 - depth * (1 - Math.min(1, 1.15 * lightSoFar(hour, day)));
}

function lampReading(hour: number, { sunrise }: Daylight, isNight: boolean): Reading {
  const dimLevel = !isNight ? 0 : hour >= DIMMED_AFTER_HOUR || hour < sunrise - 1 ? 50 : 100;
  const lampPower = (LAMP_WATTS * dimLevel) / 100;
  return {
    lampOn: isNight,
    dimLevel,
    lampPower,
    lampCurrent: lampAmps(lampPower),
    ambientLux: isNight ? 3 : 9_000,
  };
}

function panelReading(hour: number, day: Daylight, isNight: boolean, trait: number): Reading {
  const pvPower = rounded(PANEL_WATTS * sunlight(hour, day) * (0.85 + 0.15 * (1 - trait)), 1);
  const energyTodayWh = Math.round(NOMINAL_WH_PER_DAY * lightSoFar(hour, day));
  return { pvPower, pvVoltage: isNight ? 0.4 : 17.5, energyTodayWh, chargerState: isNight ? 'off' : 'mppt' };
}
