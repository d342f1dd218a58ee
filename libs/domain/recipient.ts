import { severityAtLeast, type Severity } from './fault.ts';
import { capabilitiesOf, type Channel } from './channel.ts';
import { neverArrived, type NotificationState } from './delivery.ts';
import type { TargetId, UnitId } from './ids.ts';
import type { Cause } from './incident.ts';
import type { Audience } from './target.ts';

export const RECIPIENT_RULE = 'recipient/1';

export interface TargetFacts {
  readonly id: TargetId;
  readonly audience: Audience;
  readonly enabled: boolean;
  readonly minimumSeverity: Severity;
}

/** A unit on the way up from the responsible one, with its targets. */
export interface UnitLevel<Target extends TargetFacts = TargetFacts> {
  readonly unitId: UnitId;
  readonly targets: readonly Target[];
}

export const RECIPIENT_REASONS = [
  'responsible_for_unit',
  'no_target_in_unit',
  'no_target_anywhere',
  'below_minimum_severity',
] as const;
export type RecipientReason = (typeof RECIPIENT_REASONS)[number];

export interface Recipients<Target extends TargetFacts> {
  readonly reason: RecipientReason;
  readonly tell: readonly Target[];
  /** Would be told of worse things. */
  readonly spare: readonly Target[];
}

/**
 * Who hears of the trouble of single devices: the responsible unit's own targets, or those of the nearest unit above
 * that has any. Households never: it may tell the thief. `levels`: nearest first.
 */
export function chooseRecipients<Target extends TargetFacts>(
  levels: readonly UnitLevel<Target>[],
  severity: Severity,
): Recipients<Target> {
  for (const [climbed, level] of levels.entries()) {
    const responsible = level.targets.filter((target) => target.enabled && target.audience === 'responsible');
    if (responsible.length === 0) continue;
    const tell = responsible.filter((target) => severityAtLeast(severity, target.minimumSeverity));
    const spare = responsible.filter((target) => !tell.includes(target));
    if (tell.length === 0) return { reason: 'below_minimum_severity', tell, spare };
    return { reason: climbed === 0 ? 'responsible_for_unit' : 'no_target_in_unit', tell, spare };
  }
  return { reason: 'no_target_anywhere', tell: [], spare: [] };
}

export const TAKEN_AUDIENCE_REASONS = ['group_was_told', 'personal_channel'] as const;
export type TakenAudienceReason = (typeof TAKEN_AUDIENCE_REASONS)[number];

/** Who hears that somebody goes and looks: groups that were told. A person's own mailbox does not need to know. */
export function decideTakenAudience(
  channel: Channel,
  opening: NotificationState,
  toldOfThisOne: boolean,
): { readonly tell: boolean; readonly reason: TakenAudienceReason | RecoveryReason } {
  const { tell, reason } = decideRecovery(opening, toldOfThisOne, false);
  if (!tell) return { tell, reason };
  return capabilitiesOf(channel).group
    ? { tell: true, reason: 'group_was_told' }
    : { tell: false, reason: 'personal_channel' };
}

export interface HearingFacts<Target extends TargetFacts> {
  /** The announced unit's level first. */
  readonly levels: readonly UnitLevel<Target>[];
  /** Nobody in the unit or in those below that were to hear has a target, and nothing larger is told above. */
  readonly unheard: boolean;
}

/**
 * Who hears of a cause in one of the units it touches: that unit's own targets. Those of the nearest unit above only
 * where nobody else would hear at all.
 */
export function chooseHearers<Target extends TargetFacts>(
  { levels, unheard }: HearingFacts<Target>,
  severity: Severity,
): Recipients<Target> {
  return chooseRecipients(unheard ? levels : levels.slice(0, 1), severity);
}

export const RECOVERY_REASONS = ['was_told', 'opening_not_delivered', 'already_told', 'cause_tells'] as const;
export const HOUSEHOLD_REASONS = ['households_told_of_place', 'households_off'] as const;
export type HouseholdReason = (typeof HOUSEHOLD_REASONS)[number];

/** What strikes a whole place. A device, and what is behind one, is none of it. */
const OF_PLACES: ReadonlySet<Cause> = new Set<Cause>(['power_cut', 'carrier', 'planned']);

/**
 * Which households of a unit hear of a cause, which do not because their unit tells them nothing. Of anything but a
 * place none is even asked about. `targets`: the unit's own.
 */
export function chooseHouseholds<Target extends TargetFacts & { readonly householdsEnabled: boolean }>(
  targets: readonly Target[],
  cause: Cause,
  severity: Severity,
): readonly { readonly target: Target; readonly tell: boolean; readonly reason: HouseholdReason }[] {
  if (!OF_PLACES.has(cause)) return [];
  const households = targets.filter(({ audience, enabled }) => enabled && audience === 'households');
  return households
    .filter(({ minimumSeverity }) => severityAtLeast(severity, minimumSeverity))
    .map((target) => ({
      target,
      tell: target.householdsEnabled,
      reason: target.householdsEnabled ? 'households_told_of_place' : 'households_off',
    }));
}

export type RecoveryReason = (typeof RECOVERY_REASONS)[number];

/**
 * Recovery goes, once, to those who were told of the opening. `opening`: how that message stands. `heardOfCause`: a
 * cause explained it when it ended, and the end of that is told to the same target.
 */
export function decideRecovery(
  opening: NotificationState,
  toldOfRecovery: boolean,
  heardOfCause = false,
): { readonly tell: boolean; readonly reason: RecoveryReason } {
  if (heardOfCause) return { tell: false, reason: 'cause_tells' };
  if (toldOfRecovery) return { tell: false, reason: 'already_told' };
  if (neverArrived(opening)) return { tell: false, reason: 'opening_not_delivered' };
  return { tell: true, reason: 'was_told' };
}
