import type { FaultRule } from '../fault-rule.ts';
import type { HotspotSample } from './hotspot-sample.ts';
import type { WantedFirmware } from './wanted-firmware.ts';
import type { WeeklyRhythm } from './weekly-rhythm.ts';

/** One report of a hotspot with what follows from it; undefined is "not told", never "fine". */
export interface HotspotView {
  readonly at: number;
  readonly sample: HotspotSample;
  /** After this report. */
  readonly rhythm: WeeklyRhythm;
  /** Null: not known. */
  readonly wanted: WantedFirmware | null;
}

/** One fault of a hotspot. Adding one: this in a file of its own, and a line in rules/index.ts. */
export type HotspotRule = FaultRule<HotspotView>;
