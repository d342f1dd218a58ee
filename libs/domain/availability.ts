import { type Blame, BLAMES } from './blame.ts';
import type { Connectivity } from './health.ts';
import { joined, type Span } from './span.ts';
import type { EpochMs } from './time.ts';

/** From then on the device was known to be so, until a change recorded later says otherwise of the same moments. */
export interface ConnectivityChange {
  readonly at: EpochMs;
  readonly to: Connectivity;
  /** Of an outage; means nothing for other states. */
  readonly blame: Blame;
}

/** What is on record about one device. */
export interface DeviceHistory {
  /** In the order in which they were recorded. What lies before the first is unknown. */
  readonly changes: readonly ConnectivityChange[];
  readonly decommissionedAt: EpochMs | null;
  /** Planned work. */
  readonly planned: readonly Span[];
  /** Nobody of ours listened for this device. */
  readonly gaps: readonly Span[];
  /** What its down time is due to, while a cause explained it; where several did, the one further from the device. */
  readonly explained: readonly (Span & { readonly blame: Blame })[];
  /** Down time that later evidence blames on something else. */
  readonly corrections: readonly (Span & { readonly blame: Blame })[];
}

export type ByBlame = Readonly<Record<Blame, number>>;

/** Milliseconds. `upMs` + all of `downMs` + `unknownMs` + `decommissionedMs` = the length of the period, exactly. */
export interface Availability {
  readonly upMs: number;
  /** The part of `upMs` in which nobody of ours listened: nothing speaks against the device, nothing for it. */
  readonly unwatchedMs: number;
  readonly downMs: ByBlame;
  /** The same down time as it was blamed before any correction. */
  readonly recordedDownMs: ByBlame;
  /** Before the first contact, or older than history is kept. */
  readonly unknownMs: number;
  readonly decommissionedMs: number;
}

interface Known {
  readonly from: EpochMs;
  readonly state: 'up' | 'down' | 'unknown';
  readonly blame: Blame;
}

/** A suspect device is up: an outage that follows begins when its silence began, and takes that time back. */
const STATES = { never_seen: 'unknown', online: 'up', suspect: 'up', offline: 'down' } as const;

/** What is known of each moment: of the changes not after it, the one recorded last. */
function timeline({ changes }: DeviceHistory): Known[] {
  const known: Known[] = [];
  for (const { at, to, blame } of changes) {
    while ((known.at(-1)?.from ?? -Infinity) >= at) known.pop();
    known.push({ from: at, state: STATES[to], blame });
  }
  return known;
}

/** Answers "does a span cover this moment" for moments in rising order. */
class Cover {
  readonly #spans: Span[];
  #next = 0;

  constructor(spans: readonly Span[]) {
    this.#spans = joined(spans);
  }

  has(at: EpochMs): boolean {
    let span = this.#spans[this.#next];
    while (span !== undefined && span.until <= at) span = this.#spans[++this.#next];
    return span !== undefined && span.from <= at;
  }
}

const noDownTime = (): Record<Blame, number> => ({ device: 0, grid: 0, uplink: 0, planned: 0, ours: 0 });

/** How a device fared in a period. Total and pure: any lists give sums that reconcile. */
export function availability(history: DeviceHistory, period: Span): Availability {
  const sums = { upMs: 0, unwatchedMs: 0, unknownMs: 0, decommissionedMs: 0 };
  const [downMs, recordedDownMs] = [noDownTime(), noDownTime()];
  const known = timeline(history);
  const [planned, gaps] = [new Cover(history.planned), new Cover(history.gaps)];
  const byBlame = (spans: readonly (Span & { readonly blame: Blame })[]) =>
    BLAMES.map((blame) => ({ blame, cover: new Cover(spans.filter((span) => span.blame === blame)) }));
  const [corrected, explained] = [byBlame(history.corrections), byBlame(history.explained)];
  let next = 0;
  for (const { from, until } of pieces(history, known, period)) {
    while ((known[next]?.from ?? Infinity) <= from) next++;
    const { state, blame } = known[next - 1] ?? { state: 'unknown', blame: 'device' };
    const length = until - from;
    if (history.decommissionedAt !== null && history.decommissionedAt <= from) sums.decommissionedMs += length;
    else if (state === 'unknown') sums.unknownMs += length;
    else if (state === 'up') {
      sums.upMs += length;
      if (gaps.has(from)) sums.unwatchedMs += length;
    } else {
      const fixed = planned.has(from) ? 'planned' : gaps.has(from) ? 'ours' : null;
      const evidence = corrected.find(({ cover }) => cover.has(from));
      const cause = explained.findLast(({ cover }) => cover.has(from))?.blame ?? blame;
      recordedDownMs[fixed ?? cause] += length;
      downMs[fixed ?? evidence?.blame ?? cause] += length;
    }
  }
  return { ...sums, downMs, recordedDownMs };
}

/** The period cut wherever anything may change. */
function pieces(history: DeviceHistory, known: readonly Known[], { from, until }: Span): Span[] {
  const spans = [...history.planned, ...history.gaps, ...history.explained, ...history.corrections];
  const moments = [...known.map((change) => change.from), ...spans.flatMap((span) => [span.from, span.until])];
  if (history.decommissionedAt !== null) moments.push(history.decommissionedAt);
  const inside = moments.filter((at) => at > from && at < until).sort((a, b) => a - b);
  const result: Span[] = [];
  let start = from;
  for (const end of [...inside, until]) {
    if (end > start) result.push({ from: start, until: end });
    start = Math.max(start, end);
  }
  return result;
}

/** The sums of several devices, or of several periods of one. */
export function addAvailability(a: Availability, b: Availability): Availability {
  const sum = (x: ByBlame, y: ByBlame): ByBlame => ({
    device: x.device + y.device,
    grid: x.grid + y.grid,
    uplink: x.uplink + y.uplink,
    planned: x.planned + y.planned,
    ours: x.ours + y.ours,
  });
  return {
    upMs: a.upMs + b.upMs,
    unwatchedMs: a.unwatchedMs + b.unwatchedMs,
    downMs: sum(a.downMs, b.downMs),
    recordedDownMs: sum(a.recordedDownMs, b.recordedDownMs),
    unknownMs: a.unknownMs + b.unknownMs,
    decommissionedMs: a.decommissionedMs + b.decommissionedMs,
  };
}

export const NO_AVAILABILITY: Availability = {
  upMs: 0,
  unwatchedMs: 0,
  downMs: noDownTime(),
  recordedDownMs: noDownTime(),
  unknownMs: 0,
  decommissionedMs: 0,
};

/** Outages on record, oldest first; `until` is null while one lasts. */
export function outagesOf(history: DeviceHistory): { from: EpochMs; until: EpochMs | null; blame: Blame }[] {
  const known = timeline(history);
  return known.flatMap(({ from, state, blame }, index) =>
    state === 'down' ? [{ from, until: known[index + 1]?.from ?? null, blame }] : [],
  );
}

/** Planned work as people set, moved and ended it: each change holds until the next one. */
export function plannedSpans(changes: readonly { readonly at: EpochMs; readonly until: EpochMs | null }[]): Span[] {
  return changes.flatMap(({ at, until }, index) => {
    const end = Math.min(until ?? at, changes[index + 1]?.at ?? Infinity);
    return end > at ? [{ from: at, until: end }] : [];
  });
}
