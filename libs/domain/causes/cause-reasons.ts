export const CAUSE_RULE = 'cause/1';

/** Causes that are found by looking, not entered by people. */
export const FOUND_CAUSES = ['power_cut', 'uplink', 'carrier', 'self', 'weather'] as const;
export type FoundCause = (typeof FOUND_CAUSES)[number];

/** Why an incident of a cause was opened. */
export const CAUSE_FOUND_REASONS = [
  'mains_silent_witnesses_talk',
  'mains_silent_no_witness',
  'places_cut_together',
  'uplink_silent',
  'carrier_silent',
  'everything_silent',
  'little_sun_for_days',
] as const;
export type CauseFoundReason = (typeof CAUSE_FOUND_REASONS)[number];

/** Why none was. */
export const NO_CAUSE_REASONS = [
  'too_few_silent',
  'many_still_talk',
  'nobody_offline_yet',
  'behind_one_uplink',
  'witnesses_silent_too',
  'uplink_talks',
  'nothing_behind_silent',
  'other_carriers_silent',
  'one_kind_of_power_talks',
] as const;
export type NoCauseReason = (typeof NO_CAUSE_REASONS)[number];

/** Why an incident is explained by another from now on. */
export const EXPLAINED_BECAUSE = [
  'fell_with_it',
  'fell_later',
  'behind_uplink',
  'part_of_larger_cut',
  'held_with_all',
  'under_the_same_sky',
] as const;
export type ExplainedBecause = (typeof EXPLAINED_BECAUSE)[number];

/** Why it no longer is. `over`: it ended itself. */
export const UNEXPLAINED_BECAUSE = ['over', 'cause_over', 'held_too_long', 'closed_by_person'] as const;
export type UnexplainedBecause = (typeof UNEXPLAINED_BECAUSE)[number];

/** Why an incident of a cause is over. */
export const CAUSE_OVER_REASONS = [
  'most_talk_again',
  'returns_have_stopped',
  'all_below_over',
  'held_too_long',
  'closed_by_person',
  'sun_is_back',
] as const;
export type CauseOverReason = (typeof CAUSE_OVER_REASONS)[number];

/** Why what was taken for a power cut was none. */
export const CAUSE_CORRECTION_REASONS = ['nobody_restarted'] as const;
export type CauseCorrectionReason = (typeof CAUSE_CORRECTION_REASONS)[number];

/** Why nobody is told of an incident: its cause speaks for it. */
export const EXPLAINED_REASONS = [
  'explained_by_power_cut',
  'explained_by_uplink',
  'explained_by_carrier',
  'explained_by_self',
  'explained_by_weather',
] as const;
export type ExplainedReason = (typeof EXPLAINED_REASONS)[number];
export const explainedBy = (cause: FoundCause): ExplainedReason => `explained_by_${cause}`;
