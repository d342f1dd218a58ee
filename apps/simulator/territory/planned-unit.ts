import type { UnitKind } from '#libs/domain';

/**
 * Where a unit comes from: `recorded` in the source file, `historic` a name used before 1945 whose present form is not
 * known, `generated` made up so that the district has its true size.
 */
export type Origin = 'recorded' | 'historic' | 'generated';

export interface FormerName {
  readonly name: string;
  /** Last day of the name, ISO date. */
  readonly validTo: string;
}

/** A unit of the simulated district before it is registered anywhere. `key` is stable over starts. */
export interface PlannedUnit {
  readonly key: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly parentKey: string | null;
  readonly origin: Origin;
  /** Official code; unique only together with `validFrom`. */
  readonly code: string | null;
  /** First day, ISO date. */
  readonly validFrom: string | null;
  readonly formerNames: readonly FormerName[];
  readonly latitude: number;
  readonly longitude: number;
}

export interface District {
  /** Parents stand before their children. */
  readonly units: readonly PlannedUnit[];
  readonly villages: readonly PlannedVillage[];
}

export interface PlannedVillage {
  readonly unit: PlannedUnit;
  /** Code of the former commune the village belonged to until 30 June 2025. */
  readonly formerCode: string;
  /** Short form of that commune's name for stickers: SPH for Song Phượng. */
  readonly sticker: string;
  readonly groups: readonly PlannedUnit[];
}
