import { type EpochMs, isNewTrouble, type MapState } from '#libs/domain';
import type { MapFilter } from '#libs/database';
import type { Before, Fleet, MapDevice } from './fleet.ts';
import { SiteIndex } from './site-index.ts';

/** What a map is asked to show; the unit is the fleet's own matter. */
export type ViewFilter = Omit<MapFilter, 'unitId'>;

/** Indexes of fewer sites are made anew whenever one is needed; larger ones at most once per so many sites a millisecond. */
const QUICKLY_MADE = 20_000;
const SITES_A_MILLISECOND = 100;
/** What counts as new changes by itself. */
const NEW_LASTS = 60_000;

/** One filter over a fleet, always as the fleet is now. */
export class SiteView {
  #index: SiteIndex;
  #madeAt: EpochMs;
  /** A site came or went by what its devices are: the clusters no longer fit. */
  #unfit = false;

  constructor(
    private readonly fleet: Fleet,
    private readonly filter: ViewFilter,
    /** Devices a search found; null: nothing was searched for. */
    private readonly found: ReadonlySet<string> | null,
    now: EpochMs,
  ) {
    this.#madeAt = now;
    this.#index = this.#make(now);
  }

  get size(): number {
    return this.#index.size;
  }

  index(now: EpochMs): SiteIndex {
    const age = now - this.#madeAt;
    const mayBeMade = this.fleet.sites.length < QUICKLY_MADE || age > this.fleet.sites.length / SITES_A_MILLISECOND;
    const isOver = this.filter.trouble === 'new' && age > NEW_LASTS;
    if ((this.#unfit && mayBeMade) || isOver) {
      this.#index = this.#make(now);
      this.#madeAt = now;
      this.#unfit = false;
    }
    return this.#index;
  }

  changed(device: MapDevice, before: Before): void {
    const was = this.#stateIn({ ...device, ...before });
    const is = this.#stateIn(device);
    if (was === is) return;
    if (!this.#index.has(device.site)) {
      this.#unfit = true;
      return;
    }
    if (was !== null) this.#index.add(device.site, was, -1);
    if (is !== null) this.#index.add(device.site, is, 1);
    if (is === null) this.#unfit = true;
  }

  #stateIn(device: MapDevice): MapState | null {
    return this.#accepts(device, this.#madeAt) ? device.state : null;
  }

  #make(now: EpochMs): SiteIndex {
    return new SiteIndex(this.fleet.sites, (device) => this.#accepts(device, now));
  }

  #accepts(device: MapDevice, now: EpochMs): boolean {
    const { kind, health, fault, trouble } = this.filter;
    return (
      (kind === undefined || device.kind === kind) &&
      (health === undefined || device.health === health) &&
      (fault === undefined || (fault === 'any' ? device.faults.length > 0 : device.faults.includes(fault))) &&
      (this.found === null || this.found.has(device.id)) &&
      (trouble === undefined || (device.state !== null && isNewTrouble(device.state, device.troubleSince, now)))
    );
  }
}
