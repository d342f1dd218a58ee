import { type RuleFinding, weighFaults } from '../fault-rule.ts';
import type { LightMemory } from './light-memory.ts';
import type { LightProfile } from './light-profile.ts';
import type { LightSample } from './light-sample.ts';
import { type LightView, viewOf } from './light-view.ts';
import { remember } from './remember.ts';
import { LIGHT_RULES, type LightFaultCode } from './rules/index.ts';
import type { SunNow } from './sun.ts';

export type LightFinding = RuleFinding<LightFaultCode>;

export interface LightContext {
  readonly profile: LightProfile;
  readonly sun: SunNow;
  /** See LightView. */
  readonly nearYield: number | null;
}

export interface JudgedLight {
  readonly memory: LightMemory;
  readonly findings: readonly LightFinding[];
}

/** One sample of one light: what changes, and what is remembered. Samples of a light come in the order of their time. */
export function judgeLight(
  sample: LightSample,
  { profile, sun, nearYield }: LightContext,
  before: LightMemory,
): JudgedLight {
  return judgeView(viewOf(sample, profile, sun, nearYield, before));
}

/** What is looked at is the same for one light and for many: only who knows the neighbours differs. */
export function judgeView(view: LightView): JudgedLight {
  const memory = remember(view);
  const { faults, findings } = weighFaults(LIGHT_RULES, view, view.at, view.before.faults);
  return { memory: faults === view.before.faults ? memory : { ...memory, faults }, findings };
}
