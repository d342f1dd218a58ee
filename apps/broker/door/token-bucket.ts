/** How much one device may send now. Times are any monotonic milliseconds. */
export class TokenBucket {
  private tokens: number;
  private refilledAt: number;
  private readonly perMs: number;
  private readonly burst: number;

  constructor(perSecond: number, burst: number, now: number) {
    this.perMs = perSecond / 1_000;
    this.burst = burst;
    this.tokens = burst;
    this.refilledAt = now;
  }

  /** Whole tokens at hand. */
  available(now: number): number {
    this.tokens = Math.min(this.burst, this.tokens + (now - this.refilledAt) * this.perMs);
    this.refilledAt = now;
    return Math.floor(this.tokens);
  }

  take(count: number): void {
    this.tokens -= count;
  }
}
