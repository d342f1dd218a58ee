import type { Severity } from './severity.ts';
import type { EpochMs } from './time.ts';

/** What one look at one report says of one fault. `unknown`: this report cannot tell. */
export interface Look {
  readonly state: 'bad' | 'good' | 'unknown';
  readonly reason: string;
}

export const bad = (reason: string): Look => ({ state: 'bad', reason });
export const good = (reason: string): Look => ({ state: 'good', reason });
export const unknown = (reason: string): Look => ({ state: 'unknown', reason });

/** Numbers that show a fault, for people. */
export type FaultEvidence = Readonly<Record<string, number | string | boolean | null>>;

/** One fault of one kind of device, found in its reports. `View`: a report with all that follows from it. */
export interface FaultRule<View> {
  readonly code: string;
  readonly severity: Severity;
  /** Does it open an incident that people are told about? */
  readonly tell: boolean;
  readonly talq?: string;
  /** Changes with every change of the rule: stored with each decision. */
  readonly version: string;
  readonly look: (view: View) => Look;
  /** It is bad so long before it is said, and good so long before it is taken back (ms, by the device's reports). */
  readonly raiseAfter: number;
  readonly clearAfter: number;
  /** What was seen counts on over so long a time in which nothing could be told (ms): a night, a day. */
  readonly keepsOver: number;
  /** While one of these is there, or is about to be said, this one follows from it and is not said beside it. */
  readonly explainedBy?: readonly string[];
  /** Only asked when something changes. */
  readonly evidence: (view: View) => FaultEvidence;
}

/** How one fault stands. `since`: the first look that speaks for a change and was not contradicted. */
export interface FaultMemory {
  readonly present: boolean;
  readonly since: EpochMs | null;
  readonly seenAt: EpochMs;
}

export interface RuleFinding<Code extends string = string> {
  readonly code: Code;
  readonly present: boolean;
  readonly reason: string;
  readonly rule: string;
  /** When it began to be so: the first look that spoke for it. */
  readonly since: EpochMs;
  readonly evidence: FaultEvidence;
}

export interface WeighedFaults<Code extends string> {
  /** The same object as before when nothing changed. */
  readonly faults: Readonly<Record<string, FaultMemory>>;
  readonly findings: readonly RuleFinding<Code>[];
}

/** One report against all rules, in their order: those that explain others stand before them. */
export function weighFaults<View, Code extends string>(
  rules: readonly (FaultRule<View> & { readonly code: Code })[],
  view: View,
  at: EpochMs,
  before: Readonly<Record<string, FaultMemory>>,
): WeighedFaults<Code> {
  const findings: RuleFinding<Code>[] = [];
  let changed: Record<string, FaultMemory> | null = null;
  for (const rule of rules) {
    const known = before[rule.code];
    const look = seenThrough(rule, rule.look(view), changed ?? before);
    const now = nextFault(rule, look, known, at);
    if (now === known) continue;
    changed ??= { ...before };
    if (now === undefined) delete changed[rule.code];
    else changed[rule.code] = now;
    if ((now?.present ?? false) !== (known?.present ?? false)) {
      const { code, version } = rule;
      const since = known?.since ?? at;
      findings.push({
        ...{ code, present: look.state === 'bad', reason: look.reason, rule: version, since },
        evidence: rule.evidence(view),
      });
    }
  }
  return { faults: changed ?? before, findings };
}

const EXPLAINED = unknown('explained_by_another_fault');

function seenThrough<View>(rule: FaultRule<View>, look: Look, faults: Readonly<Record<string, FaultMemory>>): Look {
  if (look.state !== 'bad' || rule.explainedBy === undefined) return look;
  return rule.explainedBy.some((code) => faults[code] !== undefined) ? EXPLAINED : look;
}

/** Undefined: nothing speaks for it. Returns what it was given when nothing changes. */
function nextFault<View>(
  rule: FaultRule<View>,
  look: Look,
  known: FaultMemory | undefined,
  at: EpochMs,
): FaultMemory | undefined {
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

export const rounded = (value: number | null | undefined, digits = 2): number | null =>
  value === null || value === undefined ? null : Math.round(value * 10 ** digits) / 10 ** digits;
