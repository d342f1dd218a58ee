import { hashOf, shareOf } from '../random.ts';
import { localHour } from './daylight.ts';
import { rounded, type Nature, type Reading } from './reading.ts';

/** Guests by hour: few at night, most after school and after supper. */
const BUSY = [1, 1, 0, 0, 0, 2, 5, 7, 8, 8, 9, 10, 9, 7, 8, 10, 15, 18, 16, 22, 24, 18, 9, 3];
const BYTES_PER_GUEST_SECOND = 12_000;

/** A healthy public access point. `uptimeSeconds` only feeds its counters. */
export function readHotspot({ code, trait }: Nature, now: number, uptimeSeconds: number): Reading {
  const hour = Math.floor(localHour(now));
  const flicker = shareOf(`${code}-${Math.floor(now / 60_000)}`);
  const clients = Math.round(BUSY[hour]! * (0.5 + trait) * (0.8 + 0.4 * flicker));
  const bytes = Math.round(uptimeSeconds * BYTES_PER_GUEST_SECOND * (1 + 8 * trait));
  return {
    ...{ clients, wanUp: true, internetOk: true, dnsOk: true },
    latencyMs: rounded(8 + 10 * trait + 15 * flicker + clients / 2, 1),
    lossPercent: hashOf(`${code}${now}`) % 97 === 0 ? 1 : 0,
    ...{ rxBytes: bytes, txBytes: Math.round(bytes / 6) },
    cpuPercent: rounded(6 + 1.2 * clients + 4 * flicker, 0),
    memoryPercent: rounded(38 + 10 * trait + clients / 4, 0),
    temperature: rounded(38 + 6 * trait + clients / 5, 1),
  };
}
