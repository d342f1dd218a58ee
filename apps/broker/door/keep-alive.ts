import { socketPulse, type Cancel } from './deadline.ts';
import type { Session } from './session.ts';

const SWEEP_MS = 1_000;
/** A sweep this late means that we were not reading: everybody's silence is ours. */
const OWN_STALL_MS = 2_500;

/**
 * One sweep for all connections instead of a timer each. While we do not read (stalled database, blocked process) the
 * count stands still, so our own fault never expires a healthy device.
 */
export class KeepAlive {
  private stopSweeping: Cancel | null = null;
  private sweptAt = 0;
  private readonly sessions: () => Iterable<Session>;
  private readonly reading: () => boolean;
  private readonly monotonic: () => number;

  constructor(parts: { sessions: () => Iterable<Session>; reading: () => boolean; monotonic: () => number }) {
    this.sessions = parts.sessions;
    this.reading = parts.reading;
    this.monotonic = parts.monotonic;
  }

  start(): void {
    this.sweptAt = this.monotonic();
    this.stopSweeping = socketPulse(SWEEP_MS, () => this.sweep(this.monotonic()));
  }

  stop(): void {
    this.stopSweeping?.();
    this.stopSweeping = null;
  }

  sweep(now: number): void {
    const passed = now - this.sweptAt;
    this.sweptAt = now;
    const ours = passed > OWN_STALL_MS || !this.reading();
    for (const session of this.sessions()) {
      // Our pause is added to the moment we last heard of it; never beyond now.
      if (ours) session.heardAt = Math.min(now, session.heardAt + passed);
      else if (now - session.heardAt > session.keepAliveMs) session.end('keep_alive_expired');
    }
  }
}
