import type { EpochMs } from './time.ts';

/** From and with `from`, up to and without `until`. */
export interface Span {
  readonly from: EpochMs;
  readonly until: EpochMs;
}

/** The same moments as disjoint spans in order; empty and touching ones are gone. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.until <= span.from) continue;
    const last = result.at(-1);
    if (last === undefined || last.until < span.from) result.push(span);
    else if (last.until < span.until) result[result.length - 1] = { from: last.from, until: span.until };
  }
  return result;
}

/** What of these spans lies in none of the others. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  const holes = joined(others);
  return joined(spans).flatMap((span) => {
    const rest: Span[] = [];
    let from = span.from;
    for (const hole of holes) {
      if (hole.until <= from || hole.from >= span.until) continue;
      if (hole.from > from) rest.push({ from, until: hole.from });
      from = hole.until;
    }
    if (from < span.until) rest.push({ from, until: span.until });
    return rest;
  });
}

export const within = (spans: readonly Span[], { from, until }: Span): Span[] =>
  joined(spans.map((span) => ({ from: Math.max(span.from, from), until: Math.min(span.until, until) })));
