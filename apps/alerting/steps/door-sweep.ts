import { type Database, deadDoors, sweepDeadDoor } from '#libs/database';

const CHUNK = 500;
/** A round over a dead door's devices costs a scan of the latest rows: not every second. */
const ROUND_EVERY = 5_000;

/** Looks at devices that no living door remembers, as long as some may still fall silent. */
export class DoorSweep {
  #nextRoundAt = 0;

  async run(database: Database, now: number): Promise<void> {
    if (now < this.#nextRoundAt && this.#nextRoundAt - now <= ROUND_EVERY) return;
    this.#nextRoundAt = now + ROUND_EVERY;
    for (const doorId of await deadDoors(database, now)) {
      let afterNo: number | null = 0;
      while (afterNo !== null) afterNo = (await sweepDeadDoor(database, doorId, afterNo, CHUNK, now)).next;
    }
  }
}
