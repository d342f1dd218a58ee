import type { Conversation } from './conversation.ts';
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
  private readonly conversation: Pick<Conversation, 'take'>;
  private readonly held: (session: Session) => void;

  constructor(parts: {
    tally: Tally;
    unacknowledged: number;
    mayRead: () => boolean;
    monotonic: () => number;
    conversation: Pick<Conversation, 'take'>;
    /** A device that sent too fast waits. */
    held: (session: Session) => void;
  }) {
    this.tally = parts.tally;
    this.unacknowledgedLimit = parts.unacknowledged;
    this.mayRead = parts.mayRead;
    this.monotonic = parts.monotonic;
    this.conversation = parts.conversation;
    this.held = parts.held;
  }

  /** From here on what the device sends is taken; first what came together with its CONNECT. */
  start(session: Session): void {
    const { socket } = session;
    socket.on('data', (chunk: Buffer) => {
      session.heardAt = this.monotonic();
      session.gate.push(chunk);
      this.take(session);
    });
    socket.on('drain', () => this.released(session));
    socket.once('close', () => {
      this.stalled.delete(session);
      this.throttled.delete(session);
    });
    this.take(session);
  }

  /** A message of this session was committed, or its socket takes answers again. */
  released(session: Session): void {
    if (this.mayRead() && this.stalled.delete(session)) this.take(session);
  }

  /** Messages may be taken in again. */
  resume(): void {
    const sessions = [...this.stalled];
    this.stalled.clear();
    for (const session of sessions) this.take(session);
  }

  stop(): void {
    this.stopLooking?.();
    this.stopLooking = null;
  }

  /** Takes what has arrived as far as this device may send now, and reads on when nothing of it is left over. */
  private take(session: Session): void {
    if (session.ending !== null) return;
    const { socket, bucket, gate } = session;
    const room = this.unacknowledgedLimit - session.unacknowledged;
    // Who does not read our answers is not listened to.
    if (room <= 0 || !this.mayRead() || socket.writableNeedDrain) return this.hold(session, this.stalled);
    const budget = bucket.available(this.monotonic());
    if (budget <= 0) return this.throttle(session);
    const most = Math.min(budget, room);
    const taken = this.conversation.take(session, most);
    bucket.take(taken);
    if (taken < most || !gate.hasMore) {
      if (socket.isPaused()) socket.resume();
    } else if (room < budget) this.hold(session, this.stalled);
    else this.throttle(session);
  }

  private hold(session: Session, among: Set<Session>): void {
    session.socket.pause();
    among.add(session);
  }

  private throttle(session: Session): void {
    if (!this.throttled.has(session)) {
      this.tally.add('throttled');
      this.held(session);
    }
    this.hold(session, this.throttled);
    this.stopLooking ??= socketPulse(LOOK_AGAIN_MS, () => this.lookAgain());
  }

  private lookAgain(): void {
    const sessions = [...this.throttled];
    this.throttled.clear();
    for (const session of sessions) this.take(session);
    if (this.throttled.size === 0) this.stop();
  }
}
