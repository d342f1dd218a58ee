import { metresBetween, TWIN_METRES } from './position.ts';

/** Degrees of a cell of the grid in which near ones are looked for; wider than five metres at any latitude where people live. */
export const GRID_CELL = 0.0002;

interface Placed {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Who stands within five metres: looked up in cells of a grid, so that ten thousand poles cost as little as ten. */
export class Neighbours<Item extends Placed> {
  readonly #cells = new Map<string, Item[]>();

  add(item: Item): void {
    const { latitude, longitude } = item;
    if (latitude === null || longitude === null) return;
    const key = cellOf(Math.floor(latitude / GRID_CELL), Math.floor(longitude / GRID_CELL));
    const cell = this.#cells.get(key);
    if (cell) cell.push(item);
    else this.#cells.set(key, [item]);
  }

  /** The nearest first. */
  near(latitude: number | undefined, longitude: number | undefined): Item[] {
    if (latitude === undefined || longitude === undefined) return [];
    const [row, column] = [Math.floor(latitude / GRID_CELL), Math.floor(longitude / GRID_CELL)];
    const around = [-1, 0, 1].flatMap((up) => [-1, 0, 1].map((right) => cellOf(row + up, column + right)));
    return around
      .flatMap((key) => this.#cells.get(key) ?? [])
      .map((item) => ({ item, metres: metresTo(item, latitude, longitude) }))
      .filter(({ metres }) => metres < TWIN_METRES)
      .sort((a, b) => a.metres - b.metres)
      .map(({ item }) => item);
  }
}

const cellOf = (row: number, column: number): string => `${row}:${column}`;

const metresTo = (item: Placed, latitude: number, longitude: number): number =>
  metresBetween({ latitude: item.latitude ?? 0, longitude: item.longitude ?? 0 }, { latitude, longitude });
