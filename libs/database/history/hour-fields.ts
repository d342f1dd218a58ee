import { TELEMETRY_COLUMNS } from '../ingest/telemetry-copy.ts';

/**
 * Fields that an hour keeps, in the order of its arrays. Append only: a place never changes its meaning. Yes/no values
 * count as 1 and 0, so their average is the share of the hour's reports that said yes.
 */
export const HOUR_FIELDS = [
  'uptimeSeconds',
  'batteryVoltage',
  'batteryCurrent',
  'batteryLevel',
  'batteryTemperature',
  'batteryVoltageMinToday',
  'batteryVoltageMaxToday',
  'pvVoltage',
  'pvCurrent',
  'pvPower',
  'energyTodayWh',
  'lampCurrent',
  'lampPower',
  'dimLevel',
  'errorCode',
  'controllerTemperature',
  'ambientLux',
  'rssi',
  'snr',
  'clients',
  'latencyMs',
  'lossPercent',
  'rxBytes',
  'txBytes',
  'cpuPercent',
  'memoryPercent',
  'temperature',
  'lampOn',
  'isNight',
  'wanUp',
  'internetOk',
  'dnsOk',
] as const;

const columns = new Map(TELEMETRY_COLUMNS.map((column) => [column.fact, column]));

/** The field's value in a raw row, as a number. */
export function numberOf(field: string): string {
  const known = columns.get(field);
  if (known === undefined) throw new Error(`history has no field ${field}`);
  return known.type === 'boolean' ? `${known.column}::int` : known.column;
}
