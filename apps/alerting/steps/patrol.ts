import { type Database, judgeOverlooked } from '#libs/database';

/** Device numbers looked at in one step: a few milliseconds of reading a second, a round of 100,000 devices in 50 s. */
const SPAN = 2_000;

/** Goes through all devices, a part each time, for outages that no door's memory proposed. */
export class Patrol {
  #afterNo = 0;

  /** Returns how many were found: each is a defect of a door, not of the device. */
  async run(database: Database, now: number): Promise<number> {
    const { next, found } = await judgeOverlooked(database, this.#afterNo, SPAN, now);
    this.#afterNo = next ?? 0;
    return found;
  }
}
