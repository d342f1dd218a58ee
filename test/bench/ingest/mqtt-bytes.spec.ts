import { describe, expect, it } from '@jest/globals';
import { connectPacket, reusablePublish } from './mqtt-bytes.ts';

describe('hand-made MQTT packets', () => {
  it('encodes a CONNECT as MQTT 3.1.1 asks', () => {
    expect(connectPacket('ab', 'c', 60).toString('latin1')).toBe(
      '\x10\x15\0\x04MQTT\x04\xc2\0\x3c\0\x02ab\0\x02ab\0\x01c',
    );
  });

  it('stamps a QoS 1 PUBLISH in place', () => {
    const publish = reusablePublish('t', '{"seq":0000000000}', 1);
    publish.stamp(42, 0x0102);
    expect(publish.bytes.toString('latin1')).toBe('\x32\x17\0\x01t\x01\x02{"seq":1000000042}');
  });

  it('has no packet id with QoS 0, and a two-byte length for a long packet', () => {
    const publish = reusablePublish('t', `{"seq":0000000000,"x":"${'y'.repeat(200)}"}`, 0);
    publish.stamp(7, 1);
    const length = 3 + `{"seq":1000000007,"x":""}`.length + 200;
    expect([...publish.bytes.subarray(0, 3)]).toEqual([0x30, (length & 0x7f) | 0x80, length >> 7]);
    expect(publish.bytes.toString('latin1', 3, 25)).toBe('\0\x01t{"seq":1000000007,"');
  });
});
