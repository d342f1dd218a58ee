import type { TelemetryItem } from '../api/shapes.ts';

/** Fields worth a picture, in the order in which people look at them. Counters and serial values are none. */
const SHOWN = [
  ...[
    'batteryVoltage',
    'batteryLevel',
    'pvPower',
    'pvVoltage',
    'lampOn',
    'lampPower',
    'lampCurrent',
    'dimLevel',
    'isNight',
  ],
  ...['latencyMs', 'lossPercent', 'clients', 'internetOk', 'rssi', 'temperature', 'batteryTemperature'],
  ...['cpuPercent', 'memoryPercent'],
] as const;
const MOST = 8;

export interface Series {
  readonly field: string;
  /** Yes and no, or the share of yes in an hour. */
  readonly isFlag: boolean;
  /** Epoch seconds, as the chart wants them. */
  readonly at: readonly number[];
  readonly values: readonly (number | null)[];
}

type Value = TelemetryItem['values'][string] | undefined;

/** A reading, the average of an hour, or yes as 1; null where there is none. */
function numberOf(value: Value): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'object' ? value.avg : null;
}

/** One series for each field that was measured at all. */
export function seriesOf(items: readonly TelemetryItem[], units: Readonly<Record<string, string>>): readonly Series[] {
  const at = items.map((item) => Date.parse(item.at) / 1000);
  return SHOWN.map((field) => ({
    ...{ field, at, isFlag: units[field] === 'yes_no' },
    values: items.map((item) => numberOf(item.values[field])),
  }))
    .filter(({ values }) => values.some((value) => value !== null))
    .slice(0, MOST);
}

export const RANGES = { '1d': 1, '7d': 7, '30d': 30, '90d': 90 } as const;
export type Range = keyof typeof RANGES;
export const isRange = (text: string | null): text is Range => text !== null && text in RANGES;
