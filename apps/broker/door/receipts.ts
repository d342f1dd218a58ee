import type { Session } from './session.ts';

const PUBACK = 0x40;

/**
 * What is acknowledged together is written together: one write for each connection, not for each message. The order of
 * the acknowledgements of one device is that of its messages, as its batches are committed [MQTT-4.6.0-2].
 */
export class Receipts {
  private waiting: Session[] = [];
  private readonly acknowledged: (session: Session) => void;

  /** `acknowledged`: this session has room for more messages. */
  constructor(acknowledged: (session: Session) => void) {
    this.acknowledged = acknowledged;
  }

  /** This message is durable. */
  acknowledge(session: Session, packetId: number): void {
    session.unacknowledged--;
    if (session.ending !== null) return;
    if (session.receipts.push(packetId) === 1 && this.waiting.push(session) === 1) queueMicrotask(() => this.write());
  }

  private write(): void {
    const sessions = this.waiting;
    this.waiting = [];
    for (const session of sessions) {
      const ids = session.receipts.splice(0);
      if (session.ending !== null || session.socket.destroyed) continue;
      session.socket.write(pubacks(ids));
      this.acknowledged(session);
    }
  }
}

function pubacks(ids: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(ids.length * 4);
  let at = 0;
  for (const id of ids) {
    bytes[at++] = PUBACK;
    bytes[at++] = 2;
    bytes[at++] = id >> 8;
    bytes[at++] = id & 0xff;
  }
  return bytes;
}
