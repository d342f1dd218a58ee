import type { FrameGate } from './frame-gate.ts';

/** Where the parts of a PUBLISH stand; `packetId` is 0 for QoS 0. */
export interface PublishPlaces {
  topic: number;
  topicEnd: number;
  packetId: number;
  payload: number;
}

/**
 * Reads the PUBLISH that the gate found last, MQTT 3.1.1 section 3.3, into `places`: nothing is made for a message.
 * False when it is malformed. QoS 2 does not pass the gate.
 */
export function readPublish({ bytes, start, body, end }: FrameGate, places: PublishPlaces): boolean {
  if (body + 2 > end) return false;
  places.topic = body + 2;
  places.topicEnd = places.topic + uint16(bytes, body);
  places.packetId = 0;
  places.payload = places.topicEnd;
  if ((bytes[start]! & 0x06) !== 0) {
    places.payload += 2;
    if (places.payload > end) return false;
    places.packetId = uint16(bytes, places.topicEnd);
    // [MQTT-2.3.1-1]
    if (places.packetId === 0) return false;
  }
  return places.payload <= end;
}

const uint16 = (bytes: Buffer, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The topic as text; null for what is none: empty, not UTF-8, with NUL or a wildcard [MQTT-1.5.3-1, -2, 3.3.2-2]. */
export function readTopic(bytes: Buffer): string | null {
  if (bytes.length === 0) return null;
  try {
    const topic = utf8.decode(bytes);
    return /[\0#+]/.test(topic) ? null : topic;
  } catch {
    return null;
  }
}
