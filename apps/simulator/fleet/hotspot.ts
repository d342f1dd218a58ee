import { hashOf, shareOf } from '../random.ts';
import { localHour, localWeekday } from './local-hour.ts';
import { rounded, type Nature, type Reading } from './reading.ts';

/** Guests by hour: few at night, most after school and after supper. */
const BUSY = [1, 1, 0, 0, 0, 2, 5, 7, 8, 8, 9, 10, 9, 7, 8, 10, 15, 18, 16, 22, 24, 18, 9, 3];
/** Of a day's guests, from Sunday on: market and church days are fuller, Mondays emptier. */
const OF_WEEK = [1.3, 0.8, 0.9, 1, 1, 1.1, 1.4];
const BYTES_PER_GUEST_SECOND = 12_000;

/** What can be wrong with a simulated hotspot, by the code that the product should name. */
const HOTSPOT_PLANTED = {
  uplink_down: { wanUp: false, internetOk: false, dnsOk: false, clients: 0, lossPercent: 100 },
  no_internet: { internetOk: false, dnsOk: false, lossPercent: 100 },
  dns_failing: { dnsOk: false },
  loss_high: { lossPercent: 24, latencyMs: 180 },
  latency_high: { latencyMs: 1_400 },
  too_many_clients: { clients: 96 },
  no_clients: { clients: 0 },
  overheating: { temperature: 83 },
  memory_low: { memoryPercent: 97 },
} as const satisfies Record<string, Reading>;
type HotspotPlanted = keyof typeof HOTSPOT_PLANTED;
const isHotspotPlanted = (code: string): code is HotspotPlanted => Object.hasOwn(HOTSPOT_PLANTED, code);

/** A public access point with its week; what is broken shows in its numbers. `uptimeSeconds` only feeds its counters. */
export function readHotspot(
  { code, trait }: Nature,
  now: number,
  uptimeSeconds: number,
  broken: Iterable<string> = [],
): Reading {
  const hour = Math.floor(localHour(now));
  const flicker = shareOf(`${code}-${Math.floor(now / 60_000)}`);
  const clients = Math.round(BUSY[hour]! * OF_WEEK[localWeekday(now)]! * (0.5 + trait) * (0.8 + 0.4 * flicker));
  const bytes = Math.round(uptimeSeconds * BYTES_PER_GUEST_SECOND * (1 + 8 * trait));
  const well: Reading = {
    ...{ clients, wanUp: true, internetOk: true, dnsOk: true },
    latencyMs: rounded(8 + 10 * trait + 15 * flicker + clients / 2, 1),
    lossPercent: hashOf(`${code}${now}`) % 97 === 0 ? 1 : 0,
    ...{ rxBytes: bytes, txBytes: Math.round(bytes / 6) },
    cpuPercent: rounded(6 + 1.2 * clients + 4 * flicker, 0),
    memoryPercent: rounded(38 + 10 * trait + clients / 4, 0),
    temperature: rounded(38 + 6 * trait + clients / 5, 1),
  };
  return Object.assign(well, ...[...broken].filter(isHotspotPlanted).map((fault) => HOTSPOT_PLANTED[fault]));
}
