import type { EpochMs } from '../time.ts';
import type { FaultMemory, LightMemory } from './light-memory.ts';
import type { LightProfile } from './light-profile.ts';
import type { LightRule, Look } from './light-rule.ts';
import type { LightSample } from './light-sample.ts';
import { type LightView, viewOf } from './light-view.ts';
import { remember } from './remember.ts';
import { LIGHT_RULES, type LightFaultCode } from './rules/index.ts';
import type { SunNow } from './sun.ts';

export interface LightFinding {
  readonly code: LightFaultCode;
  readonly present: boolean;
  readonly reason: string;
  readonly rule: string;
  /** When it began to be so: the first look that spoke for it. */
  readonly since: EpochMs;
  readonly evidence: Readonly<Record<string, number | string | boolean | null>>;
}

type CodedRule = LightRule & { readonly code: LightFaultCode };

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
  const findings: LightFinding[] = [];
  let faults: Record<string, FaultMemory> | null = null;
  for (const rule of LIGHT_RULES as readonly CodedRule[]) {
    const known = view.before.faults[rule.code];
    const look = rule.look(view);
    const now = nextFault(rule, look, known, view.at);
    if (now === known) continue;
    faults ??= { ...view.before.faults };
    if (now === undefined) delete faults[rule.code];
    else faults[rule.code] = now;
    if ((now?.present ?? false) !== (known?.present ?? false)) findings.push(findingOf(rule, look, known, view));
  }
  return { memory: faults === null ? memory : { ...memory, faults }, findings };
}

function findingOf(rule: CodedRule, look: Look, known: FaultMemory | undefined, view: LightView): LightFinding {
  const present = look.state === 'bad';
  const { reason } = look;
  return {
    code: rule.code,
    present,
    reason,
    rule: rule.version,
    since: known?.since ?? view.at,
    evidence: rule.evidence(view),
  };
}

/** Undefined: nothing speaks for it. Returns what it was given when nothing changes. */
function nextFault(rule: LightRule, look: Look, known: FaultMemory | undefined, at: EpochMs): FaultMemory | undefined {
  if (look.state === 'unknown') {
    // What was begun and could not be looked at for long is begun anew.
    const stale = known !== undefined && known.since !== null && at - known.seenAt > rule.keepsOver;
    if (!stale) return known;
    return known.present ? { ...known, since: null } : undefined;
  }
  const speaksForChange = (look.state === 'bad') !== (known?.present ?? false);
  if (!speaksForChange) {
    if (known === undefined || known.since === null) return known;
    return known.present ? { present: true, since: null, seenAt: at } : undefined;
  }
  const since = known?.since ?? at;
  const wait = look.state === 'bad' ? rule.raiseAfter : rule.clearAfter;
  if (at - since >= wait) return look.state === 'bad' ? { present: true, since: null, seenAt: at } : undefined;
  return { present: known?.present ?? false, since, seenAt: at };
}
