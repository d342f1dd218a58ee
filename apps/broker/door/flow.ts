import { socketPulse, type Cancel } from './deadline.ts';
import type { Session } from './session.ts';
import type { Tally } from './tally.ts';

/** How often a device that sent too fast is looked at again. */
const LOOK_AGAIN_MS = 100;

/**
 * Decides when bytes of a logged-in device may be read. What may not be read stays in the kernel's buffers and slows
 * the sender down through TCP; nothing is thrown away and nothing piles up here.
 */
export class Flow {
  private readonly stalled = new Set<Session>();
  private readonly throttled = new Set<Session>();
  private stopLooking: Cancel | null = null;
  private readonly tally: Tally;
  private readonly unacknowledgedLimit: number;
  private readonly mayRead: () => boolean;
  private readonly monotonic: () => number;
  private readonly held: (session: Session) => void;

  constructor(parts: {
    tally: Tally;
    unacknowledged: number;
    mayRead: () => boolean;
    monotonic: () => number;
    /** A device that sent too fast waits. */
    held: (session: Session) => void;
  }) {
    this.tally = parts.tally;
    this.unacknowledgedLimit = parts.unacknowledged;
    this.mayRead = parts.mayRead;
    this.monotonic = parts.monotonic;
    this.held = parts.held;
  }

  /** Puts our reading in place of the socket's: the library reads with `read(null)`, Node's internals never do. */
  install(session: Session): void {
    const { socket } = session;
    const original = socket.read.bind(socket) as (size?: number | null) => Buffer | null;
    socket.read = (size?: number | null) => (size === null ? this.next(session, original) : original(size));
    socket.once('close', () => {
      this.stalled.delete(session);
      this.throttled.delete(session);
    });
  }

  /** A message of this session was committed. */
  released(session: Session): void {
    if (this.mayRead() && this.stalled.delete(session)) session.socket.emit('readable');
  }

  /** Messages may be taken in again. */
  resume(): void {
    const sessions = [...this.stalled];
    this.stalled.clear();
    for (const session of sessions) session.socket.emit('readable');
  }

  stop(): void {
    this.stopLooking?.();
    this.stopLooking = null;
  }

  private next(session: Session, read: (size?: number | null) => Buffer | null): Buffer | null {
    if (session.greeting !== null) {
      const greeting = session.greeting;
      session.greeting = null;
      return greeting;
    }
    if (session.ending !== null) return null;
    // The library asks again from inside its parser, which must not be fed before it has returned.
    if (session.feeding) {
      session.askedWhileFeeding = true;
      return null;
    }
    const room = this.unacknowledgedLimit - session.unacknowledged;
    if (room <= 0 || !this.mayRead()) {
      this.stalled.add(session);
      return null;
    }
    const now = this.monotonic();
    const budget = session.bucket.available(now);
    if (budget <= 0) return this.throttle(session);
    const chunk = session.gate.limited ? null : read(null);
    if (chunk !== null) {
      session.heardAt = now;
      session.gate.push(chunk);
    }
    return this.passThrough(session, Math.min(budget, room));
  }

  private passThrough(session: Session, budget: number): Buffer | null {
    const result = session.gate.pass(budget);
    if (result.kind === 'violation') {
      session.end(result.reason);
      return null;
    }
    session.bucket.take(result.packets);
    if (session.gate.limited) this.throttle(session);
    if (result.through.length === 0) return null;
    session.feeding = true;
    queueMicrotask(session.fed);
    return result.through;
  }

  private throttle(session: Session): null {
    if (!this.throttled.has(session)) {
      this.tally.add('throttled');
      this.held(session);
    }
    this.throttled.add(session);
    this.stopLooking ??= socketPulse(LOOK_AGAIN_MS, () => this.lookAgain());
    return null;
  }

  private lookAgain(): void {
    const sessions = [...this.throttled];
    this.throttled.clear();
    for (const session of sessions) session.socket.emit('readable');
    if (this.throttled.size === 0) this.stop();
  }
}
