import { type Look, rounded, unknown } from '../../fault-rule.ts';
import type { LightView } from '../light-view.ts';

/** What a lamp at full power takes of what it should (1: exactly that), or why this report cannot tell. */
export function powerShare({ expected, lit, watts, dimmed, profile, frozenSince }: LightView): number | Look {
  if (frozenSince !== null) return unknown('repeats_itself');
  if (expected !== true || lit !== true || watts === null || dimmed === null) return unknown('not_told');
  if (profile.isAssumed) return unknown('no_profile');
  if (dimmed < 95) return unknown('dimmed');
  return watts / profile.lampWatts;
}

export const powerEvidence = ({ watts, profile }: LightView) => ({
  lampWatts: rounded(watts, 1),
  shouldTake: profile.lampWatts,
});
