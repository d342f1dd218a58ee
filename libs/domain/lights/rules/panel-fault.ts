import { HOUR, MINUTE } from '../../time.ts';
import { bad, good, rounded, unknown } from '../../fault-rule.ts';
import type { LightRule } from '../light-rule.ts';
import type { DayNotes } from '../light-memory.ts';
import { chargesToday } from './charging.ts';

/** Reports in which panels were compared, at least: of one day, and in all. */
const A_DAY = 3;
const COMPARED = 8;
/** Share of its neighbours' yield: below, something is broken or all covered; above, at most dirty. */
const WEAK = 0.5;
const FINE = 0.65;
/** Degrees: from here on even fog gives a panel its voltage, which hardly depends on how bright it is. */
const DAYLIGHT_FROM = 20;
/** V of a 12 V system: no panel that is connected shows less by day. */
const NO_VOLTAGE = 5;

/** No voltage from the panel though the sun shines on its neighbours, or far less than they give, two days running. */
export const PANEL_FAULT = {
  code: 'panel_fault',
  severity: 'major',
  tell: true,
  version: 'panel_fault/2',
  raiseAfter: 100 * MINUTE,
  clearAfter: 2 * HOUR,
  keepsOver: 20 * HOUR,
  explainedBy: ['theft_suspected', 'supply_loss', 'controller_fault'],
  look(view) {
    if (view.frozenSince !== null) return unknown('repeats_itself');
    const { sample, scale, before, sun } = view;
    if (sample.pvVoltage !== undefined && sample.pvVoltage < NO_VOLTAGE * scale && !((view.panelWatts ?? 0) > 0.5))
      return sun.height > DAYLIGHT_FROM ? bad('no_panel_voltage') : unknown('too_dark_to_tell');
    const flows = chargesToday(view);
    if (flows === false && sample.pvVoltage !== undefined && sample.pvVoltage < 9 * scale)
      return bad('no_panel_voltage');
    const yields = compared([before.day, before.days.at(-1)]);
    if (flows !== true) return unknown('no_time_to_charge');
    // Without current nobody can say how much it gives: that it charges at all is all there is.
    if (view.panelWatts === null) return good('charges');
    if (yields === null) return unknown('not_told');
    if (yields.worst < WEAK && yields.best < WEAK && yields.days === 2) return bad('far_less_than_neighbours');
    return yields.best > FINE ? good('gives_what_neighbours_give') : unknown('in_between');
  },
  evidence: ({ sample, before, panelWatts, nearYield, profile }) => ({
    panelVoltage: rounded(sample.pvVoltage, 1),
    panelWatts: rounded(panelWatts, 1),
    neighboursWatts: nearYield === null ? null : rounded(nearYield * profile.panelWatts, 1),
    shareOfNeighbours: rounded(compared([before.day, before.days.at(-1)])?.best),
  }),
} as const satisfies LightRule;

/** Today and yesterday beside the neighbours; null: too little of it could be compared. */
function compared(
  days: readonly (DayNotes | null | undefined)[],
): { worst: number; best: number; days: number } | null {
  const known = days.filter((day): day is DayNotes => !!day && day.yieldSamples >= A_DAY);
  if (known.reduce((sum, day) => sum + day.yieldSamples, 0) < COMPARED) return null;
  const shares = known.map((day) => day.ownYield / day.nearYield);
  return { worst: Math.min(...shares), best: Math.max(...shares), days: known.length };
}
