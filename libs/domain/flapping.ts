import { HOUR, MINUTE, type EpochMs } from './time.ts';

export const FLAPPING_RULE = 'flapping/1';

const WINDOW = HOUR;
/** The first is told with its end; whoever hears of a second within the hour has heard enough of this device. */
const OUTAGES = 2;
/** An outage of a flapping device that lasts this long is told after all: it may be the last one. */
export const FLAPPING_PATIENCE = 30 * MINUTE;

export const FLAPPING_REASONS = ['outages_in_an_hour', 'calm_for_an_hour', 'few_outages'] as const;
export type FlappingReason = (typeof FLAPPING_REASONS)[number];

export interface FlappingDecision {
  readonly present: boolean;
  readonly reason: FlappingReason;
}

/**
 * A device that comes and goes: from its second outage within an hour until an hour without a new one.
 * @param outagesKnownAt when we learnt of each of its outages of the last hour, and perhaps of older ones
 */
export function decideFlapping(outagesKnownAt: readonly EpochMs[], present: boolean, now: EpochMs): FlappingDecision {
  const recent = outagesKnownAt.filter((at) => at > now - WINDOW).length;
  if (recent >= OUTAGES || (present && recent > 0)) return { present: true, reason: 'outages_in_an_hour' };
  return { present: false, reason: present ? 'calm_for_an_hour' : 'few_outages' };
}
