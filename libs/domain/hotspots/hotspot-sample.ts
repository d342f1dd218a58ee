import type { EpochMs } from '../time.ts';

/** What a hotspot said at one moment, by the names of the heartbeat; simple ones say little. Units as there. */
export interface HotspotSample {
  readonly at: EpochMs;
  readonly clients?: number | undefined;
  readonly wanUp?: boolean | undefined;
  readonly internetOk?: boolean | undefined;
  readonly dnsOk?: boolean | undefined;
  readonly latencyMs?: number | undefined;
  readonly lossPercent?: number | undefined;
  readonly memoryPercent?: number | undefined;
  readonly temperature?: number | undefined;
  /** What it runs, as it said at birth. */
  readonly firmware?: string | undefined;
}

export const HOTSPOT_FIELDS = [
  'clients',
  'wanUp',
  'internetOk',
  'dnsOk',
  'latencyMs',
  'lossPercent',
  'memoryPercent',
  'temperature',
  'firmware',
] as const satisfies readonly (keyof HotspotSample)[];
