/** A battery as physics has it: charge in, charge out, losses, age. Its curves are not those of libs/domain. */
export type Chemistry = 'lead_acid' | 'lifepo4' | 'li_ion';

interface Cell {
  /** V of a rested 12 V battery at 0, 10, 20 … 100 percent. */
  readonly rest: readonly number[];
  readonly ohmsAt100Ah: number;
  /** Share of what goes in that stays. */
  readonly efficiency: number;
  readonly full: number;
  readonly cutOff: number;
  readonly reconnect: number;
}

const CELLS: Readonly<Record<Chemistry, Cell>> = {
  lead_acid: {
    rest: [10.6, 11.7, 11.98, 12.06, 12.16, 12.25, 12.35, 12.45, 12.56, 12.66, 12.8],
    ohmsAt100Ah: 0.034,
    efficiency: 0.87,
    full: 14.3,
    cutOff: 11.2,
    reconnect: 12.5,
  },
  lifepo4: {
    rest: [10.8, 12.55, 12.88, 13.0, 13.08, 13.12, 13.18, 13.24, 13.28, 13.32, 13.45],
    ohmsAt100Ah: 0.014,
    efficiency: 0.96,
    full: 14.3,
    cutOff: 11.6,
    reconnect: 12.9,
  },
  li_ion: {
    rest: [9.4, 10.4, 10.72, 10.9, 11.03, 11.16, 11.38, 11.62, 11.88, 12.2, 12.5],
    ohmsAt100Ah: 0.022,
    efficiency: 0.95,
    full: 12.6,
    cutOff: 9.9,
    reconnect: 11.1,
  },
};

export class BatteryModel {
  readonly #cell: Cell;
  /** Ah left. */
  #charge: number;
  volts: number;
  /** Into it positive. */
  amps = 0;
  isCut = false;

  /** @param health 1: new; 0.4: holds two fifths of what it held */
  constructor(
    readonly chemistry: Chemistry,
    private readonly ampereHours: number,
    public health: number,
    share: number,
  ) {
    this.#cell = CELLS[chemistry];
    this.#charge = this.capacity * share;
    this.volts = this.#rest();
  }

  get capacity(): number {
    return this.ampereHours * this.health;
  }

  /** 0 to 1. */
  get share(): number {
    return this.#charge / this.capacity;
  }

  get full(): number {
    return this.#cell.full;
  }

  /** One step of time: watts offered by the panel, watts wanted by the load. Returns what was taken and given. */
  step(offered: number, wanted: number, hours: number): { taken: number; given: number } {
    const ohms = (this.#cell.ohmsAt100Ah * 100) / this.ampereHours / Math.max(0.3, this.health);
    const given = this.isCut ? 0 : wanted;
    const share = this.share;
    // The last tenth goes in slowly.
    const most = share >= 0.999 ? 0.01 : share > 0.9 ? 0.2 * (1 - share) * 10 : 0.25;
    const taken = Math.min(offered, given + most * this.ampereHours * this.volts);
    this.amps = (taken - given) / this.volts;
    const stays = this.amps > 0 ? this.#cell.efficiency : 1;
    this.#charge = Math.min(
      this.capacity,
      Math.max(0, this.#charge + this.amps * stays * hours - 0.00003 * this.capacity),
    );
    const charging =
      this.amps > 0 && share > 0.9
        ? (share - 0.9) * 10 * (this.#cell.full - this.#rest()) * Math.min(1, this.amps / (0.02 * this.ampereHours))
        : 0;
    this.volts = Math.min(this.#cell.full, this.#rest() + this.amps * ohms + Math.max(0, charging));
    if (!this.isCut && given > 0 && (this.volts < this.#cell.cutOff || this.#charge === 0)) this.isCut = true;
    else if (this.isCut && this.volts > this.#cell.reconnect) this.isCut = false;
    return { taken, given };
  }

  #rest(): number {
    const at = Math.min(9.999, Math.max(0, this.share * 10));
    const low = Math.floor(at);
    const { rest } = this.#cell;
    return rest[low]! + (at - low) * (rest[low + 1]! - rest[low]!);
  }
}
