import type { Intake } from './intake.ts';
import type { DoorLimits } from './limits.ts';
import { PACKET } from './frame-gate.ts';
import { type PublishPlaces, readPublish, readTopic } from './publish-packet.ts';
import type { Receipts } from './receipts.ts';
import type { Session } from './session.ts';
import type { DoorEvent } from './tally.ts';

const PINGRESP = Buffer.from([0xd0, 0]);

export interface ConversationParts {
  readonly limits: DoorLimits;
  readonly intake: Intake;
  readonly receipts: Receipts;
  /** SUBSCRIBE, UNSUBSCRIBE or PUBACK, whole: what the broker library is there for. */
  readonly toLibrary: (session: Session, packet: Buffer) => void;
  readonly failed: (cause: unknown) => void;
}

/**
 * What a logged-in device says, packet by packet. What every device says all the time (PUBLISH, PINGREQ, DISCONNECT) is
 * answered here, straight from the read buffer; the rest goes to the broker library.
 */
export class Conversation {
  private readonly places: PublishPlaces = { topic: 0, topicEnd: 0, packetId: 0, payload: 0 };
  private readonly parts: ConversationParts;

  constructor(parts: ConversationParts) {
    this.parts = parts;
  }

  /** Takes at most `most` packets that have arrived, and ends a connection that breaks a rule; how many it took. */
  take(session: Session, most: number): number {
    const { gate } = session;
    let taken = 0;
    try {
      while (taken < most && session.ending === null) {
        const found = gate.next();
        if (found === false) break;
        const fault = found === true ? this.packet(session) : found;
        if (fault !== null) session.end(fault);
        taken++;
      }
    } catch (cause) {
      this.parts.failed(cause);
      session.end('hook_error');
    }
    gate.settle();
    return taken;
  }

  private packet(session: Session): DoorEvent | null {
    const { gate } = session;
    switch (gate.type) {
      case PACKET.publish:
        return this.publish(session);
      case PACKET.pingreq:
        if (gate.body !== gate.end) return 'protocol_error';
        session.socket.write(PINGRESP);
        return null;
      case PACKET.disconnect:
        return 'left';
      default:
        this.parts.toLibrary(session, gate.bytes.subarray(gate.start, gate.end));
        return null;
    }
  }

  private publish(session: Session): DoorEvent | null {
    const { places } = this;
    const { gate } = session;
    if (!readPublish(gate, places)) return 'protocol_error';
    let leaf = 'heartbeat';
    if (!session.isHeartbeat(gate.bytes, places.topic, places.topicEnd)) {
      const topic = readTopic(gate.bytes.subarray(places.topic, places.topicEnd));
      if (topic === null) return 'protocol_error';
      if (topic.length > this.parts.limits.topicBytes || !topic.startsWith(session.topicPrefix)) {
        session.offence = topic;
        return 'topic_refused';
      }
      leaf = topic.slice(session.topicPrefix.length);
    }
    this.message(session, leaf, gate.bytes.subarray(places.payload, gate.end), places.packetId);
    return null;
  }

  /** QoS 1 is acknowledged after the commit. */
  private message(session: Session, leaf: string, payload: Buffer, packetId: number): void {
    const { intake, receipts } = this.parts;
    if (packetId === 0) return intake.message(session, leaf, payload, null);
    session.unacknowledged++;
    intake.message(session, leaf, payload, () => receipts.acknowledge(session, packetId));
  }
}
