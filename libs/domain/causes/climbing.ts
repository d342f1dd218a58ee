import type { IncidentId, UnitId } from '../ids.ts';
import { MINUTE, type EpochMs } from '../time.ts';

/** Cuts that began within this time of each other are one (ms). */
const ONE_CUT_WITHIN = 10 * MINUTE;

/** A power cut that lasts, of a place or of what stands above places. */
export interface LastingCut {
  readonly id: IncidentId;
  readonly unitId: UnitId;
  readonly startedAt: EpochMs;
  /** It stands above others. */
  readonly climbed: boolean;
  /** The lasting cut that explains it, if one does. */
  readonly parentId: IncidentId | null;
  /** Units above, nearest first; those that hear of cuts below them. */
  readonly above: readonly UnitId[];
}

export interface Climb {
  readonly unitId: UnitId;
  /** The cut of this unit that lasts already; null: it begins. */
  readonly existing: IncidentId | null;
  readonly explains: readonly LastingCut[];
}

/**
 * Which units have several cut places below them, lowest first. Only cuts that nothing explains yet climb; a unit whose
 * cut lasts takes what falls later. A unit that begins here is a cut place for those above it in the next cycle.
 */
export function decideClimbing(cuts: readonly LastingCut[]): Climb[] {
  const waiting = cuts.filter(({ parentId }) => parentId === null);
  const byUnit = new Map(cuts.map((cut) => [cut.unitId, cut]));
  const climbs: Climb[] = [];
  const taken = new Set<IncidentId>();
  for (const unitId of lowestFirst(waiting)) {
    const below = waiting.filter((cut) => !taken.has(cut.id) && cut.above.includes(unitId));
    const existing = byUnit.get(unitId) ?? null;
    const explains = existing === null ? begunTogether(below) : existing.climbed ? below : [];
    if (explains.length < (existing === null ? 2 : 1)) continue;
    climbs.push({ unitId, existing: existing?.id ?? null, explains });
    for (const cut of explains) taken.add(cut.id);
  }
  return climbs;
}

/** The largest number of cuts that began within ten minutes. */
function begunTogether(cuts: readonly LastingCut[]): LastingCut[] {
  const sorted = [...cuts].sort((a, b) => a.startedAt - b.startedAt);
  const runs = sorted.map((first, index) =>
    sorted.slice(index).filter((cut) => cut.startedAt - first.startedAt <= ONE_CUT_WITHIN),
  );
  return runs.reduce((best, run) => (run.length > best.length ? run : best), []);
}

/** A unit that is above another one follows it. */
function lowestFirst(cuts: readonly LastingCut[]): UnitId[] {
  const height = new Map<UnitId, number>();
  for (const { above } of cuts)
    for (const [index, unitId] of above.entries()) {
      const fromTop = above.length - index;
      height.set(unitId, Math.max(height.get(unitId) ?? 0, fromTop));
    }
  return [...height].sort(([, a], [, b]) => b - a).map(([unitId]) => unitId);
}
