// The few MQTT 3.1.1 packets a load generator needs, made by hand: a client library would cost more than the broker.

const field = (text: string) => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
};

function packet(firstByte: number, body: Buffer): Buffer {
  const length: number[] = [];
  for (let rest = body.length; ; rest >>= 7) {
    length.push(rest > 127 ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 127) break;
  }
  return Buffer.concat([Buffer.from([firstByte, ...length]), body]);
}

export const PINGREQ = Buffer.from([0xc0, 0]);
export const CONNACK = 0x20;
export const PUBACK = 0x40;
export const PINGRESP = 0xd0;
export const SUBACK = 0x90;

/** Clean session, user name and password; keep-alive in seconds. */
export function connectPacket(id: string, secret: string, keepAlive: number): Buffer {
  const head = Buffer.concat([field('MQTT'), Buffer.from([4, 0xc2, keepAlive >> 8, keepAlive & 0xff])]);
  return packet(0x10, Buffer.concat([head, field(id), field(id), field(secret)]));
}

/** To one topic, QoS 1. */
export function subscribePacket(topic: string): Buffer {
  return packet(0x82, Buffer.concat([Buffer.from([0, 1]), field(topic), Buffer.from([1])]));
}

/** A PUBLISH whose sequence number and packet id are overwritten in place: nothing is allocated per message. */
export interface ReusablePublish {
  readonly bytes: Buffer;
  stamp(sequence: number, packetId: number): void;
}

const SEQUENCE_DIGITS = 10;
/** Added to every sequence number, so that all have the same number of digits. */
export const FIRST_SEQUENCE = 1_000_000_000;

/** `payload` must contain one run of ten zeros where the sequence number goes; the first digit written is 1. */
export function reusablePublish(topic: string, payload: string, qos: 0 | 1): ReusablePublish {
  const head = field(topic);
  const body = [head, ...(qos === 1 ? [Buffer.alloc(2)] : []), Buffer.from(payload)];
  const bytes = packet(qos === 1 ? 0x32 : 0x30, Buffer.concat(body));
  const sequenceAt = bytes.indexOf('0'.repeat(SEQUENCE_DIGITS));
  const packetIdAt = bytes.indexOf(head) + head.length;
  return {
    bytes,
    stamp(sequence, packetId) {
      for (
        let at = sequenceAt + SEQUENCE_DIGITS - 1, rest = sequence;
        at > sequenceAt;
        at--, rest = Math.floor(rest / 10)
      ) {
        bytes[at] = 48 + (rest % 10);
      }
      bytes[sequenceAt] = 49;
      if (qos === 1) bytes.writeUInt16BE(packetId, packetIdAt);
    },
  };
}
