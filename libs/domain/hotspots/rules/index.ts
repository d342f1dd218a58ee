import type { HotspotRule } from '../hotspot-rule.ts';
import { DNS_FAILING } from './dns-failing.ts';
import { FIRMWARE_BEHIND } from './firmware-behind.ts';
import { LATENCY_HIGH } from './latency-high.ts';
import { LOSS_HIGH } from './loss-high.ts';
import { MEMORY_LOW } from './memory-low.ts';
import { NO_CLIENTS } from './no-clients.ts';
import { NO_INTERNET } from './no-internet.ts';
import { OVERHEATING } from './overheating.ts';
import { TOO_MANY_CLIENTS } from './too-many-clients.ts';
import { UPLINK_DOWN } from './uplink-down.ts';

/** Every fault of a hotspot, those that explain others first. A new one is its file and its line here. */
export const HOTSPOT_RULES = [
  UPLINK_DOWN,
  NO_INTERNET,
  DNS_FAILING,
  LOSS_HIGH,
  LATENCY_HIGH,
  TOO_MANY_CLIENTS,
  NO_CLIENTS,
  OVERHEATING,
  MEMORY_LOW,
  FIRMWARE_BEHIND,
] as const satisfies readonly HotspotRule[];

export type HotspotFaultCode = (typeof HOTSPOT_RULES)[number]['code'];
