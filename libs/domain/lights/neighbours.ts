import { type JudgedLight, judgeView } from './judge-light.ts';
import type { LightMemory } from './light-memory.ts';
import type { LightProfile } from './light-profile.ts';
import type { LightSample } from './light-sample.ts';
import { type LightView, viewOf } from './light-view.ts';
import type { SunNow } from './sun.ts';

/** What one light says of the sun over its neighbourhood. */
interface Yield {
  /** W its panel gives for each watt of panel. */
  readonly yield: number;
  /** Its battery takes whatever comes: the panel shows all it can. */
  readonly hungry: boolean;
}

/** So many lights make a neighbourhood. */
const ENOUGH = 5;

/**
 * W for each watt of panel that a healthy panel gives here and now: the median of those that show all they can, else
 * what the best fifth gives, which is less than the sun could. Null: too few to tell.
 */
function nearYield(yields: readonly Yield[]): number | null {
  const hungry = yields.filter((each) => each.hungry);
  if (hungry.length >= ENOUGH) return quantile(hungry, 0.5);
  return yields.length >= ENOUGH ? quantile(yields, 0.8) : null;
}

function quantile(yields: readonly Yield[], share: number): number {
  const sorted = yields.map((each) => each.yield).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** A light among its neighbours: those with the same `near` see the same sky. */
export interface LightAmongOthers<Near> {
  readonly near: Near;
  readonly sample: LightSample;
  readonly profile: LightProfile;
  readonly sun: SunNow;
  readonly before: LightMemory;
}

/** One sample of each of many lights, in their order. */
export function judgeLightsTogether<Near>(lights: readonly LightAmongOthers<Near>[]): JudgedLight[] {
  const views = lights.map(({ sample, profile, sun, before }) => viewOf(sample, profile, sun, null, before));
  const near = neighbourhoods(lights, views);
  return views.map((view, index) => judgeView({ ...view, nearYield: near.get(lights[index]!.near) ?? null }));
}

function neighbourhoods<Near>(
  lights: readonly LightAmongOthers<Near>[],
  views: readonly LightView[],
): ReadonlyMap<Near, number | null> {
  const yields = new Map<Near, Yield[]>();
  views.forEach(({ panelWatts, profile, hungry }, index) => {
    if (panelWatts === null) return;
    const { near } = lights[index]!;
    const list = yields.get(near) ?? [];
    yields.set(near, list);
    list.push({ yield: panelWatts / profile.panelWatts, hungry });
  });
  return new Map([...yields].map(([near, list]) => [near, nearYield(list)]));
}
