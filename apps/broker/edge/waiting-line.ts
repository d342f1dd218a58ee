interface Waiting<One> {
  readonly one: One;
  readonly committed: (() => void) | null;
}

/**
 * What agents sent and the database has not yet: kept in order, each acknowledged after its commit. What cannot be kept
 * waits, and with it what came later.
 */
export class WaitingLine<One> {
  private readonly waiting: Waiting<One>[] = [];
  private readonly most: number;
  private readonly onRoom: () => void;

  /** `onRoom`: there is room again after there was none. */
  constructor(most: number, onRoom: () => void) {
    this.most = most;
    this.onRoom = onRoom;
  }

  get hasRoom(): boolean {
    return this.waiting.length < this.most;
  }

  push(one: One, committed: (() => void) | null): void {
    this.waiting.push({ one, committed });
  }

  /** Ends with the first that cannot be kept, as `keep` throws. */
  async drain(keep: (one: One) => Promise<void>): Promise<void> {
    const wasFull = !this.hasRoom;
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      await keep(next.one);
      this.waiting.shift();
      next.committed?.();
    }
    if (wasFull) this.onRoom();
  }
}
