import { type RuleFinding, weighFaults } from '../fault-rule.ts';
import type { HotspotMemory } from './hotspot-memory.ts';
import type { HotspotSample } from './hotspot-sample.ts';
import { HOTSPOT_RULES, type HotspotFaultCode } from './rules/index.ts';
import type { WantedFirmware } from './wanted-firmware.ts';
import { feelRhythm } from './weekly-rhythm.ts';

export interface JudgedHotspot {
  readonly memory: HotspotMemory;
  readonly findings: readonly RuleFinding<HotspotFaultCode>[];
}

/** One report of one hotspot: what changes, and what is remembered. Reports come in the order of their time. */
export function judgeHotspot(
  sample: HotspotSample,
  wanted: WantedFirmware | null,
  before: HotspotMemory,
): JudgedHotspot {
  const { at, clients } = sample;
  const rhythm = clients === undefined ? before.rhythm : feelRhythm(before.rhythm, clients, at);
  const { faults, findings } = weighFaults(HOTSPOT_RULES, { at, sample, rhythm, wanted }, at, before.faults);
  return { memory: { at, rhythm, faults }, findings };
}
