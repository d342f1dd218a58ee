import type { DeviceKind } from '../device.ts';
import type { FaultCode } from '../fault.ts';
import type { Cause } from '../incident.ts';
import type { Span } from '../span.ts';
import type { ReportIncident } from './report-rows.ts';

export interface IncidentCount {
  readonly cause: Cause;
  readonly faultCode: FaultCode | null;
  readonly kind: DeviceKind | null;
  readonly opened: number;
  readonly openAtEnd: number;
}

/** Milliseconds; null without any. */
export interface Times {
  readonly count: number;
  readonly medianMs: number | null;
  readonly worstMs: number | null;
}

/** `carriedIn` + `opened` = `closed` + `openAtEnd`, always. */
export interface IncidentFlow {
  readonly carriedIn: number;
  readonly opened: number;
  readonly closed: number;
  readonly openAtEnd: number;
  /** Not in the counts: those that an incident in the counts speaks for. */
  readonly explained: number;
  /** Opened in the period, and nobody ever said that he goes to check. */
  readonly untaken: number;
  /** Most first. */
  readonly counts: readonly IncidentCount[];
  /** From when we knew to when the first said that he goes to check, in the period. */
  readonly taking: Times;
  /** From when it began to when it was over, in the period; troubles of single devices. */
  readonly repair: Times;
  /** Who said so, and how often; most first. */
  readonly takers: readonly { readonly name: string; readonly count: number }[];
}

function timesOf(lengths: readonly number[]): Times {
  const sorted = lengths.map((length) => Math.max(0, length)).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [lower, upper] = [sorted[middle - 1], sorted[middle]];
  if (upper === undefined) return { count: 0, medianMs: null, worstMs: null };
  const medianMs = sorted.length % 2 === 1 || lower === undefined ? upper : Math.round((lower + upper) / 2);
  return { count: sorted.length, medianMs, worstMs: sorted.at(-1) ?? upper };
}

const inside = (at: number | null, { from, until }: Span): boolean => at !== null && at >= from && at < until;

/** What came, went and stayed. `isHere`: does this unit belong to the report's own? */
export function incidentFlow(
  incidents: readonly ReportIncident[],
  period: Span,
  isHere: (unitId: ReportIncident['unitId']) => boolean,
): IncidentFlow {
  const here = incidents.filter(
    ({ unitId, openedAt, closedAt }) =>
      isHere(unitId) && openedAt < period.until && (closedAt === null || closedAt >= period.from),
  );
  // What an incident outside this unit explains has nothing here that speaks for it.
  const own = here.filter(({ explainedIn }) => explainedIn === null || !isHere(explainedIn));
  const stays = ({ closedAt }: ReportIncident): boolean => closedAt === null || closedAt >= period.until;
  const opened = own.filter(({ openedAt }) => openedAt >= period.from);
  const taken = own.filter(({ takenAt }) => inside(takenAt, period));
  const repaired = own.filter(({ cause, endedAt }) => cause === 'device' && inside(endedAt, period));
  return {
    carriedIn: own.length - opened.length,
    opened: opened.length,
    closed: own.filter((incident) => !stays(incident)).length,
    openAtEnd: own.filter(stays).length,
    explained: here.length - own.length,
    untaken: opened.filter(({ takenAt }) => takenAt === null).length,
    counts: countsOf(own, period, stays),
    taking: timesOf(taken.map(({ takenAt, openedAt }) => (takenAt ?? openedAt) - openedAt)),
    repair: timesOf(repaired.map(({ endedAt, startedAt }) => (endedAt ?? startedAt) - startedAt)),
    takers: takersOf(taken),
  };
}

function countsOf(
  own: readonly ReportIncident[],
  { from }: Span,
  stays: (incident: ReportIncident) => boolean,
): IncidentCount[] {
  const counts = new Map<string, { -readonly [Key in keyof IncidentCount]: IncidentCount[Key] }>();
  for (const incident of own) {
    const { cause, faultCode, kind, openedAt } = incident;
    const key = `${cause}:${faultCode}:${kind}`;
    const count = counts.get(key) ?? { cause, faultCode, kind, opened: 0, openAtEnd: 0 };
    if (openedAt >= from) count.opened++;
    if (stays(incident)) count.openAtEnd++;
    counts.set(key, count);
  }
  return [...counts.values()].sort((a, b) => b.opened - a.opened || b.openAtEnd - a.openAtEnd);
}

function takersOf(taken: readonly ReportIncident[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { takenBy } of taken) if (takenBy !== null) counts.set(takenBy, (counts.get(takenBy) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
