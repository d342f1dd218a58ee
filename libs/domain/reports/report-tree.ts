import type { UnitId } from '../ids.ts';
import type { UnitKind } from '../unit.ts';
import type { ReportUnit } from './report-rows.ts';

/** The units of a report, asked from above and from below. */
export class ReportTree {
  readonly #units: ReadonlyMap<UnitId, ReportUnit>;

  constructor(units: readonly ReportUnit[]) {
    this.#units = new Map(units.map((unit) => [unit.id, unit]));
  }

  get(id: UnitId): ReportUnit {
    const unit = this.#units.get(id);
    if (unit === undefined) throw new Error(`unit ${id} is not one of the report`);
    return unit;
  }

  all(): ReportUnit[] {
    return [...this.#units.values()];
  }

  /** From just below `root` down to the unit itself; empty for `root`, null for a unit that does not lie below it. */
  wayDown(root: UnitId, id: UnitId): ReportUnit[] | null {
    const way: ReportUnit[] = [];
    for (let at = this.#units.get(id); at !== undefined;) {
      if (at.id === root) return way.reverse();
      way.push(at);
      at = at.parentId === null ? undefined : this.#units.get(at.parentId);
    }
    return null;
  }

  isWithin(root: UnitId, id: UnitId): boolean {
    return this.wayDown(root, id) !== null;
  }

  /** Which part of `root` a unit belongs to: the next one of `kind` on the way down to it, or else just the next. */
  partOf(root: UnitId, id: UnitId, kind: UnitKind | null): ReportUnit {
    const way = this.wayDown(root, id) ?? [];
    return way.find((unit) => unit.kind === kind) ?? way[0] ?? this.get(root);
  }
}
