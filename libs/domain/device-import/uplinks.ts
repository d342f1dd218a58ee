import type { ReadRow } from './read-row.ts';

/** Rows in the order in which they can be written: a device comes after the one it hangs on. */
export function byUplink(rows: readonly ReadRow[]): {
  readonly order: readonly ReadRow[];
  readonly cycles: ReadonlySet<ReadRow>;
} {
  const byCode = new Map<string, ReadRow>();
  for (const row of rows) if (row.said.code !== undefined && !byCode.has(row.said.code)) byCode.set(row.said.code, row);
  const depths = new Map<ReadRow, number>();
  const cycles = new Set<ReadRow>();
  for (const row of rows) {
    const way: ReadRow[] = [];
    const onWay = new Set<ReadRow>();
    let at: ReadRow | undefined = row;
    while (at !== undefined && !depths.has(at) && !onWay.has(at)) {
      way.push(at);
      onWay.add(at);
      at = at.said.uplink === undefined ? undefined : byCode.get(at.said.uplink);
    }
    if (at !== undefined && onWay.has(at)) for (const one of way.slice(way.indexOf(at))) cycles.add(one);
    let depth = at !== undefined && depths.has(at) ? (depths.get(at) ?? 0) : -1;
    for (const one of way.reverse()) depths.set(one, ++depth);
  }
  const order = [...rows].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0) || a.line - b.line);
  return { order, cycles };
}
