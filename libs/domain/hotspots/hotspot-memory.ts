import type { FaultMemory } from '../fault-rule.ts';
import type { EpochMs } from '../time.ts';
import { NEW_RHYTHM, type WeeklyRhythm } from './weekly-rhythm.ts';

/** What is remembered of one hotspot: bounded, and all that rules know of the past. */
export interface HotspotMemory {
  readonly at: EpochMs | null;
  readonly rhythm: WeeklyRhythm;
  readonly faults: Readonly<Record<string, FaultMemory>>;
}

export const NEW_HOTSPOT: HotspotMemory = { at: null, rhythm: NEW_RHYTHM, faults: {} };
