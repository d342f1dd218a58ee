import type { DeviceNo, TargetId, UnitId } from '../ids.ts';
import type { EpochMs } from '../time.ts';
import { writeDuration } from './neutral-time.ts';
import { DEVICE_PSEUDONYMS, numbered, ordinals, type Pseudonym, UNIT_PSEUDONYMS } from './pseudonyms.ts';
import type { Recording } from './recorded.ts';

/** One line of a trace, as test/replay/trace.ts reads it. */
export type TraceLine = Readonly<Record<string, unknown>>;

/** Null is what a line leaves out. */
export const said = (line: TraceLine): TraceLine =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null));

/** Who is called what in a trace, and when things happen by its own time. */
export class Cast {
  readonly #units: ReadonlyMap<UnitId, Pseudonym>;
  readonly #devices: ReadonlyMap<DeviceNo, Pseudonym>;
  readonly #targets: ReadonlyMap<TargetId, string>;
  readonly #from: EpochMs;

  constructor({ units, devices, targets, span }: Recording) {
    const count = ordinals();
    this.#units = numbered(units, UNIT_PSEUDONYMS);
    this.#devices = numbered(
      devices.map(({ deviceNo: id, kind }) => ({ id, kind })),
      DEVICE_PSEUDONYMS,
    );
    this.#targets = new Map(
      targets.map(({ id, unitId }) => [id, `nhan-tin-${count(id)}-${this.#units.get(unitId)?.code ?? ''}`]),
    );
    this.#from = span.from;
  }

  /** Null: it was not recorded. */
  unit(id: UnitId | null): Pseudonym | null {
    return (id !== null && this.#units.get(id)) || null;
  }

  /** Null: it was not recorded. */
  device(deviceNo: DeviceNo | null): Pseudonym | null {
    return (deviceNo !== null && this.#devices.get(deviceNo)) || null;
  }

  /** Null: it was not recorded. */
  target(id: TargetId): string | null {
    return this.#targets.get(id) ?? null;
  }

  at(at: EpochMs): string {
    return writeDuration(at - this.#from);
  }
}
