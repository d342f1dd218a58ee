/**
 * The measured values a heartbeat may carry, in the fixed order that history columns, arrays and the protobuf tags
 * follow. Append only: a position never changes its meaning. Vocabulary: TALQ for lights, plain words for hotspots.
 */
export interface TelemetryField {
  readonly name: string;
  /** Column of the history table. */
  readonly column: string;
  readonly unit: 'V' | 'A' | 'W' | 'Wh' | '%' | '°C' | 'lx' | 'dBm' | 'dB' | 's' | 'ms' | 'bytes' | 'count' | 'code';
  /** Inclusive. Wide enough for noisy sensors, narrow enough that a wrong unit (mV for V) is noticed. */
  readonly minimum: number;
  readonly maximum: number;
  /** PostgreSQL type. `integer` and `bigint` accept whole numbers only. */
  readonly storage: 'real' | 'integer' | 'bigint';
}

const INT32_MAX = 2_147_483_647;

const field = (
  name: string,
  unit: TelemetryField['unit'],
  minimum: number,
  maximum: number,
  storage: TelemetryField['storage'] = 'real',
): TelemetryField => ({ name, column: toColumn(name), unit, minimum, maximum, storage });

export const TELEMETRY_FIELDS: readonly TelemetryField[] = [
  field('uptimeSeconds', 's', 0, 4_294_967_295, 'bigint'),
  field('batteryVoltage', 'V', 0, 150),
  field('batteryCurrent', 'A', -500, 500),
  field('batteryLevel', '%', 0, 100),
  field('batteryTemperature', '°C', -60, 150),
  field('batteryVoltageMinToday', 'V', 0, 150),
  field('batteryVoltageMaxToday', 'V', 0, 150),
  field('pvVoltage', 'V', 0, 1_000),
  field('pvCurrent', 'A', -50, 500),
  field('pvPower', 'W', -1_000, 50_000),
  field('energyTodayWh', 'Wh', 0, 1_000_000),
  field('lampCurrent', 'A', -1, 100),
  field('lampPower', 'W', -10, 10_000),
  field('dimLevel', '%', 0, 100),
  field('errorCode', 'code', -INT32_MAX, INT32_MAX, 'integer'),
  field('controllerTemperature', '°C', -60, 150),
  field('ambientLux', 'lx', 0, 200_000),
  field('rssi', 'dBm', -200, 20),
  field('snr', 'dB', -50, 100),
  field('clients', 'count', 0, 100_000, 'integer'),
  field('latencyMs', 'ms', 0, 600_000),
  field('lossPercent', '%', 0, 100),
  field('rxBytes', 'bytes', 0, Number.MAX_SAFE_INTEGER, 'bigint'),
  field('txBytes', 'bytes', 0, Number.MAX_SAFE_INTEGER, 'bigint'),
  field('cpuPercent', '%', 0, 100),
  field('memoryPercent', '%', 0, 100),
  field('temperature', '°C', -60, 150),
];

/** Yes/no values; history keeps them as boolean columns after the numbers, in this order. */
export const TELEMETRY_FLAGS = ['lampOn', 'isNight', 'wanUp', 'internetOk', 'dnsOk'] as const;

/** Short words; kept in the latest state, not in history. */
export const TELEMETRY_WORDS = ['chargerState', 'networkType', 'carrier'] as const;

/** `batteryVoltageMinToday` → `battery_voltage_min_today`. */
export function toColumn(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
