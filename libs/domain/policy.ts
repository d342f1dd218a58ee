import { ACKNOWLEDGE_MINUTES } from './acknowledgement.ts';
import type { DrillSchedule } from './drill.ts';
import type { UnitId } from './ids.ts';

/** Local time of the unit, `HH:MM`; `from` later than `to` runs over midnight. */
export interface QuietHoursRule {
  readonly from: string;
  readonly to: string;
}

/** How a unit wants to be told. Null: what the unit above says. */
export interface PolicyRules {
  readonly groupWaitSeconds: number | null;
  readonly repeatMinutes: number | null;
  /** How long an acknowledgement holds. */
  readonly acknowledgeMinutes: number | null;
  readonly escalation: readonly { readonly afterMinutes: number; readonly unitId: string }[] | null;
  readonly quietHours: QuietHoursRule | null;
  readonly budget: { readonly perHour: number } | null;
  readonly householdsEnabled: boolean | null;
  readonly showCameraState: boolean | null;
  /** Local time of the daily digest, `HH:MM`, or `off`. */
  readonly digestAt: string | null;
  readonly drill: DrillSchedule | null;
}

/** What holds where no unit says anything; a null here means "off". */
export const BUILT_IN_POLICY: PolicyRules = {
  groupWaitSeconds: 60,
  repeatMinutes: null,
  acknowledgeMinutes: ACKNOWLEDGE_MINUTES.standard,
  // Who is above whom is not who answers for whom: nobody is told by escalation unless a unit says so.
  escalation: [],
  quietHours: null,
  budget: null,
  householdsEnabled: false,
  showCameraState: false,
  digestAt: '06:30',
  drill: null,
};

export interface EffectivePolicy {
  readonly rules: PolicyRules;
  /** The unit each value comes from; null: built in. */
  readonly from: Readonly<Record<keyof PolicyRules, UnitId | null>>;
}

/** `layers`: nearest unit first. Each value comes from the nearest one that says something. */
export function inheritPolicy(
  layers: readonly { readonly unitId: UnitId; readonly rules: PolicyRules }[],
): EffectivePolicy {
  const fields = Object.keys(BUILT_IN_POLICY) as (keyof PolicyRules)[];
  const found = fields.map((field) => {
    const layer = layers.find(({ rules }) => rules[field] !== null);
    return { field, value: (layer?.rules ?? BUILT_IN_POLICY)[field], unitId: layer?.unitId ?? null };
  });
  return {
    rules: Object.fromEntries(found.map(({ field, value }) => [field, value])) as unknown as PolicyRules,
    from: Object.fromEntries(found.map(({ field, unitId }) => [field, unitId])) as EffectivePolicy['from'],
  };
}
