import { describe, expect, it } from '@jest/globals';
import { TELEMETRY_COLUMNS } from '../ingest/telemetry-copy.ts';
import { HOUR_FIELDS, numberOf } from './hour-fields.ts';

describe('fields of an hour', () => {
  it('keep their places for ever: stored arrays are read by them', () => {
    expect(HOUR_FIELDS.slice(0, 32).join(' ')).toBe(
      'uptimeSeconds batteryVoltage batteryCurrent batteryLevel batteryTemperature batteryVoltageMinToday ' +
        'batteryVoltageMaxToday pvVoltage pvCurrent pvPower energyTodayWh lampCurrent lampPower dimLevel errorCode ' +
        'controllerTemperature ambientLux rssi snr clients latencyMs lossPercent rxBytes txBytes cpuPercent ' +
        'memoryPercent temperature lampOn isNight wanUp internetOk dnsOk',
    );
  });

  it('are all that history keeps but words', () => {
    const numbers = TELEMETRY_COLUMNS.filter(({ type }) => type !== 'text').map(({ fact }) => fact);
    expect([...HOUR_FIELDS].sort()).toEqual([...numbers].sort());
    expect(HOUR_FIELDS.map(numberOf)).toContain('battery_voltage_min_today');
    expect(numberOf('lampOn')).toBe('lamp_on::int');
  });
});
