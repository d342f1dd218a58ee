/** What hangs directly below a unit, by id. */
export interface Belongings {
  readonly units: readonly string[];
  readonly sites: readonly string[];
  /** Devices it answers for itself. */
  readonly devices: readonly string[];
  readonly targets: readonly string[];
}
export type BelongingKind = keyof Belongings;
export const BELONGING_KINDS = ['units', 'sites', 'devices', 'targets'] as const satisfies readonly BelongingKind[];

export interface WantedPart extends Partial<Belongings> {
  /** Takes whatever no part names. */
  readonly rest?: boolean | undefined;
}

export type Partition =
  | { readonly ok: true; readonly parts: readonly Belongings[] }
  /** `left`: named by no part. `wrong`: named twice, or not there. */
  | { readonly ok: false; readonly left: Belongings; readonly wrong: Belongings };

export const countBelongings = (things: Belongings): number =>
  BELONGING_KINDS.reduce((sum, kind) => sum + things[kind].length, 0);

/** Deals what a unit has out to its successors: each thing to exactly one. */
export function partition(has: Belongings, wanted: readonly WantedPart[]): Partition {
  const of = (pick: (kind: BelongingKind) => readonly string[]): Belongings => ({
    units: pick('units'),
    sites: pick('sites'),
    devices: pick('devices'),
    targets: pick('targets'),
  });
  const named = of((kind) => wanted.flatMap((part) => part[kind] ?? []));
  const left = of((kind) => {
    const taken = new Set(named[kind]);
    return has[kind].filter((id) => !taken.has(id));
  });
  const wrong = of((kind) => {
    // What was named once is no longer to be had.
    const free = new Set(has[kind]);
    return named[kind].filter((id) => !free.delete(id));
  });
  const heir = wanted.findIndex(({ rest }) => rest === true);
  if (countBelongings(wrong) > 0 || (heir < 0 && countBelongings(left) > 0)) return { ok: false, left, wrong };
  const parts = wanted.map((part, at) => of((kind) => [...(part[kind] ?? []), ...(at === heir ? left[kind] : [])]));
  return { ok: true, parts };
}
